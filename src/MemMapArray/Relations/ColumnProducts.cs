using System;
using System.Runtime.CompilerServices;

namespace MemMap.Relations;

/// <summary>Sums of products of few columns, each of which lies side by side: a row in each of eight lanes.</summary>
internal static unsafe partial class ColumnProducts
{
    /// <summary>How many lanes there are; columns are padded to as many rows with zeros.</summary>
    public const int Lanes = 8;

    /// <summary>Adds up the products of some rows and appends them to a state that has begun to append these rows.</summary>
    /// <param name="operands">The columns, padded to an even number of them, and whole vectors of rows, with zeros.</param>
    /// <param name="state">The state.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Append(in RelationOperands operands, RelationState state)
    {
        double* left = (double*)operands.Left;
        int vectors = (operands.Rows + Lanes - 1) / Lanes, height;
        int fetched = 0, perTile = (operands.AheadBytes / 4) + 1;
        for (int i = 0; i < operands.LeftColumns; i += height, left += (long)height * operands.LeftStride)
        {
            height = WidthOf(operands.LeftColumns - i);
            int width, begin = operands.IsSymmetric ? i : 0;
            double* right = (double*)operands.Right + ((long)begin * operands.RightStride), sums = state.Products + ((long)i * state.Stride);
            for (int j = begin; j < operands.RightColumns; j += width, right += (long)width * operands.RightStride)
            {
                width = Math.Min(height, WidthOf(operands.RightColumns - j));
                bool isDiagonal = operands.IsSymmetric && i == j;
                AddTile(
                    left, operands.LeftStride, right, operands.RightStride, vectors, height, width, isDiagonal, state.Shares + i, state.Shifts + j,
                    sums + j, state.Stride);
                Fetch(operands.Ahead + fetched, Math.Min(perTile, operands.AheadBytes - fetched));
                fetched = Math.Min(operands.AheadBytes, fetched + perTile);
            }
        }
    }

    // How many columns a tile has of those left: where one is missing, there is one of zeros.
    private static int WidthOf(int columns) => columns >= 3 && MostTileColumns == 4 ? 4 : 2;
}
