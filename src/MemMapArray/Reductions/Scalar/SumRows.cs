using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Sums of columns over the rows of a leaf: groups of rows in order, which merge as a tree.</summary>
internal static unsafe class SumRows<T>
    where T : unmanaged
{
    /// <summary>The sum of each column.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Elements(T** rows, int rowCount, int columns, double* sums)
    {
        for (int column = 0; column < columns; column++)
        {
            sums[column] = Column(rows, rowCount, column);
        }
    }

    /// <summary>The sums of each column's deviations from its pivot and of their squares.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Deviations(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
    {
        for (int column = 0; column < columns; column++)
        {
            (sums[column], squares[column]) = ColumnDeviations(rows, rowCount, column, pivots[column], skipNaN: false);
        }
    }

    /// <summary>The sums of one column's deviations from the pivot and of their squares.</summary>
    public static (double Sum, double Squares) ColumnDeviations(T** rows, int rowCount, int column, double pivot, bool skipNaN)
    {
        double* sums = stackalloc double[2 * Rules.GroupsPerLeaf], squares = sums + Rules.GroupsPerLeaf;
        int groupCount = (rowCount + Rules.RowsPerGroup - 1) / Rules.RowsPerGroup;
        for (int group = 0; group < groupCount; group++)
        {
            double sum = 0, square = 0;
            for (int row = group * Rules.RowsPerGroup; row < Math.Min(rowCount, (group + 1) * Rules.RowsPerGroup); row++)
            {
                double deviation = Element.ToDouble(Unsafe.ReadUnaligned<T>(rows[row] + column)) - pivot;
                if (skipNaN && double.IsNaN(deviation))
                {
                    continue;
                }

                sum += deviation;
                square += deviation * deviation;
            }

            (sums[group], squares[group]) = (sum, square);
        }

        FoldSums.Groups(sums, groupCount, 1);
        FoldSums.Groups(squares, groupCount, 1);
        return (sums[0], squares[0]);
    }

    [MethodImpl(HotPath.Optimized)]
    private static double Column(T** rows, int rowCount, int column)
    {
        double* groups = stackalloc double[Rules.GroupsPerLeaf];
        int groupCount = (rowCount + Rules.RowsPerGroup - 1) / Rules.RowsPerGroup;
        for (int group = 0; group < groupCount; group++)
        {
            double sum = 0;
            for (int row = group * Rules.RowsPerGroup; row < Math.Min(rowCount, (group + 1) * Rules.RowsPerGroup); row++)
            {
                sum += Element.ToDouble(Unsafe.ReadUnaligned<T>(rows[row] + column));
            }

            groups[group] = sum;
        }

        FoldSums.Groups(groups, groupCount, 1);
        return groups[0];
    }
}
