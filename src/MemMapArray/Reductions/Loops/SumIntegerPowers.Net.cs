using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary><see cref="Scalar.SumIntegerPowers{T}"/> with vectors. They are exact, so their order is free.</summary>
internal static unsafe class SumIntegerPowers<T>
    where T : unmanaged
{
    // Fourth powers have 29 bits, and so have two of them at most: so many are an integer of 32.
    private const int FourthsAtOnce = 4;

    /// <inheritdoc cref="Scalar.SumIntegerPowers{T}.Block"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static IntegerPowers Block(T* elements, int count)
    {
        int width = Vector512<short>.Count, i = 0;
        Vector512<short> first = default;
        Vector512<int> second = default, third = default;
        Vector512<ulong> fourth = default;
        while (i <= count - width)
        {
            Vector512<uint> some = default;
            for (int end = Math.Min(count - width, i + ((FourthsAtOnce - 1) * width)); i <= end; i += width)
            {
                Vector512<short> y = LoadShorts(elements + i), square = y * y;
                first += y;
                second += IntegerLanes.MultiplyPairs(y, y);
                third += IntegerLanes.MultiplyPairs(square, y);
                some += IntegerLanes.MultiplyPairs(square, square).AsUInt32();
            }

            fourth += some.AsUInt64() & Vector512.Create((ulong)uint.MaxValue);
            fourth += some.AsUInt64() >>> 32;
        }

        // A lane of the third powers has 30 bits.
        long thirds = Vector512.Sum(Vector512.WidenLower(third) + Vector512.WidenUpper(third));
        IntegerPowers whole = new(IntegerLanes.Fold(first), IntegerLanes.Fold(second), thirds, IntegerLanes.Fold(fourth));
        whole = whole.Around(i, -Origin);
        IntegerPowers rest = Scalar.SumIntegerPowers<T>.Block(elements + i, count - i);
        return new(whole.First + rest.First, whole.Second + rest.Second, whole.Third + rest.Third, whole.Fourth + rest.Fourth);
    }

    /// <inheritdoc cref="Scalar.SumIntegerPowers{T}.Rows"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T** rows, int rowCount, int columns, double* planes)
    {
        int width = Vector512<int>.Count;
        if (columns < width)
        {
            OfFewColumns(rows, rowCount, columns, planes);
            return;
        }

        for (int next = 0; next < columns; next += width)
        {
            // The last vectors overlap those before.
            int column = Math.Min(next, columns - width), row = 0;
            Vector512<int> first = default, second = default, third = default;
            Vector512<double> low = default, high = default;
            while (row < rowCount)
            {
                Vector512<uint> some = default;
                for (int end = Math.Min(rowCount, row + (2 * FourthsAtOnce)); row < end; row++)
                {
                    Vector512<int> y = Lanes.LoadBytes(rows[row] + column) - Vector512.Create(Origin), square = y * y;
                    first += y;
                    second += square;
                    third += square * y;
                    some += (square * square).AsUInt32();
                }

                (Vector512<double> someLow, Vector512<double> someHigh) = Lanes.ToDoubles(some);
                low += someLow;
                high += someHigh;
            }

            (Vector512<double> a, Vector512<double> a2) = Lanes.ToDoubles(first);
            (Vector512<double> b, Vector512<double> b2) = Lanes.ToDoubles(second);
            (Vector512<double> c, Vector512<double> c2) = Lanes.ToDoubles(third);
            Store(a, b, c, low, rowCount, planes + column, columns);
            Store(a2, b2, c2, high, rowCount, planes + column + Vector512<double>.Count, columns);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfFewColumns(T** rows, int rowCount, int columns, double* planes)
    {
        byte* wideMemory = stackalloc byte[WideRows<T>.MemoryFor(columns)];
        double* own = stackalloc double[IntegerPowers.Planes * WideRows<T>.MostColumns];
        var wide = new WideRows<T>(rows, rowCount, columns, repeats: false, wideMemory);
        Rows(wide.Rows, wide.Count, wide.Length, own);
        for (int power = 0; power < IntegerPowers.Planes; power++)
        {
            double* sums = own + (power * wide.Length);
            wide.Fold(sums);
            Unsafe.CopyBlockUnaligned(planes + (power * columns), sums, (uint)(columns * sizeof(double)));
        }
    }

    // Of those without a sign y = x - 128 is taken, so that powers have fewer bits.
    private static int Origin => typeof(T) == typeof(sbyte) ? 0 : 128;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> LoadShorts(T* elements)
    {
        Vector256<byte> bytes = Vector256.Load((byte*)elements);
        bytes = typeof(T) == typeof(sbyte) ? bytes : bytes ^ Vector256.Create((byte)0x80);
        return Vector512.WidenLower(bytes.AsSByte().ToVector512Unsafe());
    }

    // The powers of x from those of y. All of these are integers below 2^53: exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d, int count, double* planes, int columns)
    {
        if (Origin != 0)
        {
            const double One = 128, Two = One * One, Three = Two * One, Four = Two * Two;
            d += (Vector512.Create(4 * One) * c) + (Vector512.Create(6 * Two) * b) + (Vector512.Create(4 * Three) * a)
                + Vector512.Create(Four * count);
            c += (Vector512.Create(3 * One) * b) + (Vector512.Create(3 * Two) * a) + Vector512.Create(Three * count);
            b += (Vector512.Create(2 * One) * a) + Vector512.Create(Two * count);
            a += Vector512.Create(One * count);
        }

        a.Store(planes);
        b.Store(planes + columns);
        c.Store(planes + (2 * columns));
        d.Store(planes + (3 * columns));
    }
}
