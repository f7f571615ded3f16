using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Reductions.Selecting;

/// <summary>Puts the selected elements of each column side by side, where columns differ: squares of elements are turned, so that those of
/// a column lie in one vector, and turned back when what is not selected is gone.</summary>
/// <remarks>
/// <code>
///   rows:  a b    truths:  1 0    columns of their own:  a c .    and back:  a d
///          c d             1 1                           d f .               c f
///          e f             0 1
/// </code>
/// </remarks>
internal static unsafe class CompactColumns
{
    // What comes next in each row is fetched meanwhile: a processor does not foresee so many.
    private const int WidthsAhead = 4;

    /// <summary>Whether the processor has what it takes for elements of this size.</summary>
    public static bool IsFor<T>()
        where T : unmanaged => sizeof(T) is (sizeof(uint) or sizeof(ulong)) && CompactVector.IsFor<T>();

    /// <summary>How many columns are done together.</summary>
    public static int Width<T>()
        where T : unmanaged => Vector512<byte>.Count / (sizeof(T) == sizeof(uint) ? sizeof(uint) : sizeof(ulong));

    /// <summary>Puts the selected elements of neighbouring columns side by side.</summary>
    /// <param name="rows">The rows of a leaf, at the first of the columns.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="column">The first column.</param>
    /// <param name="truths">For each of the columns as many words as there is room for. Behind the last row nothing is selected.</param>
    /// <param name="to">Takes them.</param>
    /// <param name="room">So many elements each column has room for, and so many truths: whole words, no fewer than rows.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of<T>(T** rows, int rowCount, int column, ulong* truths, T* to, int room)
        where T : unmanaged
    {
        int width = Width<T>();
        byte* memory = stackalloc byte[(width * Truths.PerWord * sizeof(T)) + CacheLine.Bytes];
        T* turned = (T*)CacheLine.After(memory);
        T** some = stackalloc T*[width];
        T** ends = stackalloc T*[width];
        for (int i = 0; i < width; i++)
        {
            ends[i] = to + (i * room);
        }

        int words = Truths.Words(room);
        for (int first = 0; first < rowCount; first += Truths.PerWord, truths++)
        {
            for (int row = 0; row < Truths.PerWord; row += width)
            {
                for (int i = 0; i < width; i++)
                {
                    some[i] = rows[Math.Min(first + row + i, rowCount - 1)] + column;
                    Prefetch.Step(some[i] + (width * WidthsAhead), 1);
                }

                Turn((byte**)some, 0, (byte*)(turned + row), Truths.PerWord * sizeof(T), sizeof(T));
            }

            for (int i = 0; i < width; i++)
            {
                ends[i] = CompactVector.Put(turned + (i * Truths.PerWord), truths[i * words], ends[i]);
            }
        }
    }

