using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>Products of elements that doubles hold exactly, 32 lanes at a time: <see cref="Scalar.Multiply{T}"/> with vectors.</summary>
internal static unsafe class Multiply<T>
    where T : unmanaged
{
    private const long ExponentMask = 0x7FF;

    /// <summary>The mantissa of a block's product.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Block(T* elements, int count, out long exponent)
    {
        double* groups = stackalloc double[Rules.GroupsPerBlock * Rules.Lanes];
        double* group = groups;
        Vector512<long> exponents = default;
        exponent = 0;
        for (int i = 0; i < count; group += Rules.Lanes)
        {
            Vector512<double> a = Vector512<double>.One, b = a, c = a, d = a;
            int end = Math.Min(i + Rules.GroupElements, count);
            for (; i <= end - Rules.Lanes; i += Rules.Lanes)
            {
                Lanes.Load(
                    elements + i, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
                a *= Split(x, ref exponents);
                b *= Split(y, ref exponents);
                c *= Split(z, ref exponents);
                d *= Split(w, ref exponents);
            }

            Lanes.Store(group, a, b, c, d);
            Scalar.Multiply<T>.MultiplyLanes(elements, i, end, groups, ref exponent);
            i = end;
        }

        exponent += Vector512.Sum(exponents);
        return Scalar.Multiply<T>.Fold(groups, count, ref exponent);
    }

    /// <summary>The product of each column.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T** rows, int rowCount, int columns, double* mantissas, long* exponents)
    {
        double* groups = stackalloc double[Rules.GroupsPerLeaf * Rules.Lanes];
        int column = 0;
        for (; column <= columns - Rules.Lanes; column += Rules.Lanes)
        {
            Vector512<long> aa = default, bb = default, cc = default, dd = default;
            int groupCount = 0;
            for (int row = 0; row < rowCount; groupCount++)
            {
                Vector512<double> a = Vector512<double>.One, b = a, c = a, d = a;
                for (int end = Math.Min(row + Rules.RowsPerGroup, rowCount); row < end; row++)
                {
                    Prefetch.Step(rows[row + Rules.RowsAhead] + column, Rules.Lanes * sizeof(T));
                    T* at = rows[row] + column;
                    Lanes.Load(at, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
                    a *= Split(x, ref aa);
                    b *= Split(y, ref bb);
                    c *= Split(z, ref cc);
                    d *= Split(w, ref dd);
                }

                Lanes.Store(groups + (groupCount * Rules.Lanes), a, b, c, d);
            }

            Scalar.Multiply<T>.FoldGroups(groups, groupCount, Rules.Lanes);
            aa.Store(exponents + column);
            bb.Store(exponents + column + 8);
            cc.Store(exponents + column + 16);
            dd.Store(exponents + column + 24);
            for (int lane = 0; lane < Rules.Lanes; lane++)
            {
                mantissas[column + lane] = Mantissa.Split(groups[lane], ref exponents[column + lane]);
            }
        }

        Scalar.Multiply<T>.Rows(rows, rowCount, columns, mantissas, exponents, start: column);
    }

    // Zero and what is below the normal numbers is made larger first; zero, infinity and NaN stay as they are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Split(Vector512<double> values, ref Vector512<long> exponents)
    {
        Vector512<long> tiny = Vector512.LessThan(values.AsInt64() & Vector512.Create(long.MaxValue), Vector512.Create(1L << 52));
        Vector512<double> scaled = Vector512.ConditionalSelect(tiny.AsDouble(), values * Vector512.Create((double)(1L << 54)), values);
        Vector512<long> biased = Vector512.ShiftRightLogical(scaled.AsInt64(), 52) & Vector512.Create(ExponentMask);
        Vector512<long> isSpecial = Vector512.Equals(biased, default) | Vector512.Equals(biased, Vector512.Create(ExponentMask));
        exponents += Vector512.AndNot(biased - Vector512.Create(1023L) - (tiny & Vector512.Create(54L)), isSpecial);
        Vector512<long> mantissas = (scaled.AsInt64() & Vector512.Create(~(ExponentMask << 52))) | Vector512.Create(1023L << 52);
        return Vector512.ConditionalSelect(isSpecial.AsDouble(), scaled, mantissas.AsDouble());
    }
}
