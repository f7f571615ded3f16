using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// Sums of blocks and rows of elements that doubles hold exactly, 32 lanes at a time in four vectors of 512 bits. A processor with narrower
/// vectors runs the same additions in more instructions, and the bits stay the same. No fused multiply-add.
/// </summary>
internal static unsafe class Sums
{
    private const int LaneMemory = Rules.GroupsPerBlock * Rules.Lanes;

    /// <summary>The sum of a block.</summary>
    [SkipLocalsInit]
    public static double OfBlock<T>(T* elements, int count)
        where T : unmanaged
    {
        double* groups = stackalloc double[LaneMemory];
        double* group = groups;
        int i = 0;
        while (i < count)
        {
            Vector512<double> a = default, b = default, c = default, d = default;
            int end = Math.Min(i + Rules.GroupElements, count);
            for (; i <= end - Rules.Lanes; i += Rules.Lanes)
            {
                Load(elements + i, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
                a += x;
                b += y;
                c += z;
                d += w;
            }

            Store(group, a, b, c, d);
            group += Rules.Lanes;
            if (i < end)
            {
                ScalarSums.AddToLanes(elements, i, end, groups);
                i = end;
            }
        }

        return Fold(groups, count);
    }

    /// <summary>The sums of a block's differences from the pivot and of their squares.</summary>
    [SkipLocalsInit]
    public static (double Sum, double Squares) AroundPivot<T>(T* elements, int count, double pivot)
        where T : unmanaged
    {
        double* sums = stackalloc double[LaneMemory];
        double* squares = stackalloc double[LaneMemory];
        Vector512<double> center = Vector512.Create(pivot);
        int i = 0, lane = 0;
        while (i < count)
        {
            Vector512<double> a = default, b = default, c = default, d = default;
            Vector512<double> aa = default, bb = default, cc = default, dd = default;
            int end = Math.Min(i + Rules.GroupElements, count);
            for (; i <= end - Rules.Lanes; i += Rules.Lanes)
            {
                Load(elements + i, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
                x -= center;
                y -= center;
                z -= center;
                w -= center;
                a += x;
                b += y;
                c += z;
                d += w;
                aa += x * x;
                bb += y * y;
                cc += z * z;
                dd += w * w;
            }

            Store(sums + lane, a, b, c, d);
            Store(squares + lane, aa, bb, cc, dd);
            lane += Rules.Lanes;
            if (i < end)
            {
                ScalarSums.AddToLanes(elements, i, end, pivot, sums, squares);
                i = end;
            }
        }

        return (Fold(sums, count), Fold(squares, count));
    }

    /// <summary>The sum of each column over the rows, by groups of rows that merge as a tree.</summary>
    [SkipLocalsInit]
    public static void OfRows<T>(T** rows, int rowCount, int columns, double* sums)
        where T : unmanaged
    {
        if (rowCount <= Rules.RowsPerSumGroup)
        {
            OfGroup(rows, rowCount, columns, sums);
            return;
        }

        int groups = (rowCount + Rules.RowsPerSumGroup - 1) / Rules.RowsPerSumGroup;
        double* ofGroups = stackalloc double[groups * columns];
        for (int group = 0; group < groups; group++)
        {
            int first = group * Rules.RowsPerSumGroup;
            OfGroup(rows + first, Math.Min(Rules.RowsPerSumGroup, rowCount - first), columns, ofGroups + (group * columns));
        }

        ScalarSums.FoldGroups(ofGroups, groups, columns);
        Buffer.MemoryCopy(ofGroups, sums, columns * sizeof(double), columns * sizeof(double));
    }

    private static void OfGroup<T>(T** rows, int rowCount, int columns, double* sums)
        where T : unmanaged
    {
        int column = 0;
        for (; column <= columns - Rules.Lanes; column += Rules.Lanes)
        {
            Vector512<double> a = default, b = default, c = default, d = default;
            for (int row = 0; row < rowCount; row++)
            {
                Load(rows[row] + column, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
                a += x;
                b += y;
                c += z;
                d += w;
            }

            Store(sums + column, a, b, c, d);
        }

        ScalarSums.AddRows(rows, rowCount, column, columns, sums);
    }

    /// <summary>The sums of each column's differences from its pivot and of their squares.</summary>
    public static void OfRowsAroundPivots<T>(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
        where T : unmanaged
    {
        int column = 0;
        for (; column <= columns - Rules.Lanes; column += Rules.Lanes)
        {
            Vector512<double> a = default, b = default, c = default, d = default;
            Vector512<double> aa = default, bb = default, cc = default, dd = default;
            double* pivot = pivots + column;
            for (int row = 0; row < rowCount; row++)
            {
                Load(rows[row] + column, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
                x -= Vector512.Load(pivot);
                y -= Vector512.Load(pivot + 8);
                z -= Vector512.Load(pivot + 16);
                w -= Vector512.Load(pivot + 24);
                a += x;
                b += y;
                c += z;
                d += w;
                aa += x * x;
                bb += y * y;
                cc += z * z;
                dd += w * w;
            }

            Store(sums + column, a, b, c, d);
            Store(squares + column, aa, bb, cc, dd);
        }

        ScalarSums.AddRows(rows, rowCount, column, columns, pivots, sums, squares);
    }

    /// <summary><see cref="ScalarSums.Fold"/> with vectors.</summary>
    private static double Fold(double* groups, int count)
    {
        int groupCount = (count + Rules.GroupElements - 1) / Rules.GroupElements;
        for (int distance = 1; distance < groupCount; distance *= 2)
        {
            for (int group = 0; group + distance < groupCount; group += 2 * distance)
            {
                double* left = groups + (group * Rules.Lanes), right = left + (distance * Rules.Lanes);
                for (int lane = 0; lane < Rules.Lanes; lane += Vector512<double>.Count)
                {
                    (Vector512.Load(left + lane) + Vector512.Load(right + lane)).Store(left + lane);
                }
            }
        }

        Vector512<double> eight = (Vector512.Load(groups) + Vector512.Load(groups + 16)) + (Vector512.Load(groups + 8) + Vector512.Load(groups + 24));
        Vector256<double> four = eight.GetLower() + eight.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.GetElement(0) + two.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(double* lanes, Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d)
    {
        a.Store(lanes);
        b.Store(lanes + 8);
        c.Store(lanes + 16);
        d.Store(lanes + 24);
    }

    /// <summary>32 elements as doubles, in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<T>(T* from, out Vector512<double> a, out Vector512<double> b, out Vector512<double> c, out Vector512<double> d)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            double* elements = (double*)from;
            (a, b) = (Vector512.Load(elements), Vector512.Load(elements + 8));
            (c, d) = (Vector512.Load(elements + 16), Vector512.Load(elements + 24));
        }
        else if (typeof(T) == typeof(float))
        {
            (a, b) = Vector512.Widen(Vector512.Load((float*)from));
            (c, d) = Vector512.Widen(Vector512.Load((float*)from + 16));
        }
        else if (typeof(T) == typeof(int) || typeof(T) == typeof(nint))
        {
            (a, b) = ToDoubles(Vector512.Load((int*)from));
            (c, d) = ToDoubles(Vector512.Load((int*)from + 16));
        }
        else if (typeof(T) == typeof(uint) || typeof(T) == typeof(nuint))
        {
            (a, b) = ToDoubles(Vector512.Load((uint*)from));
            (c, d) = ToDoubles(Vector512.Load((uint*)from + 16));
        }
        else if (typeof(T) == typeof(short))
        {
            (Vector512<int> low, Vector512<int> high) = Vector512.Widen(Vector512.Load((short*)from));
            (a, b) = ToDoubles(low);
            (c, d) = ToDoubles(high);
        }
        else if (typeof(T) == typeof(ushort))
        {
            (Vector512<uint> low, Vector512<uint> high) = Vector512.Widen(Vector512.Load((ushort*)from));
            (a, b) = ToDoubles(low.AsInt32());
            (c, d) = ToDoubles(high.AsInt32());
        }
        else if (typeof(T) == typeof(byte) && Avx512F.IsSupported)
        {
            (a, b) = ToDoubles(Avx512F.ConvertToVector512Int32(Vector128.Load((byte*)from)));
            (c, d) = ToDoubles(Avx512F.ConvertToVector512Int32(Vector128.Load((byte*)from + 16)));
        }
        else if (typeof(T) == typeof(sbyte) && Avx512F.IsSupported)
        {
            (a, b) = ToDoubles(Avx512F.ConvertToVector512Int32(Vector128.Load((sbyte*)from)));
            (c, d) = ToDoubles(Avx512F.ConvertToVector512Int32(Vector128.Load((sbyte*)from + 16)));
        }
        else if (typeof(T) == typeof(byte))
        {
            (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(Vector256.Load((byte*)from));
            (a, b) = ToDoubles(Vector512.WidenLower(low.ToVector512Unsafe()).AsInt32());
            (c, d) = ToDoubles(Vector512.WidenLower(high.ToVector512Unsafe()).AsInt32());
        }
        else if (typeof(T) == typeof(sbyte))
        {
            (Vector256<short> low, Vector256<short> high) = Vector256.Widen(Vector256.Load((sbyte*)from));
            (a, b) = ToDoubles(Vector512.WidenLower(low.ToVector512Unsafe()));
            (c, d) = ToDoubles(Vector512.WidenLower(high.ToVector512Unsafe()));
        }
        else
        {
            double* lanes = stackalloc double[Rules.Lanes];
            for (int i = 0; i < Rules.Lanes; i++)
            {
                lanes[i] = Element.ToDouble(Unsafe.ReadUnaligned<T>(from + i));
            }

            (a, b) = (Vector512.Load(lanes), Vector512.Load(lanes + 8));
            (c, d) = (Vector512.Load(lanes + 16), Vector512.Load(lanes + 24));
        }
    }

    // Exact either way: with one instruction where there is one, otherwise through 64-bit integers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Low, Vector512<double> High) ToDoubles(Vector512<int> values)
    {
        if (Avx512F.IsSupported)
        {
            return (Avx512F.ConvertToVector512Double(values.GetLower()), Avx512F.ConvertToVector512Double(values.GetUpper()));
        }

        (Vector512<long> low, Vector512<long> high) = Vector512.Widen(values);
        return (Vector512.ConvertToDouble(low), Vector512.ConvertToDouble(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Low, Vector512<double> High) ToDoubles(Vector512<uint> values)
    {
        (Vector512<ulong> low, Vector512<ulong> high) = Vector512.Widen(values);
        return (Vector512.ConvertToDouble(low.AsInt64()), Vector512.ConvertToDouble(high.AsInt64()));
    }
}
