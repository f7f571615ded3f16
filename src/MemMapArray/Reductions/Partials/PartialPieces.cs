using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Partials;

/// <summary>
/// Nodes of the tree that are complete, and the elements at the edges of leaves that are there in part. Whatever joins or completes is
/// merged at once, so that any partition, merged in any grouping, ends in the same nodes, with the same bits. Of states that know no
/// order, neighbours are merged wherever they were cut.
/// </summary>
/// <param name="plan">The plan of the whole array.</param>
/// <param name="kernel">Reduces leaves that become whole.</param>
internal sealed unsafe class PartialPieces<T, TState, TKernel>(ReductionPlan plan, TKernel kernel) : PieceSet
    where T : unmanaged
    where TState : struct, IState
    where TKernel : struct, IStateKernel<T, TState>
{
    private readonly int _stateBytes = kernel.State.Bytes;

    // Pieces do not overlap: one is found by where it starts, and by where it ends.
    private readonly Dictionary<long, PartialPiece> _starting = [], _ending = [];

    public TState State => kernel.State;

    /// <summary>How many positions of each result are known.</summary>
    public long Count => _starting.Values.Sum(piece => piece.Positions.Count);

    private IOrderedEnumerable<PartialPiece> InOrder => _starting.Values.OrderBy(piece => piece.Positions.Start);

    /// <inheritdoc/>
    public override void Add(PartialPiece piece)
    {
        while (true)
        {
            PartialPiece? joined = piece.IsElements ? JoinElements(piece) : State.IsOrderless ? JoinNeighbour(piece) : JoinSibling(piece);
            if (joined is null)
            {
                Settle(piece);
                Keep(piece);
                return;
            }

            piece = joined;
        }
    }

    /// <summary>Takes in the pieces of others.</summary>
    public void Take(PartialPieces<T, TState, TKernel> others)
    {
        foreach (PartialPiece piece in others._starting.Values)
        {
            Add(piece);
        }
    }

    /// <summary>The states of all that is known, which is something. The roots fold from right to left. Elements are left over only where
    /// rows are missing beside them.</summary>
    public byte[] Fold() =>
        InOrder.Select(piece => piece.IsElements ? ReduceLeaf(piece) : piece.Data).Reverse().Aggregate((right, left) => Merge(left, right));

    public void Write(BinaryWriter writer)
    {
        writer.Write(_starting.Count);
        foreach (PartialPiece piece in InOrder)
        {
            writer.Write((sbyte)piece.Level);
            writer.Write(piece.Positions.Start);
            writer.Write(piece.Positions.End);
            writer.Write(piece.Data);
        }
    }

    /// <param name="reader">At the pieces.</param>
    /// <param name="expected">How many positions they have together.</param>
    /// <exception cref="InvalidDataException">They are not what they should be.</exception>
    public void Read(PartialReader reader, long expected)
    {
        long found = 0, before = 0;
        int count = reader.ReadInt32();
        reader.Require(count >= 0, "the number of pieces");
        for (int i = 0; i < count; i++)
        {
            int level = reader.ReadSByte();
            var positions = new PositionRange(reader.ReadInt64(), reader.ReadInt64());
            bool isInOrder = positions.Start >= before && positions.Start < positions.End && positions.End <= plan.Count;
            reader.Require(plan.ResultLength > 0 && isInOrder && IsPiece(positions, level), "a range of positions");
            long perResult = level == PartialPiece.Elements ? positions.Count * sizeof(T) : _stateBytes;
            reader.Require(perResult <= int.MaxValue / plan.ResultLength, "the bytes of a state");
            PartialPiece piece = new(positions, level, reader.ReadBytes(perResult * plan.ResultLength));
            reader.Require(Settle(piece), "a state");
            Keep(piece);
            found += positions.Count;
            before = positions.End;
        }

        reader.Require(found == expected, "what is known of the rows");
    }

    /// <inheritdoc/>
    public override byte[] NewData(long bytesPerResult)
    {
        if (bytesPerResult > int.MaxValue / plan.ResultLength)
        {
            throw new InvalidOperationException(
                $"A partial of {plan.ResultLength} results needs {bytesPerResult} bytes for each in one piece, which is too much. "
                + "Split the rows as SplitRows does, and the other axes first.");
        }

        return new byte[bytesPerResult * plan.ResultLength];
    }

    private bool IsPiece(PositionRange positions, int level)
    {
        if (State.IsOrderless)
        {
            return level == 0;
        }

        long perLeaf = plan.PositionsPerLeaf;
        if (level == PartialPiece.Elements)
        {
            return positions.Start / perLeaf == (positions.End - 1) / perLeaf && positions.Count < LeafAt(positions.Start).Count;
        }

        if (level is < 0 or > 62 || perLeaf > long.MaxValue >> level)
        {
            return false;
        }

        // Of the last leaf, and of nodes that end with it, some positions may not exist.
        long perNode = perLeaf << level;
        return positions.Start % perNode == 0 && (positions.Count + perLeaf - 1) / perLeaf == 1L << level
            && (positions.Count == perNode || positions.End == plan.Count);
    }

    private PositionRange LeafAt(long position)
    {
        long start = position / plan.PositionsPerLeaf * plan.PositionsPerLeaf;
        return new(start, Math.Min(start + plan.PositionsPerLeaf, plan.Count));
    }

    private void Keep(PartialPiece piece)
    {
        _starting.Add(piece.Positions.Start, piece);
        _ending.Add(piece.Positions.End, piece);
    }

    private PartialPiece Remove(PartialPiece piece)
    {
        _starting.Remove(piece.Positions.Start);
        _ending.Remove(piece.Positions.End);
        return piece;
    }

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
