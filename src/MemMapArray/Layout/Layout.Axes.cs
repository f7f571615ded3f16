using System;

namespace MemMap;

/// <summary>Layouts of the same elements with other axes. None of it touches an element.</summary>
internal readonly partial struct Layout
{
    /// <summary>Elements of another size along the last axis, which is contiguous and whose bytes are a whole number of them: the caller
    /// has looked.</summary>
    public Layout Recast(int elementSize)
    {
        long[] dimensions = (long[])_dimensions.Clone();
        dimensions[Rank - 1] = dimensions[Rank - 1] * ElementSize / elementSize;
        CheckBytes(dimensions.AsSpan(0, Rank), elementSize);
        dimensions[(2 * Rank) - 1] = elementSize;
        return new(dimensions, Offset, Product(dimensions.AsSpan(0, Rank)), elementSize);
    }

    /// <summary>Elements of another size that begin <paramref name="offset"/> bytes into each element: a field of a record.</summary>
    public Layout Field(int offset, int elementSize) => new(_dimensions, Offset + offset, Length, elementSize);

    /// <summary>The index along <paramref name="axis"/>, which is dropped. The index is in range: the caller has looked.</summary>
    public Layout At(int axis, long index)
    {
        long[] dimensions = new long[_dimensions.Length - 2];
        for (int from = 0, to = 0; from < Rank; from++)
        {
            if (from != axis)
            {
                dimensions[to] = Lengths[from];
                dimensions[Rank - 1 + to++] = Strides[from];
            }
        }

        return new(dimensions, Offset + (index * Strides[axis]), Length / Lengths[axis], ElementSize);
    }

    /// <summary>Some of an axis: <paramref name="count"/> indexes from <paramref name="start"/>, all in range: the caller has
    /// looked.</summary>
    public Layout Narrow(int axis, long start, long count)
    {
        long[] dimensions = (long[])_dimensions.Clone();
        dimensions[axis] = count;
        return new(dimensions, Offset + (start * Strides[axis]), Product(dimensions.AsSpan(0, Rank)), ElementSize);
    }

    /// <summary>The axes in another order. <paramref name="axes"/> is a permutation; negative axes count from the end.</summary>
    public Layout Permute(ReadOnlySpan<int> axes)
    {
        if (axes.Length != Rank)
        {
            throw new ArgumentException($"The shape {Text(Lengths)} has {Rank} axes; {axes.Length} were given.", nameof(axes));
        }

        ulong seen = 0;
        long[] dimensions = new long[_dimensions.Length];
        for (int to = 0; to < Rank; to++)
        {
            int from = Axis.Normalize(axes[to], Rank, nameof(axes));
            if ((seen & (1UL << from)) != 0)
            {
                throw new ArgumentException($"Axis {from} is named twice; a permutation names each axis once.", nameof(axes));
            }

            seen |= 1UL << from;
            dimensions[to] = Lengths[from];
            dimensions[Rank + to] = Strides[from];
        }

        return new(dimensions, Offset, Length, ElementSize);
    }

    /// <summary>The axes in reverse order.</summary>
    public Layout Transpose()
    {
        long[] dimensions = (long[])_dimensions.Clone();
        Array.Reverse(dimensions, 0, Rank);
        Array.Reverse(dimensions, Rank, Rank);
        return new(dimensions, Offset, Length, ElementSize);
    }

    /// <summary>The axis in reverse order.</summary>
    public Layout Flip(int axis)
    {
        axis = Axis.Normalize(axis, Rank, nameof(axis));
        long[] dimensions = (long[])_dimensions.Clone();
        dimensions[Rank + axis] = -Strides[axis];
        return new(dimensions, Offset + (Math.Max(0, Lengths[axis] - 1) * Strides[axis]), Length, ElementSize);
    }

    /// <summary>Without the axes of length 1.</summary>
    public Layout Squeeze()
    {
        Span<long> lengths = stackalloc long[Rank], strides = stackalloc long[Rank];
        int rank = 0;
        for (int axis = 0; axis < Rank; axis++)
        {
            if (Lengths[axis] != 1)
            {
                lengths[rank] = Lengths[axis];
                strides[rank++] = Strides[axis];
            }
        }

        return With(lengths.Slice(0, rank), strides.Slice(0, rank), Offset);
    }

    /// <summary>Gives each axis of another layout, of which this has those that are not <paramref name="removed"/> or all, its stride here;
    /// 0 to those removed.</summary>
    public void ScatterStrides(ReadOnlySpan<bool> removed, Span<long> strides)
    {
        bool hasAll = Rank == removed.Length;
        int next = 0;
        for (int axis = 0; axis < removed.Length; axis++)
        {
            strides[axis] = removed[axis] ? 0 : Strides[next];
            next += removed[axis] && !hasAll ? 0 : 1;
        }
    }

    /// <summary>Without one axis, which has length 1.</summary>
    public Layout Squeeze(int axis)
    {
        axis = Axis.Normalize(axis, Rank, nameof(axis));
        if (Lengths[axis] != 1)
        {
            throw new ArgumentException(
                $"Axis {axis} of shape {Text(Lengths)} has length {Lengths[axis]}; only an axis of length 1 can be squeezed.",
                nameof(axis));
        }

        return At(axis, 0);
    }

    /// <summary>With a new axis of length 1 that becomes number <paramref name="axis"/>.</summary>
    public Layout ExpandDims(int axis)
    {
        RequireRank(Rank + 1, nameof(axis));
        axis = Axis.Normalize(axis, Rank + 1, nameof(axis));
        Span<long> lengths = stackalloc long[Rank + 1], strides = stackalloc long[Rank + 1];
        Lengths.Slice(0, axis).CopyTo(lengths);
        Lengths.Slice(axis).CopyTo(lengths.Slice(axis + 1));
        Strides.Slice(0, axis).CopyTo(strides);
        Strides.Slice(axis).CopyTo(strides.Slice(axis + 1));
        lengths[axis] = 1;
        strides[axis] = 0;
        return With(lengths, strides, Offset);
    }

    /// <summary>Without as many leading axes of length 1 as there are beyond <paramref name="rank"/>.</summary>
    public Layout WithoutLeadingOnes(int rank)
    {
        Layout layout = this;
        while (layout.Rank > rank && layout.Lengths[0] == 1)
        {
            layout = layout.At(0, 0);
        }

        return layout;
    }

    /// <summary>NumPy's broadcasting: axes are aligned at the last one; an axis of length 1, or a missing one, repeats with stride
    /// 0.</summary>
    public Layout BroadcastTo(ReadOnlySpan<long> shape)
    {
        RequireRank(shape.Length, nameof(shape));
        int added = shape.Length - Rank;
        if (added < 0)
        {
            throw CannotBroadcast(shape);
        }

        long[] dimensions = new long[2 * shape.Length];
        CheckBytes(shape, ElementSize);
        for (int axis = 0; axis < shape.Length; axis++)
        {
            long own = axis < added ? 1 : Lengths[axis - added];
            if (shape[axis] < 0 || (own != shape[axis] && own != 1))
            {
                throw CannotBroadcast(shape);
            }

            dimensions[axis] = shape[axis];
            dimensions[shape.Length + axis] = own == shape[axis] && axis >= added ? Strides[axis - added] : 0;
        }

        return new(dimensions, Offset, Product(shape), ElementSize);
    }

    /// <summary>The same elements, or some of them, by other axes; the caller sees to it that they are the same.</summary>
    public Layout With(ReadOnlySpan<long> lengths, ReadOnlySpan<long> strides, long offset)
    {
        long[] dimensions = new long[2 * lengths.Length];
        lengths.CopyTo(dimensions);
        strides.CopyTo(dimensions.AsSpan(lengths.Length));
        return new(dimensions, offset, Product(lengths), ElementSize);
    }

    private ArgumentException CannotBroadcast(ReadOnlySpan<long> shape) =>
        new(
            $"The shape {Text(Lengths)} cannot be broadcast to {Text(shape)}: counted from the last axis, lengths must be equal or 1.",
            nameof(shape));
}
