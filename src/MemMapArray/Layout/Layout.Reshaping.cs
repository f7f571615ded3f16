using System;

namespace MemMap;

/// <summary>Reshaping without a copy, where a layout for it exists, and putting layouts into memory order.</summary>
internal readonly partial struct Layout
{
    /// <summary>The elements in C order by another shape, in which one -1 is inferred.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    /// <exception cref="InvalidOperationException">No strides describe that shape over this memory.</exception>
    public Layout Reshape(ReadOnlySpan<long> shape)
    {
        RequireRank(shape.Length, nameof(shape));
        Span<long> lengths = stackalloc long[shape.Length];
        shape.CopyTo(lengths);
        bool inferred = TryInfer(lengths, Length);
        CheckBytes(lengths, ElementSize);
        if (!inferred || Product(lengths) != Length)
        {
            throw new ArgumentException(
                $"The shape {Text(Lengths)} has {Length} elements; it cannot be reshaped to {Text(shape)}.", nameof(shape));
        }

        Span<long> strides = stackalloc long[shape.Length];
        if (!TryReshape(lengths, strides))
        {
            throw new InvalidOperationException(
                $"A view of shape {Text(Lengths)} with strides {Text(Strides)} has no strides for shape {Text(lengths)}, so it cannot " +
                "be reshaped without a copy. " +
                "Copy it first (ToArray, or CopyTo into an array in C order), or reshape before slicing or transposing.");
        }

        return With(lengths, strides, Offset);
    }

    /// <summary>
    /// Axes of length 1 dropped, negative strides undone, axes sorted by |stride| with the largest first (ties by axis), and axes merged
    /// where one run continues the next: the elements in the order of memory.
    /// </summary>
    public Layout InMemoryOrder()
    {
        Span<long> lengths = stackalloc long[Rank], strides = stackalloc long[Rank], none = stackalloc long[Rank];
        Lengths.CopyTo(lengths);
        Strides.CopyTo(strides);
        none.Clear();
        long offset = Offset, noOffset = 0;
        int rank = PutInMemoryOrder(lengths, strides, none, ref offset, ref noOffset);
        return With(lengths.Slice(0, rank), strides.Slice(0, rank), offset);
    }

    /// <summary>
    /// <see cref="InMemoryOrder"/> in place, with the strides of something else that has the same axes: they are turned and moved along,
    /// and axes merge where they are one run on both sides.
    /// </summary>
    /// <returns>How many axes are left, at the start of the spans.</returns>
    public static int PutInMemoryOrder(
        Span<long> lengths, Span<long> strides, Span<long> otherStrides, ref long offset, ref long otherOffset)
    {
        int rank = 0;
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            (long length, long stride, long otherStride) = (lengths[axis], strides[axis], otherStrides[axis]);
            if (length == 1)
            {
                continue;
            }

            if (stride < 0)
            {
                long last = Math.Max(0, length - 1);
                offset += last * stride;
                otherOffset += last * otherStride;
                (stride, otherStride) = (-stride, -otherStride);
            }

            int at = rank++;
            for (; at > 0 && strides[at - 1] < stride; at--)
            {
                (lengths[at], strides[at], otherStrides[at]) = (lengths[at - 1], strides[at - 1], otherStrides[at - 1]);
            }

            (lengths[at], strides[at], otherStrides[at]) = (length, stride, otherStride);
        }

        int merged = 0;
        for (int axis = 0; axis < rank; axis++)
        {
            (long length, long stride, long otherStride) = (lengths[axis], strides[axis], otherStrides[axis]);
            if (merged > 0 && strides[merged - 1] == stride * length && otherStrides[merged - 1] == otherStride * length)
            {
                lengths[merged - 1] *= length;
                (strides[merged - 1], otherStrides[merged - 1]) = (stride, otherStride);
            }
            else
            {
                (lengths[merged], strides[merged], otherStrides[merged]) = (length, stride, otherStride);
                merged++;
            }
        }

        return merged;
    }

    /// <summary>Replaces a -1 by what makes the product <paramref name="length"/>. False when there is none.</summary>
    /// <exception cref="ArgumentException">Two lengths are -1, or one is lower.</exception>
    public static bool TryInfer(Span<long> shape, long length)
    {
        int unknown = -1;
        long known = 1;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] < -1)
            {
                throw new ArgumentOutOfRangeException(nameof(shape), Text(shape), $"The length of axis {axis} is negative.");
            }

            if (shape[axis] == -1)
            {
                if (unknown >= 0)
                {
                    throw new ArgumentException($"Only one length of a shape can be -1; {Text(shape)} has two.", nameof(shape));
                }

                unknown = axis;
            }
            else
            {
                known = MultiplyOrThrow(known, shape[axis], shape);
            }
        }

        if (unknown < 0)
        {
            return true;
        }

        if (known == 0 || length % known != 0)
        {
            return false;
        }

        shape[unknown] = length / known;
        return true;
    }

    // Old and new axes are walked together in groups of equal products. A group can be laid out anew exactly when its old axes
    // are one run: stride[k] == length[k + 1] * stride[k + 1].
    private bool TryReshape(ReadOnlySpan<long> lengths, Span<long> strides)
    {
        if (Length == 0)
        {
            long stride = ElementSize;
            for (int axis = lengths.Length - 1; axis >= 0; axis--)
            {
                strides[axis] = stride;
                stride *= Math.Max(1, lengths[axis]);
            }

            return true;
        }

        Layout old = Squeeze();
        int from = 0, to = 0;
        while (from < old.Rank)
        {
            int fromEnd = from + 1, toEnd = to;
            long oldProduct = old.Lengths[from], newProduct = 1;
            while (oldProduct != newProduct)
            {
                if (oldProduct < newProduct)
                {
                    oldProduct *= old.Lengths[fromEnd++];
                }
                else
                {
                    newProduct *= lengths[toEnd++];
                }
            }

            for (int axis = from; axis < fromEnd - 1; axis++)
            {
                if (old.Strides[axis] != old.Lengths[axis + 1] * old.Strides[axis + 1])
                {
                    return false;
                }
            }

            long stride = old.Strides[fromEnd - 1];
            for (int axis = toEnd - 1; axis >= to; axis--)
            {
                strides[axis] = stride;
                stride *= lengths[axis];
            }

            from = fromEnd;
            to = toEnd;
        }

        // What is left has length 1, and any stride is right for it.
        strides.Slice(to).Fill(ElementSize);
        return true;
    }
}
