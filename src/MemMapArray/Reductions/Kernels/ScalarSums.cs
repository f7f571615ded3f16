using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// The rules of the design for sums, in plain loops: what the vector kernels must equal bit for bit, what they use for remainders, and what
/// netstandard2.0 runs.
/// </summary>
internal static unsafe class ScalarSums
{
    /// <summary>Adds elements <paramref name="start"/> to <paramref name="count"/> of a block to the lane sums of their groups.</summary>
    public static void AddToLanes<T>(T* elements, int start, int count, double* groups)
        where T : unmanaged
    {
        for (int i = start; i < count; i++)
        {
            groups[LaneOf(i)] += Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
        }
    }

    /// <summary>The same for differences from the pivot and for their squares.</summary>
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

    /// <summary>Columns <paramref name="start"/> to <paramref name="columns"/>: the sum of each over the rows, in their order.</summary>
    public static void AddRows<T>(T** rows, int rowCount, int start, int columns, double* sums)
        where T : unmanaged
    {
        for (int column = start; column < columns; column++)
        {
            double sum = 0;
            for (int row = 0; row < rowCount; row++)
            {
                sum += Element.ToDouble(Unsafe.ReadUnaligned<T>(rows[row] + column));
            }

            sums[column] = sum;
        }
    }

    /// <summary>The same for differences from each column's pivot and for their squares.</summary>
    public static void AddRows<T>(T** rows, int rowCount, int start, int columns, double* pivots, double* sums, double* squares)
        where T : unmanaged
    {
        for (int column = start; column < columns; column++)
        {
            double pivot = pivots[column], sum = 0, square = 0;
            for (int row = 0; row < rowCount; row++)
            {
                double difference = Element.ToDouble(Unsafe.ReadUnaligned<T>(rows[row] + column)) - pivot;
                sum += difference;
                square += difference * difference;
            }

            sums[column] = sum;
            squares[column] = square;
        }
    }

    /// <summary>Makes the first of some groups' sums of columns those of all, as a tree. The groups' memory is used up.</summary>
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

    /// <summary>The sum of one column by the rule for rows; its elements lie here one after the other.</summary>
    public static double OfColumn<T>(T* elements, int count)
        where T : unmanaged
    {
        double* groups = stackalloc double[Rules.RowsPerSumLeaf / Rules.RowsPerSumGroup];
        int groupCount = (count + Rules.RowsPerSumGroup - 1) / Rules.RowsPerSumGroup;
        for (int group = 0; group < groupCount; group++)
        {
            groups[group] = 0;
            for (int i = group * Rules.RowsPerSumGroup; i < Math.Min(count, (group + 1) * Rules.RowsPerSumGroup); i++)
            {
                groups[group] += Element.ToDouble(elements[i]);
            }
        }

        FoldGroups(groups, groupCount, 1);
        return groups[0];
    }

    /// <summary>One sum of the lane sums: groups as a tree, then lanes by halves. The groups' memory is used up.</summary>
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

    // Group i / 512, lane i % 32, in memory of 32 lanes a group.
    private static int LaneOf(int i) => (i / Rules.GroupElements * Rules.Lanes) + (i % Rules.Lanes);
}
