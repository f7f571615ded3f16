using System;
using System.Runtime.CompilerServices;

namespace MemMap.Relations;

/// <content>Without vectors.</content>
internal static unsafe partial class ColumnProducts
{
    private const int MostTileColumns = 4;

    /// <summary>Puts two neighbouring columns side by side with their means taken off, in two steps: the first row, then the mean of what is
    /// left; and fills their last vectors with zeros.</summary>
    /// <param name="from">The first row's element of the first column.</param>
    /// <param name="step">From one row to the next.</param>
    /// <param name="rows">How many rows, at least one.</param>
    /// <param name="isOne">There is no second column: in its place are zeros.</param>
    /// <param name="numbers">The place of the first column, with room for whole vectors.</param>
    /// <param name="stride">From it to that of the second.</param>
    /// <param name="centres">The means of what is left after the first step.</param>
    /// <param name="mores">And of what is left after the second.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Centre(
        double* from, int step, int rows, bool isOne, double* numbers, int stride, double* centres, double* mores)
    {
        double* lanes = stackalloc double[Lanes];
        (centres[1], mores[1]) = (0, 0);
        for (int i = 0; i < (isOne ? 1 : 2); i++, numbers += stride)
        {
            double first = from[i];
            new Span<double>(lanes, Lanes).Clear();
            for (int row = 0; row < rows; row++)
            {
                numbers[row] = from[((long)row * step) + i] - first;
                lanes[row % Lanes] += numbers[row];
            }

            centres[i] = Fold(lanes) / rows;
            new Span<double>(lanes, Lanes).Clear();
            for (int row = 0; row < (rows + Lanes - 1) / Lanes * Lanes; row++)
            {
                numbers[row] = row < rows ? numbers[row] - centres[i] : 0;
                lanes[row % Lanes] += numbers[row];
            }

            mores[i] = Fold(lanes) / rows;
        }
    }

    /// <summary>Asks for bytes that are needed soon: nothing here.</summary>
    public static void Fetch(nint from, long bytes) => _ = (from, bytes);

    [MethodImpl(HotPath.Optimized)]
    private static void AddTile(
        double* left, int leftStride, double* right, int rightStride, int vectors, int height, int width, bool isDiagonal, double* shares,
        double* shifts, double* sums, int sumStride)
    {
        double* lanes = stackalloc double[Lanes];
        for (int i = 0; i < height; i++)
        {
            for (int j = isDiagonal ? i : 0; j < width; j++)
            {
                double* x = left + (i * leftStride), y = right + (j * rightStride);
                new Span<double>(lanes, Lanes).Clear();
                for (int row = 0; row < vectors * Lanes; row++)
                {
                    lanes[row % Lanes] += x[row] * y[row];
                }

                sums[((long)i * sumStride) + j] += Fold(lanes) + (shares[i] * shifts[j]);
            }
        }
    }

    // Eight lanes to one, by halves.
    private static double Fold(double* lanes) =>
        ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}
