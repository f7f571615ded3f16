using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemMap.Reductions;

/// <summary>
/// Where axis 0 is reduced: the nodes of the tree that are complete, and the elements at the edges of leaves that are there in part. Whatever joins or completes
/// is merged at once, so that any partition, merged in any grouping, ends in the same nodes, with the same bits.
/// </summary>
internal sealed unsafe class PartialForest<T, TResult, TKernel>(PartialKey key, ReductionPlan plan, TKernel kernel) : PartialResults<TResult>(key)
    where T : unmanaged
    where TResult : unmanaged
    where TKernel : struct, IReductionKernel<T, TResult>
{
    // Pieces do not overlap: one is found by where it starts, and by where it ends.
    private readonly Dictionary<long, PartialPiece> _starting = [], _ending = [];

    private IOrderedEnumerable<PartialPiece> Pieces => _starting.Values.OrderBy(piece => piece.Positions.Start);

    /// <summary>Reduces some rows of a source.</summary>
    public void Add(ElementSource source, RowRange rows, ReductionPlan rowsPlan, ReductionSettings settings)
    {
        Cover(rows);
        if (rows.Count == 0 || plan.Count == 0 || plan.ResultLength == 0)
        {
            return;
        }

        using var leaves = new LeafReducer<T, TResult, TKernel>(rowsPlan, kernel, source);
        foreach (PositionRange part in rowsPlan.Parts)
        {
            long perLeaf = plan.PositionsPerLeaf, first = (part.Start + perLeaf - 1) / perLeaf;
            long end = part.End == plan.Count ? (part.End + perLeaf - 1) / perLeaf : part.End / perLeaf;
            long headEnd = Math.Min(first * perLeaf, part.End);
            AddElements(new(part.Start, headEnd), rowsPlan, leaves, settings);
            if (first < end)
            {
                AddNodes(first, end, source, rowsPlan, settings);
            }

            AddElements(new(Math.Max(headEnd, end * perLeaf), part.End), rowsPlan, leaves, settings);
        }
    }

    public override TResult[] Finish()
    {
        var results = new TResult[plan.ResultLength];
        long count = _starting.Values.Sum(piece => piece.Positions.Count);
        if (count == 0 || results.Length == 0)
        {
            results.AsSpan().Fill(results.Length == 0 ? default : kernel.FinishEmpty());
            return results;
        }

        // The roots fold from right to left. Elements are left over only where rows are missing beside them.
        byte[] states = Pieces.Select(piece => piece.Level == PartialPiece.Elements ? ReduceLeaf(piece) : piece.Data).Reverse().Aggregate((right, left) => Merge(left, right));

        var group = new GroupCursor(plan);
        fixed (byte* origin = states)
        fixed (TResult* result = results)
        {
            for (group.MoveTo(0); group.Group < plan.Groups; group.MoveNext())
            {
                byte* own = origin + (ColumnsBefore(group.Group) * kernel.StateBytes);
                for (int column = 0; column < group.Columns; column++)
                {
                    *(TResult*)((byte*)result + group.ResultOffset(column)) = kernel.Finish(own, column, group.Columns, count);
                }
            }
        }

        return results;
    }

    protected override void Take(PartialResults<TResult> other)
    {
        foreach (PartialPiece piece in ((PartialForest<T, TResult, TKernel>)other)._starting.Values)
        {
            Add(piece);
        }
    }

    protected override void WriteStates(BinaryWriter writer)
    {
        writer.Write(_starting.Count);
        foreach (PartialPiece piece in Pieces)
        {
            writer.Write((sbyte)piece.Level);
            writer.Write(piece.Positions.Start);
            writer.Write(piece.Positions.End);
            writer.Write(piece.Data);
        }
    }

    protected override void ReadStates(PartialReader reader)
    {
        long perRow = plan.Count / Math.Max(1, Key.Rows), expected = plan.ResultLength == 0 ? 0 : Rows.Sum(rows => rows.Count) * perRow, found = 0, before = 0;
        int count = reader.ReadInt32();
        reader.Require(count >= 0, "the number of pieces");
        for (int i = 0; i < count; i++)
        {
            int level = reader.ReadSByte();
            var positions = new PositionRange(reader.ReadInt64(), reader.ReadInt64());
            reader.Require(plan.ResultLength > 0 && positions.Start >= before && positions.Start < positions.End && positions.End <= plan.Count && IsPiece(positions, level), "a range of positions");
            long perResult = level == PartialPiece.Elements ? positions.Count * sizeof(T) : kernel.StateBytes;
            reader.Require(perResult <= int.MaxValue / plan.ResultLength, "the bytes of a state");
            Keep(new(positions, level, reader.ReadBytes(perResult * plan.ResultLength)));
            found += positions.Count;
            before = positions.End;
        }

        reader.Require(found == expected, "what is known of the rows");
    }

    private bool IsPiece(PositionRange positions, int level)
    {
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
        return positions.Start % perNode == 0 && (positions.Count + perLeaf - 1) / perLeaf == 1L << level && (positions.Count == perNode || positions.End == plan.Count);
    }

    private PositionRange LeafAt(long position)
    {
        long start = position / plan.PositionsPerLeaf * plan.PositionsPerLeaf;
        return new(start, Math.Min(start + plan.PositionsPerLeaf, plan.Count));
    }

    private void AddElements(PositionRange positions, ReductionPlan rowsPlan, LeafReducer<T, TResult, TKernel> leaves, ReductionSettings settings)
    {
        if (positions.Count <= 0)
        {
            return;
        }

        byte[] data = NewData(positions.Count * sizeof(T));
        fixed (byte* origin = data)
        {
            var group = new GroupCursor(rowsPlan);
            for (group.MoveTo(0); group.Group < plan.Groups; group.MoveNext())
            {
                settings.CancellationToken.ThrowIfCancellationRequested();
                leaves.BeforeUnit(new UnitBytes(rowsPlan, group, group, positions, sizeof(T)));
                leaves.Copy(group, positions, new Span<T>(origin + (ColumnsBefore(group.Group) * positions.Count * sizeof(T)), (int)(positions.Count * group.Columns)));
            }
        }

        Add(new PartialPiece(positions, PartialPiece.Elements, data));
    }

    private void AddNodes(long firstLeaf, long endLeaf, ElementSource source, ReductionPlan rowsPlan, ReductionSettings settings)
    {
        long perLeaf = plan.PositionsPerLeaf;
        var positions = new PositionRange(firstLeaf * perLeaf, Math.Min(endLeaf * perLeaf, plan.Count));
        var nodes = new List<PartialPiece>();
        for (long leaf = firstLeaf; leaf < endLeaf;)
        {
            int level = 0;
            while ((leaf >> level & 1) == 0 && leaf + (2L << level) <= endLeaf)
            {
                level++;
            }

            long next = leaf + (1L << level);
            nodes.Add(new(new(leaf * perLeaf, Math.Min(next * perLeaf, plan.Count)), level, NewData(kernel.StateBytes)));
            leaf = next;
        }

        using var work = new ReductionWork<T, TResult, TKernel>(rowsPlan, kernel, source, positions, settings.WorkUnitBytes, default, (group, forest) =>
        {
            for (int i = 0; i < forest.Count; i++)
            {
                forest.StatesAt(i).CopyTo(nodes[i].Data.AsSpan((int)(ColumnsBefore(group.Group) * kernel.StateBytes)));
            }
        });
        new ReductionScheduler(work, settings).Run();
        nodes.ForEach(Add);
    }

    // Joins elements to leaves and siblings to nodes as far as that goes.
    private void Add(PartialPiece piece)
    {
        while (true)
        {
            PartialPiece? joined = piece.Level == PartialPiece.Elements ? JoinElements(piece) : JoinSibling(piece);
            if (joined is null)
            {
                Keep(piece);
                return;
            }

            piece = joined;
        }
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

        return _ending.TryGetValue(piece.Positions.Start, out PartialPiece? neighbour) && neighbour.Level == PartialPiece.Elements && neighbour.Positions.Start >= leaf.Start
                ? Join(Remove(neighbour), piece)
            : _starting.TryGetValue(piece.Positions.End, out neighbour) && neighbour.Level == PartialPiece.Elements && neighbour.Positions.Start < leaf.End
                ? Join(piece, Remove(neighbour))
            : null;
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
            int rowBytes = plan.ColumnsOf(group) * sizeof(T), leftBytes = (int)left.Positions.Count * rowBytes, rightBytes = (int)right.Positions.Count * rowBytes;
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
        byte[] data = NewData(kernel.StateBytes);
        int count = (int)elements.Positions.Count;
        T** rows = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
        fixed (byte* states = data, origin = elements.Data)
        {
            for (long group = 0; group < plan.Groups; group++)
            {
                T* first = (T*)origin + (ColumnsBefore(group) * count);
                byte* own = states + (ColumnsBefore(group) * kernel.StateBytes);
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

    // Into new memory, both: other partials may know these states too, and a merge uses up the right ones.
    private byte[] Merge(byte[] left, byte[] right)
    {
        byte[] merged = (byte[])left.Clone(), other = (byte[])right.Clone();
        fixed (byte* l = merged, r = other)
        {
            for (long group = 0; group < plan.Groups; group++)
            {
                long offset = ColumnsBefore(group) * kernel.StateBytes;
                kernel.Merge(l + offset, r + offset, plan.ColumnsOf(group));
            }
        }

        return merged;
    }

    private long ColumnsBefore(long group) => (plan.LineOf(group) * plan.LineLength) + plan.ColumnOf(group);

    private byte[] NewData(long bytesPerResult)
    {
        if (bytesPerResult > int.MaxValue / plan.ResultLength)
        {
            throw new InvalidOperationException($"A partial of {plan.ResultLength} results needs {bytesPerResult} bytes for each in one piece, which is too much. Split the rows as SplitRows does, and the other axes first.");
        }

        return new byte[bytesPerResult * plan.ResultLength];
    }
}
