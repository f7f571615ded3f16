using System;
using System.Collections.Generic;

namespace MemMap.Reductions.Plans;

/// <summary>
/// Elements and the axes to reduce, in the order of memory: axes of length 1 dropped, negative strides undone, axes sorted by
/// |stride|, reduced and kept ones apart. Which rule of the design applies follows from it, and where each leaf and each result lies.
/// </summary>
/// <remarks>
/// A reduction has <see cref="ResultLength"/> results, in groups of up to <see cref="Rules.ColumnsPerTile"/> columns that lie side by side
/// (of one where the contiguous axis is reduced). Each is made of <see cref="Count"/> elements at positions from 0 in traversal order; so
/// many of them are a leaf.
/// </remarks>
internal sealed class ReductionPlan
{
    private readonly long _tilesPerLine = 1;
    private readonly Layout _layout;
    private readonly bool[] _reduces;
    private readonly RowRange? _rows;

    /// <param name="layout">All elements.</param>
    /// <param name="reduces">Which axes are reduced.</param>
    /// <param name="resultStrides">How far apart results are along each axis, in bytes; of reduced axes it is not looked at.</param>
    /// <param name="resultBytes">How large a result is.</param>
    /// <param name="rows">The part of axis 0 that is asked for. The order stays that of the whole.</param>
    /// <param name="isPartial">The groups of results are to follow from the order of the axes alone, so that all partials of an array have
    /// the same.</param>
    public ReductionPlan(
        in Layout layout,
        ReadOnlySpan<bool> reduces,
        ReadOnlySpan<long> resultStrides,
        int resultBytes,
        RowRange? rows = null,
        bool isPartial = false)
    {
        (_layout, _reduces, _rows) = (layout, reduces.ToArray(), rows);
        List<int> order = MemoryOrder(layout);
        ContiguousAxisIsReduced = order.Count == 0 || reduces[order[order.Count - 1]];
        Offset = layout.Offset;
        ResultLength = 1;
        Count = 1;
        var reduced = new PlanAxes();
        var kept = new PlanAxes();
        Indexes = new TraversalIndexes(layout, reduces, order);
        foreach (int axis in order)
        {
            long length = layout.Lengths[axis], stride = layout.Strides[axis], resultStride = reduces[axis] ? 0 : resultStrides[axis];
            long start = 0, count = length;
            if (axis == 0 && rows is { } part && !reduces[0])
            {
                (start, count) = (part.Start, part.Count);
            }

            // The first element of a part, or of an axis that is gone through backwards, is not the axis's own.
            bool isBackward = stride < 0;
            Offset += (isBackward ? start + Math.Max(0, count - 1) : start) * stride;
            ResultOffset += isBackward ? Math.Max(0, count - 1) * resultStride : 0;
            PlanAxes axes = reduces[axis] ? reduced : kept;
            axes.Add(count, Math.Abs(stride), isBackward ? -resultStride : resultStride, mayJoin: reduces[axis] || !isPartial);
        }

        for (int axis = 0; axis < layout.Rank; axis++)
        {
            if (reduces[axis])
            {
                Count *= layout.Lengths[axis];
            }
            else
            {
                ResultLength *= axis == 0 && rows is { } part ? part.Count : layout.Lengths[axis];
            }
        }

        (ReducedLengths, ReducedStrides, _) = reduced.ToArrays();
        (KeptLengths, KeptStrides, KeptResultStrides) = kept.ToArrays();
        Parts = PartsOf(layout, reduces, order, rows);
        if (!ContiguousAxisIsReduced)
        {
            LineLength = KeptLengths[KeptLengths.Length - 1];
            int columnsPerTile = Math.Max(1, Math.Min(Rules.ColumnsPerTile, Rules.ResultBytesPerTile / resultBytes));
            Columns = (int)Math.Min(LineLength, columnsPerTile);
            _tilesPerLine = (LineLength + columnsPerTile - 1) / columnsPerTile;
        }

        Groups = LineLength == 0 ? 0 : ResultLength / LineLength * _tilesPerLine;
    }

