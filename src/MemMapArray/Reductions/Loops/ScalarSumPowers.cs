using System.Runtime.CompilerServices;
using MemMap.Reductions.Elements;

namespace MemMap.Reductions.Loops;

/// <summary>
/// The rules for sums of powers, in plain loops: a lane of a block, and a column of a leaf, adds its elements in order, at most 128 of
/// them; then lanes merge by
/// halves. What the vector kernels must equal bit for bit, what they use for remainders, and what netstandard2.0 runs.
/// </summary>
internal static unsafe class ScalarSumPowers
{
    /// <summary>So many doubles are the lanes of a block: 32 for each power.</summary>
    public const int LaneMemory = 4 * Rules.Lanes;

    /// <summary>Adds elements <paramref name="start"/> to <paramref name="count"/> of a block to its lanes.</summary>
    public static void AddToLanes<T>(T* elements, int start, int count, double center, double* lanes)
        where T : unmanaged
    {
        for (int i = start; i < count; i++)
        {
            double difference = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i)) - center, square = difference * difference;
            double* lane = lanes + (i % Rules.Lanes);
            lane[0] += difference;
            lane[Rules.Lanes] += square;
            lane[2 * Rules.Lanes] += square * difference;
            lane[3 * Rules.Lanes] += square * square;
        }
    }

    /// <summary>One sum of the lanes of each power. Their memory is used up.</summary>
    public static PowerSums Fold(double* lanes) =>
        new(
            ScalarSum.Fold(lanes, Rules.Lanes),
            ScalarSum.Fold(lanes + Rules.Lanes, Rules.Lanes),
            ScalarSum.Fold(lanes + (2 * Rules.Lanes), Rules.Lanes),
            ScalarSum.Fold(lanes + (3 * Rules.Lanes), Rules.Lanes));

    /// <summary>Columns <paramref name="start"/> to <paramref name="columns"/>, around the center of each, into four planes.</summary>
    public static void Rows<T>(T** rows, int rowCount, int start, int columns, double* centers, double* planes)
        where T : unmanaged
    {
        for (int column = start; column < columns; column++)
        {
            PowerSums sums = Column(rows, rowCount, column, centers[column], skipNaN: false);
            (planes[column], planes[columns + column]) = (sums.First, sums.Second);
            (planes[(2 * columns) + column], planes[(3 * columns) + column]) = (sums.Third, sums.Fourth);
        }
    }

    /// <summary>One column over the rows of a leaf.</summary>
    public static PowerSums Column<T>(T** rows, int rowCount, int column, double center, bool skipNaN)
        where T : unmanaged
    {
        double first = 0, second = 0, third = 0, fourth = 0;
        for (int row = 0; row < rowCount; row++)
        {
            double difference = Element.ToDouble(Unsafe.ReadUnaligned<T>(rows[row] + column)) - center, square = difference * difference;
            if (skipNaN && double.IsNaN(difference))
            {
                continue;
            }

            first += difference;
            second += square;
            third += square * difference;
            fourth += square * square;
        }

        return new(first, second, third, fourth);
    }
}
