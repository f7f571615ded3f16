using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemMap.Reductions.Elements;

namespace MemMap.Reductions.Loops;

/// <summary>
/// Sums of columns over the rows of a leaf. Rows are taken a few at a time from end to end, as memory likes it, the sums of a group stay
/// in the first cache,
/// and the rows to come are fetched meanwhile.
/// </summary>
/// <remarks>Few columns would leave most lanes empty. There the groups of a leaf, which do not depend on each other, are put side by side
/// as if they were columns.</remarks>
internal static unsafe partial class SumRows
{
    private const int RowsAtATime = 4;

    /// <summary>The sum of each column, by groups of rows that merge as a tree.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Elements<T>(T** rows, int rowCount, int columns, double* sums)
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

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

        ScalarSum.FoldGroups(groups, stacked + (rest > 0 ? 1 : 0), columns);
        Unsafe.CopyBlockUnaligned(sums, groups, (uint)(columns * sizeof(double)));
    }

    //   row  0:  group 0, group 16, ... , group 112      row i of the side: row i of every group, one behind the other
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfGroup<T>(T** rows, int rowCount, int columns, double* sums)
        where T : unmanaged
    {
        if (columns < Rules.Lanes)
        {
            ScalarSum.Rows(rows, rowCount, 0, columns, sums);
            return;
        }

        double* last = stackalloc double[Rules.Lanes];
        WalkColumns.Of(rows, rowCount, columns, RowsAtATime, new SumStep<T>(sums, last));
        if (columns % Rules.Lanes != 0)
        {
            Copy(last, sums + (columns - Rules.Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(double* from, double* to)
    {
        Lanes.Load(from, out Vector512<double> a, out Vector512<double> b, out Vector512<double> c, out Vector512<double> d);
        Lanes.Store(to, a, b, c, d);
    }

    // Sums of groups wait on a stack for their siblings; the lowest lie where the result will.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double* Slot(double* sums, double* pending, int groups, int columns)
    {
        int depth = System.Numerics.BitOperations.PopCount((uint)groups);
        return depth == 0 ? sums : pending + ((depth - 1) * columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int MergeSiblings(double* sums, double* pending, int groups, int columns)
    {
        double* right = Slot(sums, pending, groups, columns);
        for (int level = groups; (level & 1) != 0; level >>= 1)
        {
            double* left = right == pending ? sums : right - columns;
            AddPlanes.Doubles(left, right, columns);
            right = left;
        }

        return groups + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fold(double* sums, double* pending, int groups, int columns)
    {
        for (int depth = System.Numerics.BitOperations.PopCount((uint)groups) - 1; depth > 0; depth--)
        {
            double* right = pending + ((depth - 1) * columns);
            AddPlanes.Doubles(depth == 1 ? sums : right - columns, right, columns);
        }
    }

    private readonly struct SumStep<T>(double* sums, double* last) : IColumnStep<T>
        where T : unmanaged
    {
        public int Width => Rules.Lanes;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(T** rows, int some, int column, bool isFirst, bool isLast)
        {
            double* to = isLast ? last : sums + column;
            if (some != RowsAtATime)
            {
                AddSome(rows, some, column, isFirst, to);
                return;
            }

            Vector512<double> a = default, b = default, c = default, d = default;
            if (!isFirst)
            {
                Lanes.Load(to, out a, out b, out c, out d);
            }

            Prefetch.Step(rows[4] + column, Rules.Lanes * sizeof(T));
            Add(rows[0] + column, ref a, ref b, ref c, ref d);
            Prefetch.Step(rows[5] + column, Rules.Lanes * sizeof(T));
            Add(rows[1] + column, ref a, ref b, ref c, ref d);
            Prefetch.Step(rows[6] + column, Rules.Lanes * sizeof(T));
            Add(rows[2] + column, ref a, ref b, ref c, ref d);
            Prefetch.Step(rows[7] + column, Rules.Lanes * sizeof(T));
            Add(rows[3] + column, ref a, ref b, ref c, ref d);
            Lanes.Store(to, a, b, c, d);
        }

        // In a method of its own: the rows that are left are few.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void AddSome(T** rows, int some, int column, bool isFirst, double* sums)
        {
            Vector512<double> a = default, b = default, c = default, d = default;
            if (!isFirst)
            {
                Lanes.Load(sums, out a, out b, out c, out d);
            }

            for (int row = 0; row < some; row++)
            {
                Add(rows[row] + column, ref a, ref b, ref c, ref d);
            }

            Lanes.Store(sums, a, b, c, d);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Add(T* row, ref Vector512<double> a, ref Vector512<double> b, ref Vector512<double> c, ref Vector512<double> d)
        {
            Lanes.Load(row, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
            a += x;
            b += y;
            c += z;
            d += w;
        }
    }
}