    /// <summary>Puts columns beside each other.</summary>
    /// <param name="columns">The columns, as many as are done together, with room for whole vectors.</param>
    /// <param name="count">How many elements each has.</param>
    /// <param name="to">Takes the first row; there is room for as many as whole vectors have.</param>
    /// <param name="stride">From one row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Back<T>(T** columns, int count, T* to, int stride)
        where T : unmanaged
    {
        for (int row = 0; row < count; row += Width<T>())
        {
            Turn((byte**)columns, row * sizeof(T), (byte*)(to + (row * stride)), stride * sizeof(T), sizeof(T));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(byte** from, int offset, byte* to, int stride, int size)
    {
        if (size == sizeof(uint))
        {
            TurnSixteen(from, offset, to, stride);
        }
        else
        {
            TurnEight(from, offset, to, stride);
        }
    }

    // Sixteen rows of sixteen. First, of four rows, four elements of each column in a quarter of a vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnSixteen(byte** from, nint offset, byte* to, nint stride)
    {
        Fours(from, offset, out Vector512<ulong> a0, out Vector512<ulong> a1, out Vector512<ulong> a2, out Vector512<ulong> a3);
        Fours(from + 4, offset, out Vector512<ulong> b0, out Vector512<ulong> b1, out Vector512<ulong> b2, out Vector512<ulong> b3);
        Fours(from + 8, offset, out Vector512<ulong> c0, out Vector512<ulong> c1, out Vector512<ulong> c2, out Vector512<ulong> c3);
        Fours(from + 12, offset, out Vector512<ulong> d0, out Vector512<ulong> d1, out Vector512<ulong> d2, out Vector512<ulong> d3);
        PutQuarters(a0, b0, c0, d0, to, stride);
        PutQuarters(a1, b1, c1, d1, to + stride, stride);
        PutQuarters(a2, b2, c2, d2, to + (2 * stride), stride);
        PutQuarters(a3, b3, c3, d3, to + (3 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fours(
        byte** from, nint offset, out Vector512<ulong> first, out Vector512<ulong> second, out Vector512<ulong> third,
        out Vector512<ulong> fourth)
    {
        Vector512<uint> x = Vector512.Load((uint*)(from[0] + offset)), y = Vector512.Load((uint*)(from[1] + offset));
        Vector512<uint> z = Vector512.Load((uint*)(from[2] + offset)), w = Vector512.Load((uint*)(from[3] + offset));
        Vector512<ulong> lowXy = Avx512F.UnpackLow(x, y).AsUInt64(), highXy = Avx512F.UnpackHigh(x, y).AsUInt64();
        Vector512<ulong> lowZw = Avx512F.UnpackLow(z, w).AsUInt64(), highZw = Avx512F.UnpackHigh(z, w).AsUInt64();
        (first, second) = (Avx512F.UnpackLow(lowXy, lowZw), Avx512F.UnpackHigh(lowXy, lowZw));
        (third, fourth) = (Avx512F.UnpackLow(highXy, highZw), Avx512F.UnpackHigh(highXy, highZw));
    }

    // The first quarters of four, the second ones, and so on: every fourth column.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutQuarters(
        Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c, Vector512<ulong> d, byte* to, nint stride)
    {
        Vector512<ulong> evenAb = Even(a, b), oddAb = Odd(a, b), evenCd = Even(c, d), oddCd = Odd(c, d);
        Even(evenAb, evenCd).Store((ulong*)to);
        Even(oddAb, oddCd).Store((ulong*)(to + (4 * stride)));
        Odd(evenAb, evenCd).Store((ulong*)(to + (8 * stride)));
        Odd(oddAb, oddCd).Store((ulong*)(to + (12 * stride)));
    }

    // Eight rows of eight. First, of two rows, two elements of each column in a quarter of a vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnEight(byte** from, nint offset, byte* to, nint stride)
    {
        Twos(from, offset, out Vector512<ulong> a0, out Vector512<ulong> a1);
        Twos(from + 2, offset, out Vector512<ulong> b0, out Vector512<ulong> b1);
        Twos(from + 4, offset, out Vector512<ulong> c0, out Vector512<ulong> c1);
        Twos(from + 6, offset, out Vector512<ulong> d0, out Vector512<ulong> d1);
        PutPairs(a0, b0, c0, d0, to, stride);
        PutPairs(a1, b1, c1, d1, to + stride, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Twos(byte** from, nint offset, out Vector512<ulong> first, out Vector512<ulong> second)
    {
        Vector512<ulong> x = Vector512.Load((ulong*)(from[0] + offset)), y = Vector512.Load((ulong*)(from[1] + offset));
        (first, second) = (Avx512F.UnpackLow(x, y), Avx512F.UnpackHigh(x, y));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutPairs(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c, Vector512<ulong> d, byte* to, nint stride) =>
        PutQuarters(a, b, c, d, to, stride / 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Even(Vector512<ulong> x, Vector512<ulong> y) => Avx512F.Shuffle4x128(x, y, 0b10_00_10_00);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Odd(Vector512<ulong> x, Vector512<ulong> y) => Avx512F.Shuffle4x128(x, y, 0b11_01_11_01);
}
