using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// Sums of columns over the rows of a leaf. Rows are taken a few at a time from end to end, as memory likes it, the sums of a group stay in the first cache,
/// and the rows to come are fetched meanwhile.
/// </summary>
/// <remarks>Few columns would leave most lanes empty. There the groups of a leaf, which do not depend on each other, are put side by side as if they were columns.</remarks>
internal static unsafe class RowSums
{
    private const int RowsAtATime = 4;

    /// <summary>The sum of each column, by groups of rows that merge as a tree.</summary>
    [SkipLocalsInit]
    public static void OfRows<T>(T** rows, int rowCount, int columns, double* sums)
        where T : unmanaged
    {
        if (columns < Rules.Lanes && rowCount >= 2 * Rules.RowsPerGroup)
        {
            OfFewColumns(rows, rowCount, columns, sums);
            return;
        }

        double* pending = stackalloc double[(Rules.GroupsPerLeaf / 2) * columns];
        int groups = 0;
        for (int row = 0; row < rowCount; row += Rules.RowsPerGroup)
        {
            OfGroup(rows + row, Math.Min(Rules.RowsPerGroup, rowCount - row), columns, Slot(sums, pending, groups, columns));
            groups = MergeSiblings(sums, pending, groups, columns);
        }

        Fold(sums, pending, groups, columns);
    }

    /// <summary>The sums of each column's differences from its pivot and of their squares.</summary>
    [SkipLocalsInit]
    public static void AroundPivots<T>(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
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
    private static void OfFewColumns<T>(T** rows, int rowCount, int columns, double* sums)
        where T : unmanaged
    {
        int stacked = rowCount / Rules.RowsPerGroup, rest = rowCount % Rules.RowsPerGroup;
        double* groups = stackalloc double[Rules.GroupsPerLeaf * columns];
        T* side = stackalloc T[Rules.RowsPerLeaf * columns];
        T** sideRows = stackalloc T*[Rules.RowsPerGroup + Rules.RowsAhead];
        StackGroups(rows, stacked, columns, side, sideRows);
        OfGroup(sideRows, Rules.RowsPerGroup, stacked * columns, groups);
        if (rest > 0)
        {
            OfGroup(rows + (stacked * Rules.RowsPerGroup), rest, columns, groups + (stacked * columns));
        }

        ScalarSums.FoldGroups(groups, stacked + (rest > 0 ? 1 : 0), columns);
        Unsafe.CopyBlockUnaligned(sums, groups, (uint)(columns * sizeof(double)));
    }

    [SkipLocalsInit]
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
        ScalarSums.FoldGroups(groups, count, columns);
        ScalarSums.FoldGroups(groupSquares, count, columns);
        Unsafe.CopyBlockUnaligned(sums, groups, (uint)(columns * sizeof(double)));
        Unsafe.CopyBlockUnaligned(squares, groupSquares, (uint)(columns * sizeof(double)));
    }

    //   row  0:  group 0, group 16, ... , group 112      row i of the side: row i of every group, one behind the other
    private static void StackGroups<T>(T** rows, int groups, int columns, T* side, T** sideRows)
        where T : unmanaged
    {
        for (int row = 0; row < Rules.RowsPerGroup + Rules.RowsAhead; row++)
        {
            sideRows[row] = side + (Math.Min(row, Rules.RowsPerGroup - 1) * groups * columns);
        }

        for (int row = 0; row < Rules.RowsPerGroup; row++)
        {
            T* to = sideRows[row];
            for (int group = 0; group < groups; group++, to += columns)
            {
                Unsafe.CopyBlockUnaligned(to, rows[(group * Rules.RowsPerGroup) + row], (uint)(columns * sizeof(T)));
            }
        }
    }

