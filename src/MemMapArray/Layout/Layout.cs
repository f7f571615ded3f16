using System;

namespace MemMap;

/// <summary>
/// Where the elements of an N-D array lie, in bytes: the length and the stride of each axis and the offset of the first element.
/// Pure algebra, immutable: no file, no pointer.
/// </summary>
/// <remarks>
/// <code>
///   offset                      element (i, j) lies at  offset + i * stride0 + j * stride1
///     v
///     [0,0] [0,1] [0,2] ...     stride1 is from one column to the next,
///     [1,0] [1,1] [1,2] ...     stride0 from one row to the next; either may be negative, or 0 after broadcasting.
/// </code>
/// Overflow is ruled out once, in <see cref="Create"/>: offset plus all bytes fit a long. Every other layout is derived from such a one
/// and addresses only elements of it, so index times stride needs no check anywhere else. Only a length can still
/// overflow, in <see cref="BroadcastTo"/> and, beside a length of 0, in <see cref="Reshape"/>, which look.
/// </remarks>
internal readonly partial struct Layout
{
    /// <summary>As many axes as NumPy allows.</summary>
    public const int MaxRank = 64;

    // The lengths, then the strides: one array, so that a slice allocates little.
    private readonly long[] _dimensions;

    private Layout(long[] dimensions, long offset, long length, int elementSize)
    {
        _dimensions = dimensions;
        Offset = offset;
        Length = length;
        ElementSize = elementSize;
    }

    /// <summary>Where the first element lies, in bytes from the start of the file.</summary>
    public long Offset { get; }

    /// <summary>The number of elements.</summary>
    public long Length { get; }

    /// <summary>The size of an element, in bytes.</summary>
    public int ElementSize { get; }

    /// <summary>The lengths, then the strides. Nobody changes them.</summary>
    public long[] Dimensions => _dimensions;

    public int Rank => _dimensions.Length / 2;

    public ReadOnlySpan<long> Lengths => _dimensions.AsSpan(0, Rank);

    public ReadOnlySpan<long> Strides => _dimensions.AsSpan(Rank);

    /// <summary>All elements lie one after the other in C order.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = ElementSize;
            for (int axis = Rank - 1; axis >= 0; axis--)
            {
                if (Lengths[axis] != 1)
                {
                    if (Strides[axis] != expected && Length != 0)
                    {
                        return false;
                    }

                    expected *= Math.Max(1, Lengths[axis]);
                }
            }

            return true;
        }
    }

    /// <summary>Some elements share their bytes, because an axis was broadcast.</summary>
    public bool IsBroadcast => IsRepeated(Lengths, Strides);

    /// <summary>The layout of a whole array in a file, after checking that its shape, its bytes and their end are numbers that
    /// exist.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative length or offset, more than <see cref="MaxRank"/> axes, or bytes beyond
    /// <see cref="long.MaxValue"/>.</exception>
    public static Layout Create(ReadOnlySpan<long> shape, MemMapOrder order, long offset, int elementSize)
    {
        if (offset < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(offset), offset, "The offset is in bytes from the start of the file and cannot be negative.");
        }

        int rank = shape.Length;
        RequireRank(rank, nameof(shape));
        long[] dimensions = new long[2 * rank];
        shape.CopyTo(dimensions);
        long stride = elementSize;
        for (int i = 0; i < rank; i++)
        {
            int axis = order == MemMapOrder.C ? rank - 1 - i : i;
            if (shape[axis] < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(shape), Text(shape), $"The length of axis {axis} is negative.");
            }

            // As in NumPy, a length of 0 does not reset the strides; so shape beside it must not overflow either.
            dimensions[rank + axis] = stride;
            stride = MultiplyOrThrow(stride, Math.Max(1, shape[axis]), shape);
        }

        long length = Product(shape);
        if (length * elementSize > long.MaxValue - offset)
        {
            throw new ArgumentOutOfRangeException(
                nameof(offset), offset, $"The offset {offset} plus the bytes of shape {Text(shape)} is beyond {long.MaxValue}.");
        }

        return new(dimensions, offset, length, elementSize);
    }

    /// <summary>A layout again from its parts.</summary>
    public static Layout Of(long[] dimensions, long offset, int elementSize) =>
        new(dimensions, offset, Product(dimensions.AsSpan(0, dimensions.Length / 2)), elementSize);

    /// <summary>Whether several indexes share an element.</summary>
    public static bool IsRepeated(ReadOnlySpan<long> lengths, ReadOnlySpan<long> strides)
    {
        for (int axis = 0; axis < strides.Length; axis++)
        {
            if (strides[axis] == 0 && lengths[axis] > 1)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The bytes that the elements touch: from the first byte of the lowest to past the last byte of the highest. Without
    /// elements none, wherever the offset points: that may be behind the end of the file.</summary>
    public (long Start, long End) ByteRange()
    {
        if (Length == 0)
        {
            return (0, 0);
        }

        long start = Offset, last = Offset;
        for (int axis = 0; axis < Rank; axis++)
        {
            long reach = (Lengths[axis] - 1) * Strides[axis];
            start += Math.Min(0, reach);
            last += Math.Max(0, reach);
        }

        return (start, last + ElementSize);
    }

    /// <summary>Where the element that is number <paramref name="position"/> in C order lies.</summary>
    public long OffsetOf(long position)
    {
        long offset = Offset;
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            offset += position % Lengths[axis] * Strides[axis];
            position /= Lengths[axis];
        }

        return offset;
    }

    /// <summary>Looks whether there is an axis 0.</summary>
    /// <exception cref="InvalidOperationException">The rank is 0.</exception>
    public void RequireRows()
    {
        if (Rank == 0)
        {
            throw new InvalidOperationException("An array of rank 0 has no rows to share between workers.");
        }
    }

    public static string Text(ReadOnlySpan<long> lengths) => Shape.Create(lengths).ToString();

    private static long Product(ReadOnlySpan<long> lengths)
    {
        long product = 1;
        foreach (long length in lengths)
        {
            product *= length;
        }

        return product;
    }

    // As in Create, a length of 0 is no leave for the others to overflow; what is negative is refused elsewhere.
    private static void CheckBytes(ReadOnlySpan<long> shape, int elementSize)
    {
        long bytes = elementSize;
        foreach (long length in shape)
        {
            bytes = MultiplyOrThrow(bytes, Math.Max(1, length), shape);
        }
    }

    private static long MultiplyOrThrow(long left, long right, ReadOnlySpan<long> shape)
    {
        if (right != 0 && left > long.MaxValue / right)
        {
            throw new ArgumentOutOfRangeException(nameof(shape), Text(shape), $"The shape has more than {long.MaxValue} bytes.");
        }

        return left * right;
    }

    private static void RequireRank(int rank, string parameterName)
    {
        if (rank > MaxRank)
        {
            throw new ArgumentOutOfRangeException(parameterName, rank, $"An array has at most {MaxRank} axes.");
        }
    }
}
