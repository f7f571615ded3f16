using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>
/// Sums of the third and fourth powers of deviations from a center: a lane of a block, and a column of a leaf, adds its elements in order, at most 128 of them;
/// then lanes merge by halves.
/// </summary>
internal static unsafe class SumPowers<T>
    where T : unmanaged
{
    /// <summary>So many doubles are the lanes of a block: 32 for each power.</summary>
    public const int LaneMemory = PowerSums.Planes * Rules.Lanes;

    /// <summary>The sums of a block.</summary>
    public static PowerSums Block(T* elements, int count, double center)
    {
        double* lanes = stackalloc double[LaneMemory];
        new Span<double>(lanes, LaneMemory).Clear();
        AddToLanes(elements, 0, count, center, lanes);
        return Fold(lanes);
    }

    /// <summary>The sums of each column, around the center of each, into two planes.</summary>
    public static void Rows(T** rows, int rowCount, int columns, double* centers, double* planes)
    {
        for (int column = 0; column < columns; column++)
        {
            Column(rows, rowCount, column, centers[column], skipNaN: false).Store(planes, column, columns);
        }
    }

    /// <summary>Adds elements <paramref name="start"/> to <paramref name="count"/> of a block to its lanes.</summary>
    public static void AddToLanes(T* elements, int start, int count, double center, double* lanes)
    {
        for (int i = start; i < count; i++)
        {
            double deviation = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i)) - center, square = deviation * deviation;
            double* lane = lanes + (i % Rules.Lanes);
            lane[0] += square * deviation;
            lane[Rules.Lanes] += square * square;
        }
    }

    /// <summary>One sum of the lanes of each power. Their memory is used up.</summary>
    public static PowerSums Fold(double* lanes)
    {
        for (int power = 0; power < PowerSums.Planes; power++)
        {
            FoldSums.Lanes(lanes + (power * Rules.Lanes), Rules.Lanes);
        }

        return PowerSums.Load(lanes, 0, Rules.Lanes);
    }

    /// <summary>One column over the rows of a leaf.</summary>
    public static PowerSums Column(T** rows, int rowCount, int column, double center, bool skipNaN)
    {
        double third = 0, fourth = 0;
        for (int row = 0; row < rowCount; row++)
        {
            double deviation = Element.ToDouble(Unsafe.ReadUnaligned<T>(rows[row] + column)) - center, square = deviation * deviation;
            if (skipNaN && double.IsNaN(deviation))
            {
                continue;
            }

            third += square * deviation;
            fourth += square * square;
        }

        return new(third, fourth);
    }
}
