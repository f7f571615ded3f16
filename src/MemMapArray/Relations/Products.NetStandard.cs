using System.Runtime.CompilerServices;

namespace MemMap.Relations;

/// <summary>Sums of products of columns, without vectors.</summary>
internal static unsafe class Products
{
    /// <summary>What rows of a panel are padded to.</summary>
    public const int Padding = 8;

    /// <summary>Adds to each sum the products of some rows, row by row.</summary>
    /// <param name="left">The rows of the first matrix.</param>
    /// <param name="leftStride">From one to the next, in elements.</param>
    /// <param name="right">The rows of the second, padded to a multiple of <see cref="Padding"/>.</param>
    /// <param name="rightStride">From one to the next.</param>
    /// <param name="rows">How many.</param>
    /// <param name="first">The first column of the first matrix.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="columns">How many columns the second has.</param>
    /// <param name="isSymmetric">Both are the same, and of each pair of sums that are alike one will do.</param>
    /// <param name="sums">The sums of column 0, then of the next.</param>
    /// <param name="sumStride">From a column's sums to the next one's: a multiple of <see cref="Padding"/>.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Add(
        double* left, int leftStride, double* right, int rightStride, int rows, int first, int end, int columns, bool isSymmetric, double* sums,
        int sumStride)
    {
        for (int i = first; i < end; i++)
        {
            double* row = sums + ((long)i * sumStride);
            for (int k = 0; k < rows; k++)
            {
                double factor = left[((long)k * leftStride) + i];
                double* others = right + ((long)k * rightStride);
                for (int j = isSymmetric ? i : 0; j < columns; j++)
                {
                    row[j] += factor * others[j];
                }
            }
        }
    }
}