    /// <summary>Which of the two rules of the design applies: lanes along the contiguous axis, or an accumulator for each of its
    /// elements.</summary>
    public bool ContiguousAxisIsReduced { get; }

    public int PositionsPerLeaf => ContiguousAxisIsReduced ? Rules.BlockElements : Rules.RowsPerLeaf;

    /// <summary>Where the element at position 0 of the first result lies in the file, in bytes.</summary>
    public long Offset { get; }

    /// <summary>How many elements each result is made of.</summary>
    public long Count { get; }

    public long ResultLength { get; }

    /// <summary>Where the first result belongs, in bytes.</summary>
    public long ResultOffset { get; }

    public long[] ReducedLengths { get; }

    public long[] ReducedStrides { get; }

    public long[] KeptLengths { get; }

    public long[] KeptStrides { get; }

    /// <summary>How far apart neighbours along each kept axis are in the result, in bytes. Negative where the elements' stride
    /// was.</summary>
    public long[] KeptResultStrides { get; }

    /// <summary>The positions that are asked for: all, or those of some rows where axis 0 is reduced.</summary>
    public IReadOnlyList<PositionRange> Parts { get; }

    /// <summary>Which index an element at a position has.</summary>
    public TraversalIndexes Indexes { get; }

    /// <summary>How many columns lie side by side; 1 where they are reduced.</summary>
    public long LineLength { get; } = 1;

    /// <summary>How many columns a group has at most.</summary>
    public int Columns { get; } = 1;

    public long Groups { get; }

    public int ColumnsOf(long group) => (int)Math.Min(Columns, LineLength - ColumnOf(group));

    /// <summary>The first column of a group, among those of its line.</summary>
    public long ColumnOf(long group) => group % _tilesPerLine * Columns;

    public long LineOf(long group) => group / _tilesPerLine;

    /// <summary>How many columns the groups before a group have, which is where its states begin among those of all.</summary>
    public long ColumnsBefore(long group) => (LineOf(group) * LineLength) + ColumnOf(group);

    /// <summary>The way to the elements of a mask in the order of this plan.</summary>
    /// <param name="mask">The mask, broadcast to the shape of the elements.</param>
    public MaskPlan Follow(in Layout mask) => new(_layout, mask, _reduces, _rows);

    /// <summary>Axes by descending |stride|, ties by axis; those of length 1 have no say.</summary>
    public static List<int> MemoryOrder(in Layout layout)
    {
        var order = new List<int>(layout.Rank);
        for (int axis = 0; axis < layout.Rank; axis++)
        {
            if (layout.Lengths[axis] != 1)
            {
                int at = order.Count;
                while (at > 0 && Math.Abs(layout.Strides[order[at - 1]]) < Math.Abs(layout.Strides[axis]))
                {
                    at--;
                }

                order.Insert(at, axis);
            }
        }

        return order;
    }

    // Rows of the slowest reduced axis are one range; of another one, a range for each index of the slower ones.
    private static PositionRange[] PartsOf(in Layout layout, ReadOnlySpan<bool> reduces, List<int> order, RowRange? rows)
    {
        long inner = 1, outer = 1, length = 1;
        bool isFaster = false;
        foreach (int axis in order)
        {
            if (!reduces[axis])
            {
                continue;
            }

            if (axis == 0)
            {
                (length, isFaster) = (layout.Lengths[0], true);
            }
            else
            {
                (inner, outer) = isFaster ? (inner * layout.Lengths[axis], outer) : (inner, outer * layout.Lengths[axis]);
            }
        }

        if (rows is not { } part || !isFaster || part.Count == length)
        {
            // The lengths of axes of length 1 are missing here, and no matter.
            bool isNothing = rows is { Count: 0 } && reduces.Length > 0 && reduces[0];
            return [new(0, isNothing ? 0 : inner * outer * length)];
        }

        if (part.Count == 0)
        {
            return [];
        }

        long start = layout.Strides[0] < 0 ? length - part.Start - part.Count : part.Start;
        var parts = new PositionRange[outer];
        for (long i = 0; i < outer; i++)
        {
            long first = i * length;
            parts[i] = new((first + start) * inner, (first + start + part.Count) * inner);
        }

        return parts;
    }
}
