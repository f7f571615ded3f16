using System;

namespace MemMap;

/// <summary>Slicing: what <c>view[...]</c> does to a layout.</summary>
internal readonly partial struct Layout
{
    public Layout Slice(ReadOnlySpan<Slice> slices)
    {
        int consumed = 0, added = 0, dropped = 0, ellipsis = -1;
        for (int i = 0; i < slices.Length; i++)
        {
            switch (slices[i].Kind)
            {
                case SliceKind.NewAxis:
                    added++;
                    break;
                case SliceKind.Ellipsis when ellipsis >= 0:
                    throw new ArgumentException("An index can have only one Slice.Ellipsis.", nameof(slices));
                case SliceKind.Ellipsis:
                    ellipsis = i;
                    break;
                default:
                    consumed++;
                    dropped += slices[i].Kind is SliceKind.Index or SliceKind.IndexFromEnd ? 1 : 0;
                    break;
            }
        }

        if (consumed > Rank)
        {
            throw new ArgumentException(
                $"{consumed} indexes were given for the shape {Text(Lengths)}, which has {Rank} axes. Give one for each axis at most; " +
                "Slice.NewAxis adds one.",
                nameof(slices));
        }

        int newRank = Rank + added - dropped;
        RequireRank(newRank, nameof(slices));
        Span<long> lengths = stackalloc long[newRank], strides = stackalloc long[newRank];
        long offset = Offset;
        int axis = 0, rank = 0;
        for (int i = 0; i < slices.Length; i++)
        {
            if (i == ellipsis)
            {
                for (int covered = Rank - consumed; covered > 0; covered--)
                {
                    Keep(this, lengths, strides);
                }

                continue;
            }

            Slice slice = slices[i];
            switch (slice.Kind)
            {
                case SliceKind.NewAxis:
                    lengths[rank] = 1;
                    strides[rank++] = 0;
                    break;
                case SliceKind.All:
                    Keep(this, lengths, strides);
                    break;
                case SliceKind.Index or SliceKind.IndexFromEnd:
                    offset += ResolveIndex(slice, axis) * Strides[axis];
                    axis++;
                    break;
                default:
                    (long start, long count, long step) = ResolveRange(slice, axis);
                    offset += start * Strides[axis];
                    lengths[rank] = count;
                    strides[rank++] = Scale(Strides[axis++], step);
                    break;
            }
        }

        while (axis < Rank)
        {
            Keep(this, lengths, strides);
        }

        return With(lengths, strides, offset);

        void Keep(in Layout layout, Span<long> lengths, Span<long> strides)
        {
            lengths[rank] = layout.Lengths[axis];
            strides[rank++] = layout.Strides[axis++];
        }
    }

    private long ResolveIndex(Slice slice, int axis)
    {
        long length = Lengths[axis];
        long index = slice.Kind == SliceKind.Index ? slice.Start.GetValueOrDefault() : length - slice.Start.GetValueOrDefault();
        if ((ulong)index >= (ulong)length)
        {
            throw Throw.IndexOutOfRange(axis, slice.ToString(), length);
        }

        return index;
    }

    private (long Start, long Count, long Step) ResolveRange(Slice slice, int axis)
    {
        long length = Lengths[axis];
        if (slice.Kind == SliceKind.NetRange)
        {
            long first = Position(slice.NetRange.Start), end = Position(slice.NetRange.End);
            if (first < 0 || end > length || first > end)
            {
                throw new ArgumentOutOfRangeException(nameof(slice), slice.ToString(),
                    $"The range {slice} is outside axis {axis}, which has length {length}. A C# range must lie inside; " +
                    "Slice.Range(start, stop, step) clips as NumPy does.");
            }

            return (first == end ? 0 : first, end - first, 1);
        }

        // Python's slice.indices: https://docs.python.org/3/reference/datamodel.html#slice.indices
        long step = slice.Step;
        long lower = step > 0 ? 0 : -1, upper = step > 0 ? length : length - 1;
        long start = Clip(slice.Start, step > 0 ? lower : upper), stop = Clip(slice.Stop, step > 0 ? upper : lower);
        long distance = step > 0 ? stop - start : start - stop;
        if (distance <= 0)
        {
            return (0, 0, step);
        }

        ulong magnitude = step > 0 ? (ulong)step : 0UL - unchecked((ulong)step);
        return (start, (long)(((ulong)distance - 1) / magnitude) + 1, step);

        long Position(Index index) => index.IsFromEnd ? length - index.Value : index.Value;

        long Clip(long? bound, long absent) =>
            bound is not { } position ? absent : Math.Min(upper, Math.Max(lower, position < 0 ? position + length : position));
    }

    // With two elements or more the product lies inside the array. With fewer it is never used, and may not exist, or have no negative.
    private static long Scale(long stride, long step)
    {
        long scaled = unchecked(stride * step);
        return scaled != long.MinValue && scaled / step == stride ? scaled : stride;
    }
}
