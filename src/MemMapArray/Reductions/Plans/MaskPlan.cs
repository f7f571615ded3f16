using System;
using System.Collections.Generic;

namespace MemMap.Reductions.Plans;

/// <summary>
/// Where the elements of a mask lie, in the order in which a <see cref="ReductionPlan"/> goes through others. Axes merge where the mask's
/// own strides let them, whatever the elements' do: positions, and columns, are counted alike.
/// </summary>
internal sealed class MaskPlan
{
    /// <param name="elements">The elements that give the order.</param>
    /// <param name="mask">The mask, of the same lengths. Its strides are 0 where it is broadcast, and may have any sign.</param>
    /// <param name="reduces">Which axes are reduced.</param>
    /// <param name="rows">The part of axis 0 that is asked for.</param>
    public MaskPlan(in Layout elements, in Layout mask, ReadOnlySpan<bool> reduces, RowRange? rows)
    {
        List<int> order = ReductionPlan.MemoryOrder(elements);
        var reduced = new PlanAxes();
        var kept = new PlanAxes();
        Offset = mask.Offset;
        foreach (int axis in order)
        {
            bool isPart = axis == 0 && rows is not null && !reduces[0];
            (long start, long count) = isPart ? (rows!.Value.Start, rows.Value.Count) : (0, elements.Lengths[axis]);
            bool isBackward = elements.Strides[axis] < 0;
            Offset += (isBackward ? start + Math.Max(0, count - 1) : start) * mask.Strides[axis];
            (reduces[axis] ? reduced : kept).Add(count, isBackward ? -mask.Strides[axis] : mask.Strides[axis], 0, mayJoin: true);
        }

        (ReducedLengths, ReducedStrides, _) = reduced.ToArrays();
        (KeptLengths, KeptStrides, _) = kept.ToArrays();
    }

    /// <summary>Where the mask of position 0 of the first result lies, in bytes.</summary>
    public long Offset { get; }

    public long[] ReducedLengths { get; }

    public long[] ReducedStrides { get; }

    public long[] KeptLengths { get; }

    public long[] KeptStrides { get; }
}
