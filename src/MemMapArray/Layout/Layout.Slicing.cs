using System;

namespace MemMap;

/// <summary>Slicing: what <c>view[...]</c> does to a layout.</summary>
internal readonly partial struct Layout
{
    /// <summary>What some slices select.</summary>
    public Layout Slice(ReadOnlySpan<Slice> slices)
    {
        int most = Rank + slices.Length;
        Span<long> lengths = stackalloc long[most], strides = stackalloc long[most];
        long offset = Offset;
        int rank = Slice(_dimensions, slices, lengths, strides, ref offset);
        return With(lengths.Slice(0, rank), strides.Slice(0, rank), offset);
    }

    /// <summary>The same without a layout: from the lengths and strides of one into spans for as many axes as it has and slices
    /// together.</summary>
    /// <returns>How many axes are left, at the start of the spans.</returns>
    public static int Slice(
        long[] dimensions, ReadOnlySpan<Slice> slices, Span<long> lengths, Span<long> strides, ref long offset)
    {
        int all = dimensions.Length / 2;
        ReadOnlySpan<long> allLengths = dimensions.AsSpan(0, all), allStrides = dimensions.AsSpan(all);
        bool isPlain = slices.Length <= all;
        foreach (ref readonly Slice slice in slices)
        {
            isPlain &= slice.Kind is not (SliceKind.Ellipsis or SliceKind.NewAxis);
        }

        int covered = isPlain ? 0 : AxesUnderEllipsis(slices, allLengths), axis = 0, rank = 0;
        long first = offset;
        for (int i = 0; i < slices.Length; i++)
        {
            ref readonly Slice slice = ref slices[i];
            int kept = 0;
            switch (slice.Kind)
            {
                case SliceKind.NewAxis:
                    lengths[rank] = 1;
                    strides[rank++] = 0;
                    break;
                case SliceKind.Ellipsis:
                    kept = covered;
                    break;
                case SliceKind.All:
                    kept = 1;
                    break;
                case SliceKind.Index or SliceKind.IndexFromEnd:
                    first += ResolveIndex(slice, axis, allLengths[axis]) * allStrides[axis];
                    axis++;
                    break;
                case SliceKind.NetRange:
                    (long from, long end) = NetRange(slice, axis, allLengths[axis]);
                    first += from * allStrides[axis];
                    lengths[rank] = end - from;
                    strides[rank++] = allStrides[axis++];
                    break;
                default:
                    (long start, long count, long step) = NumPyRange(slice, allLengths[axis]);
                    first += start * allStrides[axis];
                    lengths[rank] = count;
                    strides[rank++] = Scale(allStrides[axis++], step);
                    break;
            }

            for (; kept > 0; kept--)
            {
                lengths[rank] = allLengths[axis];
                strides[rank++] = allStrides[axis++];
            }
        }

        for (; axis < allLengths.Length; axis++)
        {
            lengths[rank] = allLengths[axis];
            strides[rank++] = allStrides[axis];
        }

        offset = first;
        return rank;
    }

    // Looks at the slices before any of them is used.
    private static int AxesUnderEllipsis(ReadOnlySpan<Slice> slices, ReadOnlySpan<long> lengths)
    {
        int consumed = 0, rank = lengths.Length, newRank = rank;
        bool hasEllipsis = false;
        foreach (ref readonly Slice slice in slices)
        {
            switch (slice.Kind)
            {
                case SliceKind.NewAxis:
                    newRank++;
                    break;
                case SliceKind.Ellipsis when hasEllipsis:
                    throw new ArgumentException("An index can have only one Slice.Ellipsis.", nameof(slices));
                case SliceKind.Ellipsis:
                    hasEllipsis = true;
                    break;
                case SliceKind.Index or SliceKind.IndexFromEnd:
                    consumed++;
                    newRank--;
                    break;
                default:
                    consumed++;
                    break;
            }
        }

        if (consumed > rank)
        {
            throw new ArgumentException(
                $"{consumed} indexes were given for the shape {Text(lengths)}, which has {rank} axes. Give one for each axis at most; " +
                "Slice.NewAxis adds one.",
                nameof(slices));
        }

        RequireRank(newRank, nameof(slices));
        return rank - consumed;
    }

    private static long ResolveIndex(in Slice slice, int axis, long length)
    {
        long given = slice.Start.GetValueOrDefault(), index = slice.Kind == SliceKind.Index ? given : length - given;
        if ((ulong)index >= (ulong)length)
        {
            throw Throw.IndexOutOfRange(axis, slice.ToString(), length);
        }

        return index;
    }

    private static (long First, long End) NetRange(in Slice slice, int axis, long length)
    {
        (long first, long end) = slice.NetBounds(length);
        if (first < 0 || end > length || first > end)
        {
            throw new ArgumentOutOfRangeException(nameof(slice), slice.ToString(),
                $"The range {slice} is outside axis {axis}, which has length {length}. A C# range must lie inside; " +
                "Slice.Range(start, stop, step) clips as NumPy does.");
        }

        return first == end ? (0, 0) : (first, end);
    }

    // Python's slice.indices: https://docs.python.org/3/reference/datamodel.html#slice.indices
    private static (long Start, long Count, long Step) NumPyRange(in Slice slice, long length)
    {
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
