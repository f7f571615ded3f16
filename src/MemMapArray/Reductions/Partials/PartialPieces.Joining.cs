using System;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Partials;

/// <content>What becomes of pieces that join.</content>
internal sealed unsafe partial class PartialPieces<T, TState, TKernel>
{
    private PartialPiece? JoinElements(PartialPiece piece)
    {
        PositionRange leaf = LeafAt(piece.Positions.Start);
        if (piece.Positions.Count == leaf.Count)
        {
            return new(leaf, 0, ReduceLeaf(piece));
        }

        return _ending.TryGetValue(piece.Positions.Start, out PartialPiece? other) && other.IsElements
            && other.Positions.Start >= leaf.Start
                ? Join(Remove(other), piece)
            : _starting.TryGetValue(piece.Positions.End, out other) && other.IsElements && other.Positions.Start < leaf.End
                ? Join(piece, Remove(other))
            : null;
    }

    private PartialPiece? JoinNeighbour(PartialPiece piece)
    {
        (PartialPiece left, PartialPiece right) = _ending.TryGetValue(piece.Positions.Start, out PartialPiece? other) ? (other, piece)
            : _starting.TryGetValue(piece.Positions.End, out other) ? (piece, other)
            : (piece, piece);
        if (other is null)
        {
            return null;
        }

        Remove(other);
        return new(new(left.Positions.Start, right.Positions.End), 0, Merge(left.Data, right.Data));
    }

    private PartialPiece? JoinSibling(PartialPiece piece)
    {
        // The last leaf is shorter than the others: its index is that of its start.
        long perNode = (long)plan.PositionsPerLeaf << piece.Level, index = piece.Positions.Start / perNode, sibling = (index ^ 1) * perNode;
        if (!_starting.TryGetValue(sibling, out PartialPiece? other) || other.Level != piece.Level)
        {
            return null;
        }

        Remove(other);
        (PartialPiece left, PartialPiece right) = sibling < piece.Positions.Start ? (other, piece) : (piece, other);
        return new(new(left.Positions.Start, right.Positions.End), piece.Level + 1, Merge(left.Data, right.Data));
    }

    private PartialPiece Join(PartialPiece left, PartialPiece right)
    {
        byte[] data = NewData((left.Positions.Count + right.Positions.Count) * sizeof(T));
        int to = 0, fromLeft = 0, fromRight = 0;
        for (long group = 0; group < plan.Groups; group++)
        {
            int rowBytes = plan.ColumnsOf(group) * sizeof(T);
            int leftBytes = (int)left.Positions.Count * rowBytes, rightBytes = (int)right.Positions.Count * rowBytes;
            Buffer.BlockCopy(left.Data, fromLeft, data, to, leftBytes);
            Buffer.BlockCopy(right.Data, fromRight, data, to + leftBytes, rightBytes);
            to += leftBytes + rightBytes;
            fromLeft += leftBytes;
            fromRight += rightBytes;
        }

        return new(new(left.Positions.Start, right.Positions.End), PartialPiece.Elements, data);
    }

    private byte[] ReduceLeaf(PartialPiece elements)
    {
        byte[] data = NewData(_stateBytes);
        int count = (int)elements.Positions.Count;
        T** rows = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
        fixed (byte* states = data, origin = elements.Data)
        {
            for (long group = 0; group < plan.Groups; group++)
            {
                T* first = (T*)origin + (plan.ColumnsBefore(group) * count);
                byte* own = states + (plan.ColumnsBefore(group) * _stateBytes);
                if (plan.ContiguousAxisIsReduced)
                {
                    kernel.ReduceBlock(first, count, elements.Positions.Start, own);
                    continue;
                }

                int columns = plan.ColumnsOf(group);
                for (int row = 0; row < count + Rules.RowsAhead; row++)
                {
                    rows[row] = first + ((long)Math.Min(row, count - 1) * columns);
                }

                kernel.ReduceRows(rows, count, columns, elements.Positions.Start, own);
            }
        }

        return data;
    }

    // So that equal partials have equal bytes, and none that were not a state.
    private bool Settle(PartialPiece piece)
    {
        bool areStates = true;
        fixed (byte* states = piece.Data)
        {
            for (long group = 0; group < plan.Groups && !piece.IsElements && areStates; group++)
            {
                areStates = State.Settle(states + (plan.ColumnsBefore(group) * _stateBytes), plan.ColumnsOf(group));
            }
        }

        return areStates;
    }

    // Into new memory, both: other partials may know these states too, and a merge uses up the right ones.
    private byte[] Merge(byte[] left, byte[] right)
    {
        byte[] merged = (byte[])left.Clone(), other = (byte[])right.Clone();
        fixed (byte* l = merged, r = other)
        {
            for (long group = 0; group < plan.Groups; group++)
            {
                long offset = plan.ColumnsBefore(group) * _stateBytes;
                kernel.State.Merge(l + offset, r + offset, plan.ColumnsOf(group));
            }
        }

        return merged;
    }
}
