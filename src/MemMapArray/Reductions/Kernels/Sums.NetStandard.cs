using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Sums of blocks and rows of elements that doubles hold exactly: the plain loops, where the framework has no vectors of 512 bits.</summary>
internal static unsafe class Sums
{
    /// <summary>The sum of a block.</summary>
    public static double OfBlock<T>(T* elements, int count)
        where T : unmanaged
    {
        double* groups = stackalloc double[Rules.GroupsPerBlock * Rules.Lanes];
        new Span<double>(groups, Rules.GroupsPerBlock * Rules.Lanes).Clear();
        ScalarSums.AddToLanes(elements, 0, count, groups);
        return ScalarSums.Fold(groups, count);
    }

    /// <summary>The sums of a block's differences from the pivot and of their squares.</summary>
    public static (double Sum, double Squares) AroundPivot<T>(T* elements, int count, double pivot)
        where T : unmanaged
    {
        const int Length = Rules.GroupsPerBlock * Rules.Lanes;
        double* groups = stackalloc double[2 * Length];
        new Span<double>(groups, 2 * Length).Clear();
        ScalarSums.AddToLanes(elements, 0, count, pivot, groups, groups + Length);
        return (ScalarSums.Fold(groups, count), ScalarSums.Fold(groups + Length, count));
    }

    /// <summary>The sum of each column over the rows, by groups of rows that merge as a tree.</summary>
    [SkipLocalsInit]
    public static void OfRows<T>(T** rows, int rowCount, int columns, double* sums)
        where T : unmanaged
    {
        if (rowCount <= Rules.RowsPerSumGroup)
        {
            ScalarSums.AddRows(rows, rowCount, 0, columns, sums);
            return;
        }

        int groups = (rowCount + Rules.RowsPerSumGroup - 1) / Rules.RowsPerSumGroup;
        double* ofGroups = stackalloc double[groups * columns];
        for (int group = 0; group < groups; group++)
        {
            int first = group * Rules.RowsPerSumGroup;
            ScalarSums.AddRows(rows + first, Math.Min(Rules.RowsPerSumGroup, rowCount - first), 0, columns, ofGroups + (group * columns));
        }

        ScalarSums.FoldGroups(ofGroups, groups, columns);
        Buffer.MemoryCopy(ofGroups, sums, columns * sizeof(double), columns * sizeof(double));
    }

    /// <summary>The sums of each column's differences from its pivot and of their squares.</summary>
    public static void OfRowsAroundPivots<T>(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
        where T : unmanaged => ScalarSums.AddRows(rows, rowCount, 0, columns, pivots, sums, squares);
}
