using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Engine;

/// <summary>The bytes of a source that a unit of work reads: from the first to the last, and how many of those between.</summary>
internal readonly struct UnitBytes
{
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
    }

    /// <summary>The first byte.</summary>
    public long Start { get; }

    /// <summary>Behind the last byte.</summary>
    public long End { get; }

    /// <summary>About how many of the bytes between are read.</summary>
    public long Wanted { get; }

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
