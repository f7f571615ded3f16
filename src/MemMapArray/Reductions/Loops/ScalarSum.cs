using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Elements;

namespace MemMap.Reductions.Loops;

/// <summary>
/// The rules of the design for sums, in plain loops: what the vector kernels must equal bit for bit, what they use for remainders, and what
/// netstandard2.0 runs.
/// </summary>
internal static unsafe class ScalarSum
{
    /// <summary>Adds elements <paramref name="start"/> to <paramref name="count"/> of a block to the lane sums of their groups.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void AddToLanes<T>(T* elements, int start, int count, double* groups)
        where T : unmanaged
    {
        for (int i = start; i < count; i++)
        {
            groups[LaneOf(i)] += Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
        }
    }

    /// <summary>The same for differences from the pivot and for their squares.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void AddToLanes<T>(T* elements, int start, int count, double pivot, double* sums, double* squares)
        where T : unmanaged
    {
        for (int i = start; i < count; i++)
        {
            double difference = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i)) - pivot;
            sums[LaneOf(i)] += difference;
            squares[LaneOf(i)] += difference * difference;
        }
    }

    /// <summary>Makes the first of some groups' sums of columns those of all, as a tree. The groups' memory is used up.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void FoldGroups(double* groups, int groupCount, int columns)
    {
        for (int distance = 1; distance < groupCount; distance *= 2)
        {
            for (int group = 0; group + distance < groupCount; group += 2 * distance)
            {
                double* left = groups + (group * columns), right = left + (distance * columns);
                for (int column = 0; column < columns; column++)
                {
                    left[column] += right[column];
                }
            }
        }
    }

    /// <summary>Columns <paramref name="start"/> to <paramref name="columns"/>: the sum of each over the rows of a leaf.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Rows<T>(T** rows, int rowCount, int start, int columns, double* sums)
        where T : unmanaged
    {
        for (int column = start; column < columns; column++)
        {
            sums[column] = Column(rows, rowCount, column, skipNaN: false);
        }
    }

    /// <summary>The same for differences from each column's pivot and for their squares.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Deviations<T>(T** rows, int rowCount, int start, int columns, double* pivots, double* sums, double* squares)
        where T : unmanaged
    {
        for (int column = start; column < columns; column++)
        {
            (sums[column], squares[column]) = ColumnDeviations(rows, rowCount, column, pivots[column], skipNaN: false);
        }
    }

    /// <summary>The sum of one column over the rows of a leaf.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static double Column<T>(T** rows, int rowCount, int column, bool skipNaN)
        where T : unmanaged
    {
        double* groups = stackalloc double[Rules.GroupsPerLeaf];
        int groupCount = (rowCount + Rules.RowsPerGroup - 1) / Rules.RowsPerGroup;
        for (int group = 0; group < groupCount; group++)
        {
            double sum = 0;
            for (int row = group * Rules.RowsPerGroup; row < Math.Min(rowCount, (group + 1) * Rules.RowsPerGroup); row++)
            {
                double element = Element.ToDouble(Unsafe.ReadUnaligned<T>(rows[row] + column));
                sum += skipNaN && double.IsNaN(element) ? 0 : element;
            }

            groups[group] = sum;
        }

        FoldGroups(groups, groupCount, 1);
        return groups[0];
    }

    /// <summary>The sums of one column's differences from the pivot and of their squares.</summary>
    public static (double Sum, double Squares) ColumnDeviations<T>(T** rows, int rowCount, int column, double pivot, bool skipNaN)
        where T : unmanaged
    {
        double* sums = stackalloc double[2 * Rules.GroupsPerLeaf], squares = sums + Rules.GroupsPerLeaf;
        int groupCount = (rowCount + Rules.RowsPerGroup - 1) / Rules.RowsPerGroup;
        for (int group = 0; group < groupCount; group++)
        {
            double sum = 0, square = 0;
            for (int row = group * Rules.RowsPerGroup; row < Math.Min(rowCount, (group + 1) * Rules.RowsPerGroup); row++)
            {
                double difference = Element.ToDouble(Unsafe.ReadUnaligned<T>(rows[row] + column)) - pivot;
                if (skipNaN && double.IsNaN(difference))
                {
                    continue;
                }

                sum += difference;
                square += difference * difference;
            }

            (sums[group], squares[group]) = (sum, square);
        }

        FoldGroups(sums, groupCount, 1);
        FoldGroups(squares, groupCount, 1);
        return (sums[0], squares[0]);
    }

    /// <summary>One sum of the lane sums: groups as a tree, then lanes by halves. The groups' memory is used up.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static double Fold(double* groups, int count)
    {
        int groupCount = (count + Rules.GroupElements - 1) / Rules.GroupElements;
        FoldGroups(groups, groupCount, Rules.Lanes);
        for (int half = Rules.Lanes / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
            {
                groups[lane] += groups[lane + half];
            }
        }

        return groups[0];
    }

    /// <summary>Where the lane of an element of a block is: group i / 512, lane i % 32, in memory of 32 lanes a group.</summary>
    public static int LaneOf(int i) => (i / Rules.GroupElements * Rules.Lanes) + (i % Rules.Lanes);
}
