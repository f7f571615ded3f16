using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>
/// Sums of columns over the rows of a leaf. Rows are taken a few at a time from end to end, as memory likes it, the sums of a group stay in
/// the first cache, and the rows to come are fetched meanwhile.
/// </summary>
/// <remarks>Few columns would leave most lanes empty. There the groups of a leaf, which do not depend on each other, are put side by side
/// as if they were columns.</remarks>
internal static unsafe partial class SumRows<T>
    where T : unmanaged
{
    /// <summary>The sum of each column, by groups of rows that merge as a tree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Elements(T** rows, int rowCount, int columns, double* sums) => OfLeaf(rows, rowCount, columns, null, sums, null);

    /// <summary>The sums of each column's deviations from its pivot and of their squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Deviations(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares) =>
        OfLeaf(rows, rowCount, columns, pivots, sums, squares);

    // Here and below: without pivots the elements themselves are summed, and there are no squares.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfLeaf(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
    {
        if (columns < Rules.Lanes && rowCount >= 2 * Rules.RowsPerGroup)
        {
            OfFewColumns(rows, rowCount, columns, pivots, sums, squares);
            return;
        }

        int waiting = Rules.GroupsPerLeaf / 2 * columns, groups = 0;
        byte* memory = stackalloc byte[((pivots == null ? waiting : 2 * waiting) * sizeof(double)) + CacheLine.Bytes];
        double* pending = (double*)CacheLine.After(memory), pendingSquares = pending + waiting;
        for (int row = 0; row < rowCount; row += Rules.RowsPerGroup, groups++)
        {
            double* slot = Slot(sums, pending, groups, columns), squareSlot = Slot(squares, pendingSquares, groups, columns);
            OfGroup(rows + row, Math.Min(Rules.RowsPerGroup, rowCount - row), columns, pivots, slot, squareSlot);
            MergeSiblings(sums, pending, groups, columns);
            if (pivots != null)
            {
                MergeSiblings(squares, pendingSquares, groups, columns);
            }
        }

        Fold(sums, pending, groups, columns);
        if (pivots != null)
        {
            Fold(squares, pendingSquares, groups, columns);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfFewColumns(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
    {
        int stacked = rowCount / Rules.RowsPerGroup, rest = rowCount % Rules.RowsPerGroup, length = Rules.GroupsPerLeaf * columns;
        double* groups = stackalloc double[3 * length], groupSquares = groups + length;
        double* groupPivots = pivots == null ? null : groupSquares + length;
        for (int group = 0; group < stacked && pivots != null; group++)
        {
            Unsafe.CopyBlockUnaligned(groupPivots + (group * columns), pivots, (uint)(columns * sizeof(double)));
        }

        T* side = stackalloc T[Rules.RowsPerLeaf * columns];
        T** sideRows = stackalloc T*[Rules.RowsPerGroup + Rules.RowsAhead];
        StackGroups(rows, stacked, columns, side, sideRows);
        OfGroup(sideRows, Rules.RowsPerGroup, stacked * columns, groupPivots, groups, groupSquares);
        if (rest > 0)
        {
            int done = stacked * columns;
            OfGroup(rows + (stacked * Rules.RowsPerGroup), rest, columns, pivots, groups + done, groupSquares + done);
        }

        int count = stacked + (rest > 0 ? 1 : 0);
        Scalar.FoldSums.Groups(groups, count, columns);
        Unsafe.CopyBlockUnaligned(sums, groups, (uint)(columns * sizeof(double)));
        if (pivots != null)
        {
            Scalar.FoldSums.Groups(groupSquares, count, columns);
            Unsafe.CopyBlockUnaligned(squares, groupSquares, (uint)(columns * sizeof(double)));
        }
    }

    //   row  0:  group 0, group 16, ... , group 112      row i of the side: row i of every group, one behind the other
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StackGroups(T** rows, int groups, int columns, T* side, T** sideRows)
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
    private static void OfGroup(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
    {
        double* last = stackalloc double[2 * Rules.Lanes];
        if (pivots == null && columns < Rules.Lanes)
        {
            Scalar.SumRows<T>.Elements(rows, rowCount, columns, sums);
            return;
        }

        if (columns < Rules.Lanes)
        {
            Scalar.SumRows<T>.Deviations(rows, rowCount, columns, pivots, sums, squares);
            return;
        }

        if (pivots == null)
        {
            WalkColumns.Of(rows, rowCount, columns, new SumStep(sums, last));
        }
        else
        {
            WalkColumns.Of(rows, rowCount, columns, new DeviationStep(pivots, sums, squares, last));
        }

        if (columns % Rules.Lanes != 0)
        {
            Copy(last, sums + (columns - Rules.Lanes));
            if (pivots != null)
            {
                Copy(last + Rules.Lanes, squares + (columns - Rules.Lanes));
            }
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
    private static void MergeSiblings(double* sums, double* pending, int groups, int columns)
    {
        double* right = Slot(sums, pending, groups, columns);
        for (int level = groups; (level & 1) != 0; level >>= 1)
        {
            double* left = right == pending ? sums : right - columns;
            AddPlanes.Doubles(left, right, columns);
            right = left;
        }
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

    private readonly struct SumStep(double* sums, double* last) : IColumnStep<T>
    {
        public int Width => Rules.Lanes;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(T** rows, int some, int column, bool isFirst, bool isLast)
        {
            double* to = isLast ? last : sums + column;
            Vector512<double> a = default, b = default, c = default, d = default;
            if (!isFirst)
            {
                Lanes.Load(to, out a, out b, out c, out d);
            }

            for (T** from = rows; from < rows + some; from++)
            {
                Prefetch.Step(from[Rules.RowsAhead] + column, Rules.Lanes * sizeof(T));
                Add(*from + column, ref a, ref b, ref c, ref d);
            }

            Lanes.Store(to, a, b, c, d);
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
