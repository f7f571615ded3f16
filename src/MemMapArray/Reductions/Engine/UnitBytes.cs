using System;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Engine;

/// <summary>The bytes of a source that a unit of work reads: from the first to the last, and how many of those between.</summary>
internal readonly struct UnitBytes
{
    private readonly PositionRange _results;
    private readonly PositionRange _positions;

    /// <param name="plan">What lies where.</param>
    /// <param name="first">The first group.</param>
    /// <param name="last">The last group.</param>
    /// <param name="positions">What is read of each group.</param>
    /// <param name="elementSize">The size of an element, in bytes.</param>
    public UnitBytes(ReductionPlan plan, in GroupCursor first, in GroupCursor last, PositionRange positions, int elementSize)
    {
        // Axes go by descending stride, and no stride is negative: what comes first lies first.
        Start = first.Offset + OffsetOf(plan, positions.Start);
        End = last.Offset + OffsetOf(plan, positions.End - 1) + last.LastColumnOffset + elementSize;

        // Tiles of a line differ in width; of the widest there are the most.
        Wanted = (last.Group - first.Group + 1) * positions.Count * first.Columns * elementSize;
        _results = new(plan.ColumnsBefore(first.Group), plan.ColumnsBefore(last.Group) + last.Columns);
        _positions = positions;
    }

    /// <param name="start">The first byte.</param>
    /// <param name="end">Behind the last byte.</param>
    /// <param name="wanted">About how many of the bytes between are read.</param>
    public UnitBytes(long start, long end, long wanted)
    {
        (Start, End, Wanted) = (start, end, wanted);
        (_results, _positions) = (default, default);
    }

    /// <summary>The first byte.</summary>
    public long Start { get; }

    /// <summary>Behind the last byte.</summary>
    public long End { get; }

    /// <summary>About how many of the bytes between are read.</summary>
    public long Wanted { get; }

    /// <summary>The bytes of a mask that select the same elements.</summary>
    public UnitBytes Of(MaskPlan mask)
    {
        (long low, long high) = (mask.Offset, mask.Offset);
        AddBounds(mask.KeptLengths, mask.KeptStrides, _results, ref low, ref high);
        AddBounds(mask.ReducedLengths, mask.ReducedStrides, _positions, ref low, ref high);
        return new(low, high + 1, Math.Min(high + 1 - low, _results.Count * _positions.Count));
    }

    // What lies lowest and highest of some neighbours, in bytes: along the axes that they share an index of, there; along the first of
    // which they do not, between their indexes; along those behind it, anywhere.
    private static void AddBounds(long[] lengths, long[] strides, PositionRange range, ref long low, ref long high)
    {
        (long first, long last) = (range.Start, range.End - 1);
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            (long from, long to) = (first % lengths[axis], last % lengths[axis]);
            (first, last) = (first / lengths[axis], last / lengths[axis]);
            (from, to) = first == last ? (from, to) : (0, lengths[axis] - 1);
            low += Math.Min(from * strides[axis], to * strides[axis]);
            high += Math.Max(from * strides[axis], to * strides[axis]);
        }
    }

    private static long OffsetOf(ReductionPlan plan, long position)
    {
        long offset = 0;
        for (int axis = plan.ReducedLengths.Length - 1; axis >= 0; axis--)
        {
            offset += position % plan.ReducedLengths[axis] * plan.ReducedStrides[axis];
            position /= plan.ReducedLengths[axis];
        }

        return offset;
    }
}
