using System;

namespace MemMap.Reductions;

/// <summary>
/// A view and the axes to reduce, in the order of memory: axes of length 1 dropped, negative strides undone, axes sorted by
/// |stride|, reduced and kept ones apart.
/// </summary>
internal sealed class ReductionPlan
{
    /// <param name="layout">The view's elements.</param>
    /// <param name="reduces">Which axes are reduced.</param>
    public ReductionPlan(in Layout layout, ReadOnlySpan<bool> reduces)
    {
        int rank = layout.Rank;
        Span<int> order = stackalloc int[rank];
        Span<long> resultStrides = stackalloc long[rank];
        Offset = layout.Offset;
        ResultLength = 1;
        Count = 1;
        int used = 0;
        for (int axis = rank - 1; axis >= 0; axis--)
        {
            if (reduces[axis])
            {
                Count *= layout.Lengths[axis];
            }
            else
            {
                resultStrides[axis] = ResultLength;
                ResultLength *= layout.Lengths[axis];
            }
        }

        for (int axis = 0; axis < rank; axis++)
        {
            if (layout.Lengths[axis] == 1)
            {
                continue;
            }

            if (layout.Strides[axis] < 0)
            {
                long last = Math.Max(0, layout.Lengths[axis] - 1);
                Offset += last * layout.Strides[axis];
                ResultOffset += last * resultStrides[axis];
                resultStrides[axis] = -resultStrides[axis];
            }

            int at = used++;
            for (; at > 0 && Math.Abs(layout.Strides[order[at - 1]]) < Math.Abs(layout.Strides[axis]); at--)
            {
                order[at] = order[at - 1];
            }

            order[at] = axis;
        }

        order = order.Slice(0, used);
        ContiguousAxisIsReduced = used == 0 || reduces[order[used - 1]];
        int reduced = 0;
        foreach (int axis in order)
        {
            reduced += reduces[axis] ? 1 : 0;
        }

        ReducedLengths = new long[reduced];
        ReducedStrides = new long[reduced];
        KeptLengths = new long[used - reduced];
        KeptStrides = new long[used - reduced];
        KeptResultStrides = new long[used - reduced];
        int r = 0, k = 0;

        // Where an axis is one evenly spaced run with the axis before it, the two become one: the same elements in the same order.
        foreach (int axis in order)
        {
            long stride = Math.Abs(layout.Strides[axis]);
            if (reduces[axis])
            {
                if (r > 0 && ReducedStrides[r - 1] == stride * layout.Lengths[axis])
                {
                    r--;
                    ReducedLengths[r] *= layout.Lengths[axis];
                }
                else
                {
                    ReducedLengths[r] = layout.Lengths[axis];
                }

                ReducedStrides[r++] = stride;
            }
            else
            {
                if (k > 0 && KeptStrides[k - 1] == stride * layout.Lengths[axis] && KeptResultStrides[k - 1] == resultStrides[axis] * layout.Lengths[axis])
                {
                    k--;
                    KeptLengths[k] *= layout.Lengths[axis];
                }
                else
                {
                    KeptLengths[k] = layout.Lengths[axis];
                }

                KeptStrides[k] = stride;
                KeptResultStrides[k++] = resultStrides[axis];
            }
        }

        ReducedLengths = ReducedLengths.AsSpan(0, r).ToArray();
        ReducedStrides = ReducedStrides.AsSpan(0, r).ToArray();
        KeptLengths = KeptLengths.AsSpan(0, k).ToArray();
        KeptStrides = KeptStrides.AsSpan(0, k).ToArray();
        KeptResultStrides = KeptResultStrides.AsSpan(0, k).ToArray();
    }

    /// <summary>Which of the two rules of the design applies: lanes along the contiguous axis, or an accumulator for each of its elements.</summary>
    public bool ContiguousAxisIsReduced { get; }

    public long Offset { get; }

    /// <summary>How many elements each result is made of.</summary>
    public long Count { get; }

    public long ResultLength { get; }

    /// <summary>Where in the result, in elements, the first kept indexes belong.</summary>
    public long ResultOffset { get; }

    public long[] ReducedLengths { get; }

    public long[] ReducedStrides { get; }

    public long[] KeptLengths { get; }

    public long[] KeptStrides { get; }

    /// <summary>How far apart neighbours along each kept axis are in the result, in elements. Negative where the view's stride was.</summary>
    public long[] KeptResultStrides { get; }
}