    private static void OfGroup<T>(T** rows, int rowCount, int columns, double* sums)
        where T : unmanaged
    {
        for (int row = 0; row < rowCount; row += RowsAtATime)
        {
            int some = Math.Min(RowsAtATime, rowCount - row), column = 0;
            T* first = rows[row], second = rows[row + 1], third = rows[row + 2], fourth = rows[row + 3];
            for (; column <= columns - Rules.Lanes; column += Rules.Lanes)
            {
                Vector512<double> a = default, b = default, c = default, d = default;
                if (row > 0)
                {
                    Lanes.Load(sums + column, out a, out b, out c, out d);
                }

                Prefetch.Step(rows[row + 4] + column, Rules.Lanes * sizeof(T));
                Add(first + column, ref a, ref b, ref c, ref d);
                if (some == RowsAtATime)
                {
                    Prefetch.Step(rows[row + 5] + column, Rules.Lanes * sizeof(T));
                    Add(second + column, ref a, ref b, ref c, ref d);
                    Prefetch.Step(rows[row + 6] + column, Rules.Lanes * sizeof(T));
                    Add(third + column, ref a, ref b, ref c, ref d);
                    Prefetch.Step(rows[row + 7] + column, Rules.Lanes * sizeof(T));
                    Add(fourth + column, ref a, ref b, ref c, ref d);
                }
                else
                {
                    for (int more = 1; more < some; more++)
                    {
                        Add(rows[row + more] + column, ref a, ref b, ref c, ref d);
                    }
                }

                Lanes.Store(sums + column, a, b, c, d);
            }

            for (; column < columns; column++)
            {
                double sum = row > 0 ? sums[column] : 0;
                for (int more = 0; more < some; more++)
                {
                    sum += Element.ToDouble(Unsafe.ReadUnaligned<T>(rows[row + more] + column));
                }

                sums[column] = sum;
            }
        }
    }

    private static void OfGroup<T>(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
        where T : unmanaged
    {
        for (int row = 0; row < rowCount; row += 2 * RowsAtATime)
        {
            int some = Math.Min(2 * RowsAtATime, rowCount - row), column = 0;
            for (; column <= columns - Rules.Lanes; column += Rules.Lanes)
            {
                Vector512<double> a = default, b = default, c = default, d = default;
                Vector512<double> aa = default, bb = default, cc = default, dd = default;
                if (row > 0)
                {
                    Lanes.Load(sums + column, out a, out b, out c, out d);
                    Lanes.Load(squares + column, out aa, out bb, out cc, out dd);
                }

                Lanes.Load(pivots + column, out Vector512<double> p, out Vector512<double> q, out Vector512<double> r, out Vector512<double> s);
                for (int more = row; more < row + some; more++)
                {
                    Prefetch.Step(rows[more + (2 * RowsAtATime)] + column, Rules.Lanes * sizeof(T));
                    Lanes.Load(rows[more] + column, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
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

                Lanes.Store(sums + column, a, b, c, d);
                Lanes.Store(squares + column, aa, bb, cc, dd);
            }

            for (; column < columns; column++)
            {
                double sum = row > 0 ? sums[column] : 0, square = row > 0 ? squares[column] : 0;
                for (int more = row; more < row + some; more++)
                {
                    double difference = Element.ToDouble(Unsafe.ReadUnaligned<T>(rows[more] + column)) - pivots[column];
                    sum += difference;
                    square += difference * difference;
                }

                (sums[column], squares[column]) = (sum, square);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T>(T* row, ref Vector512<double> a, ref Vector512<double> b, ref Vector512<double> c, ref Vector512<double> d)
        where T : unmanaged
    {
        Lanes.Load(row, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
        a += x;
        b += y;
        c += z;
        d += w;
    }

    // Sums of groups wait on a stack for their siblings; the lowest lie where the result will.
    private static double* Slot(double* sums, double* pending, int groups, int columns)
    {
        int depth = System.Numerics.BitOperations.PopCount((uint)groups);
        return depth == 0 ? sums : pending + ((depth - 1) * columns);
    }

    private static int MergeSiblings(double* sums, double* pending, int groups, int columns)
    {
        double* right = Slot(sums, pending, groups, columns);
        for (int level = groups; (level & 1) != 0; level >>= 1)
        {
            double* left = right == pending ? sums : right - columns;
            Planes.Add(left, right, columns);
            right = left;
        }

        return groups + 1;
    }

    private static void Fold(double* sums, double* pending, int groups, int columns)
    {
        for (int depth = System.Numerics.BitOperations.PopCount((uint)groups) - 1; depth > 0; depth--)
        {
            double* right = pending + ((depth - 1) * columns);
            Planes.Add(depth == 1 ? sums : right - columns, right, columns);
        }
    }
}
