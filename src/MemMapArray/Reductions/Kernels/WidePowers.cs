using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Central powers of 64-bit integers: an integer pivot is taken off before they become doubles, so timestamps keep every digit of their spread.</summary>
internal static unsafe class WidePowers
{
    /// <summary>Those of a block.</summary>
    [SkipLocalsInit]
    public static CentralPowers OfBlock<T>(T* elements, int count)
        where T : unmanaged
    {
        long pivot = Unsafe.ReadUnaligned<long>(elements);
        double* differences = stackalloc double[Rules.BlockElements];
        WideDifferences.OfBlock(elements, count, differences);

        double center = Sums.OfBlock(differences, count) / count;
        return FromSums<T>(count, pivot, center, Powers.OfBlock(differences, count, center));
    }

    /// <summary>Those of each column over the rows of a leaf.</summary>
    public static void OfRows<T>(T** rows, int rowCount, int columns, double* states)
        where T : unmanaged
    {
        for (int column = 0; column < columns; column += Rules.Lanes)
        {
            OfColumns(rows, rowCount, column, Math.Min(Rules.Lanes, columns - column), columns, states);
        }
    }

    [SkipLocalsInit]
    private static void OfColumns<T>(T** rows, int rowCount, int first, int some, int columns, double* states)
        where T : unmanaged
    {
        double* differences = stackalloc double[Rules.RowsPerLeaf * Rules.Lanes];
        double** differenceRows = stackalloc double*[Rules.RowsPerLeaf + Rules.RowsAhead];
        WideDifferences.OfRows(rows, rowCount, first, some, differences, differenceRows);

        double* centers = stackalloc double[5 * some], sums = centers + some;
        RowSums.OfRows(differenceRows, rowCount, some, centers);
        for (int column = 0; column < some; column++)
        {
            centers[column] /= rowCount;
        }

        Powers.OfRows(differenceRows, rowCount, some, centers, sums);
        for (int column = 0; column < some; column++)
        {
            var powers = new PowerSums(sums[column], sums[some + column], sums[(2 * some) + column], sums[(3 * some) + column]);
            FromSums<T>(rowCount, Unsafe.ReadUnaligned<long>(rows[0] + first + column), centers[column], powers).Store(states, first + column, columns);
        }
    }

    private static CentralPowers FromSums<T>(int count, long pivot, double center, in PowerSums sums)
    {
        (double high, double low) = Element.ToDoubles<T>(pivot);
        return CentralPowers.FromSums(count, 0, high, low + center, sums);
    }
}
