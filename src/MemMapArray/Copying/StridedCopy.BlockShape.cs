using System;

namespace MemMap.Copying;

/// <content>How large blocks are, along which axes.</content>
internal unsafe ref partial struct StridedCopy<T>
{
    // Axes by |stride|, the fastest first.
    private static void SortByStride(ReadOnlySpan<long> strides, Span<int> order)
    {
        for (int axis = 0; axis < strides.Length; axis++)
        {
            int at = axis;
            for (; at > 0 && Math.Abs(strides[order[at - 1]]) > Math.Abs(strides[axis]); at--)
            {
                order[at] = order[at - 1];
            }

            order[at] = axis;
        }
    }

    // About so many elements, in pieces that are about as long in the order of either side.
    private readonly void ShapeOfBlock(ReadOnlySpan<int> sourceOrder, long elements, Span<long> block)
    {
        block.Fill(1);
        long piece = 1, left = Math.Max(1, (long)Math.Sqrt(elements));
        foreach (int axis in sourceOrder)
        {
            // An axis that is a little longer is not cut: what is left of it would be pieces too short for their pages.
            block[axis] = _lengths[axis] <= left + (left / 2) ? _lengths[axis] : left;
            piece *= block[axis];
            left = Math.Max(1, left / _lengths[axis]);
        }

        // So many times as large it may become. An axis that has a part of its length already gets the rest of it.
        left = Math.Max(1, elements / piece);
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            long length = Math.Min(_lengths[axis], block[axis] * left);
            left = left * block[axis] / length;
            block[axis] = length;
        }
    }
}
