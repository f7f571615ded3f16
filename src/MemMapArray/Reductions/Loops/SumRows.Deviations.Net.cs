using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemMap.Reductions.Elements;

namespace MemMap.Reductions.Loops;

/// <content>Deviations from pivots.</content>
internal static unsafe partial class SumRows
{
    /// <summary>The sums of each column's differences from its pivot and of their squares.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Deviations<T>(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
        where T : unmanaged
    {
        if (columns < Rules.Lanes && rowCount >= 2 * Rules.RowsPerGroup)
        {
            OfFewColumns(rows, rowCount, columns, pivots, sums, squares);
            return;
        }

        double* pending = stackalloc double[Rules.GroupsPerLeaf * columns], pendingSquares = pending + ((Rules.GroupsPerLeaf / 2) * columns);
        int groups = 0;
        for (int row = 0; row < rowCount; row += Rules.RowsPerGroup)
        {
            OfGroup(
                rows + row,
                Math.Min(Rules.RowsPerGroup, rowCount - row),
                columns,
                pivots,
                Slot(sums, pending, groups, columns),
                Slot(squares, pendingSquares, groups, columns));
            MergeSiblings(squares, pendingSquares, groups, columns);
            groups = MergeSiblings(sums, pending, groups, columns);
        }

        Fold(squares, pendingSquares, groups, columns);
        Fold(sums, pending, groups, columns);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfFewColumns<T>(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
        where T : unmanaged
    {
        int stacked = rowCount / Rules.RowsPerGroup, rest = rowCount % Rules.RowsPerGroup, length = Rules.GroupsPerLeaf * columns;
        double* groups = stackalloc double[3 * length], groupSquares = groups + length, groupPivots = groupSquares + length;
        T* side = stackalloc T[Rules.RowsPerLeaf * columns];
        T** sideRows = stackalloc T*[Rules.RowsPerGroup + Rules.RowsAhead];
        for (int group = 0; group < stacked; group++)
        {
            Unsafe.CopyBlockUnaligned(groupPivots + (group * columns), pivots, (uint)(columns * sizeof(double)));
        }

        StackGroups(rows, stacked, columns, side, sideRows);
        OfGroup(sideRows, Rules.RowsPerGroup, stacked * columns, groupPivots, groups, groupSquares);
        if (rest > 0)
        {
            OfGroup(rows + (stacked * Rules.RowsPerGroup), rest, columns, pivots, groups + (stacked * columns), groupSquares + (stacked * columns));
        }

        int count = stacked + (rest > 0 ? 1 : 0);
        ScalarSum.FoldGroups(groups, count, columns);
        ScalarSum.FoldGroups(groupSquares, count, columns);
        Unsafe.CopyBlockUnaligned(sums, groups, (uint)(columns * sizeof(double)));
        Unsafe.CopyBlockUnaligned(squares, groupSquares, (uint)(columns * sizeof(double)));
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfGroup<T>(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
        where T : unmanaged
    {
        if (columns < Rules.Lanes)
        {
            ScalarSum.Deviations(rows, rowCount, 0, columns, pivots, sums, squares);
            return;
        }

        double* last = stackalloc double[2 * Rules.Lanes];
        WalkColumns.Of(rows, rowCount, columns, 2 * RowsAtATime, new DeviationStep<T>(pivots, sums, squares, last));
        if (columns % Rules.Lanes != 0)
        {
            Copy(last, sums + (columns - Rules.Lanes));
            Copy(last + Rules.Lanes, squares + (columns - Rules.Lanes));
        }
    }

    private readonly struct DeviationStep<T>(double* pivots, double* sums, double* squares, double* last) : IColumnStep<T>
        where T : unmanaged
    {
        public int Width => Rules.Lanes;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(T** rows, int some, int column, bool isFirst, bool isLast) =>
            AddAround(rows, some, column, isFirst, pivots + column, isLast ? last : sums + column, isLast ? last + Rules.Lanes : squares + column);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void AddAround(T** rows, int some, int column, bool isFirst, double* pivots, double* sums, double* squares)
        {
            if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
            {
                // What costs no conversion is faster with fewer registers in use.
                AddAroundHalf(rows, some, column, isFirst, pivots, sums, squares);
                AddAroundHalf(rows, some, column + (Rules.Lanes / 2), isFirst, pivots + (Rules.Lanes / 2), sums + (Rules.Lanes / 2), squares + (Rules.Lanes / 2));
                return;
            }

            Vector512<double> a = default, b = default, c = default, d = default;
            Vector512<double> aa = default, bb = default, cc = default, dd = default;
            if (!isFirst)
            {
                Lanes.Load(sums, out a, out b, out c, out d);
                Lanes.Load(squares, out aa, out bb, out cc, out dd);
            }

            Lanes.Load(pivots, out Vector512<double> p, out Vector512<double> q, out Vector512<double> r, out Vector512<double> s);
            for (T** row = rows; row < rows + some; row++)
            {
                Prefetch.Step(row[2 * RowsAtATime] + column, Rules.Lanes * sizeof(T));
                Lanes.Load(*row + column, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
                x -= p;
                y -= q;
                z -= r;
                w -= s;
                a += x;
                b += y;
                c += z;
                d += w;
                aa += x * x;
                bb += y * y;
                cc += z * z;
                dd += w * w;
            }

            Lanes.Store(sums, a, b, c, d);
            Lanes.Store(squares, aa, bb, cc, dd);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void AddAroundHalf(T** rows, int some, int column, bool isFirst, double* pivots, double* sums, double* squares)
        {
            Vector512<double> a = default, b = default, aa = default, bb = default;
            if (!isFirst)
            {
                a = Vector512.Load(sums);
                b = Vector512.Load(sums + 8);
                aa = Vector512.Load(squares);
                bb = Vector512.Load(squares + 8);
            }

            Vector512<double> p = Vector512.Load(pivots), q = Vector512.Load(pivots + 8);
            for (int i = 0; i < some; i++)
            {
                Prefetch.Step(rows[i + (2 * RowsAtATime)] + column, Rules.Lanes / 2 * sizeof(T));
                Lanes.LoadHalf(rows[i] + column, out Vector512<double> x, out Vector512<double> y);
                x -= p;
                y -= q;
                a += x;
                b += y;
                aa += x * x;
                bb += y * y;
            }

            a.Store(sums);
            b.Store(sums + 8);
            aa.Store(squares);
            bb.Store(squares + 8);
        }
    }
}
