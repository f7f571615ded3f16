using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>
/// Sums of columns' deviations over the rows of a leaf. Rows are taken a few at a time from end to end, as memory likes it, the sums of a
/// group stay in the first cache, and the rows to come are fetched meanwhile.
/// </summary>
internal static unsafe partial class SumRows<T>
    where T : unmanaged
{
    /// <summary>The sums of each column's deviations from its pivot and of their squares, by groups of rows that merge as a tree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Deviations(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
    {
        if (columns < Rules.Lanes)
        {
            OfFewColumns(rows, rowCount, columns, pivots, sums, squares);
        }
        else
        {
            OfManyColumns(rows, rowCount, columns, pivots, sums, squares);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfManyColumns(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
    {
        int waiting = Rules.GroupsPerLeaf / 2 * columns, groups = 0;
        byte* memory = stackalloc byte[(2 * waiting * sizeof(double)) + CacheLine.Bytes];
        double* pending = (double*)CacheLine.After(memory), pendingSquares = pending + waiting;
        double* last = stackalloc double[2 * Rules.Lanes];
        for (int row = 0; row < rowCount; row += Rules.RowsPerGroup, groups++)
        {
            double* slot = Slot(sums, pending, groups, columns), squareSlot = Slot(squares, pendingSquares, groups, columns);
            int some = Math.Min(Rules.RowsPerGroup, rowCount - row);
            WalkColumns.Of(rows + row, some, columns, new DeviationStep(pivots, slot, squareSlot, last));
            if (columns % Rules.Lanes != 0)
            {
                Copy(last, slot + (columns - Rules.Lanes));
                Copy(last + Rules.Lanes, squareSlot + (columns - Rules.Lanes));
            }

            MergeSiblings(sums, pending, groups, columns);
            MergeSiblings(squares, pendingSquares, groups, columns);
        }

        Fold(sums, pending, groups, columns);
        Fold(squares, pendingSquares, groups, columns);
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
}
