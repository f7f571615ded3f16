using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Relations;

/// <summary>Sums of products of columns, by tiles of sums that stay in registers.</summary>
internal static unsafe partial class Products
{
    /// <summary>What rows of a panel are padded to.</summary>
    public const int Padding = 8;

    // 6 x 4 sums, 4 vectors of the row and one factor are 29 of 32 registers.
    private const int TileRows = 6, TileVectors = 4;

    /// <summary>Adds up the products of some rows, row by row, and appends them to a state that has begun to append these rows.</summary>
    /// <param name="operands">The rows, padded to a multiple of <see cref="Padding"/>.</param>
    /// <param name="state">The state.</param>
    /// <param name="first">The first column of the first matrix.</param>
    /// <param name="end">Behind the last.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Append(in RelationOperands operands, RelationState state, int first, int end)
    {
        double* left = (double*)operands.Left, right = (double*)operands.Right;
        int padded = (operands.RightColumns + Padding - 1) / Padding * Padding;
        int begin = operands.IsSymmetric ? first / Padding * Padding : 0;

        // What a strip of columns of the second has stays in the first cache while the first goes by.
        for (int strip = begin; strip < padded;)
        {
            int width = Math.Min(padded - strip, TileVectors * Padding);
            for (int i = first; i < end;)
            {
                int height = HeightOf(end - i);

                // What is left of the diagonal is known from the other side of it.
                int begun = operands.IsSymmetric && i > strip ? strip + ((i - strip) / Padding * Padding) : strip;
                if (begun < strip + width)
                {
                    AddTile(
                        left + i, operands.LeftStride, right + begun, operands.RightStride, operands.Rows, height, (strip + width - begun) / Padding,
                        state.Shares + i, state.Shifts + begun, state.Products + ((long)i * state.Stride) + begun, state.Stride);
                }

                i += height;
            }

            strip += width;
        }
    }

    // As many rows as a tile can have of those left.
    private static int HeightOf(int rows) => rows >= TileRows ? TileRows : rows >= 4 ? 4 : rows >= 2 ? 2 : 1;

    [MethodImpl(HotPath.Optimized)]
    private static void AddTile(
        double* left, int leftStride, double* right, int rightStride, int rows, int height, int vectors, double* shares, double* shifts,
        double* sums, int sumStride)
    {
        // Where a vector of eight is two of four, there are 16 registers: 6 x 1 sums are 12 of them.
        int most = Vector512.IsHardwareAccelerated ? TileVectors : 1;
        while (vectors > 0)
        {
            int width = Math.Min(most, vectors == 3 ? 2 : vectors);
            switch ((height * 8) + width)
            {
                case (6 * 8) + 4: Add6x4(left, leftStride, right, rightStride, rows, shares, shifts, sums, sumStride); break;
                case (6 * 8) + 2: Add6x2(left, leftStride, right, rightStride, rows, shares, shifts, sums, sumStride); break;
                case (6 * 8) + 1: Add6x1(left, leftStride, right, rightStride, rows, shares, shifts, sums, sumStride); break;
                case (4 * 8) + 4: Add4x4(left, leftStride, right, rightStride, rows, shares, shifts, sums, sumStride); break;
                case (4 * 8) + 2: Add4x2(left, leftStride, right, rightStride, rows, shares, shifts, sums, sumStride); break;
                case (4 * 8) + 1: Add4x1(left, leftStride, right, rightStride, rows, shares, shifts, sums, sumStride); break;
                case (2 * 8) + 4: Add2x4(left, leftStride, right, rightStride, rows, shares, shifts, sums, sumStride); break;
                case (2 * 8) + 2: Add2x2(left, leftStride, right, rightStride, rows, shares, shifts, sums, sumStride); break;
                case (2 * 8) + 1: Add2x1(left, leftStride, right, rightStride, rows, shares, shifts, sums, sumStride); break;
                case 8 + 4: Add1x4(left, leftStride, right, rightStride, rows, shares, shifts, sums); break;
                case 8 + 2: Add1x2(left, leftStride, right, rightStride, rows, shares, shifts, sums); break;
                default: Add1x1(left, leftStride, right, rightStride, rows, shares, shifts, sums); break;
            }

            vectors -= width;
            right += width * Padding;
            shifts += width * Padding;
            sums += width * Padding;
        }
    }

    // What the rows have is added up by itself before it meets the sums of others.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(double* sums, Vector512<double> products, double share, double* shifts) =>
        (Vector512.Load(sums) + (products + (Vector512.Create(share) * Vector512.Load(shifts)))).Store(sums);
}
