using System;
using System.Runtime.CompilerServices;

namespace MemMap.Relations;

/// <summary>Sums of products of columns, without vectors.</summary>
internal static unsafe class Products
{
    /// <summary>What rows of a panel are padded to.</summary>
    public const int Padding = 8;

    /// <summary>Adds up the products of some rows, row by row, and appends them to a state that has begun to append these rows.</summary>
    /// <param name="operands">The rows, padded to a multiple of <see cref="Padding"/>.</param>
    /// <param name="state">The state.</param>
    /// <param name="first">The first column of the first matrix.</param>
    /// <param name="end">Behind the last.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Append(in RelationOperands operands, RelationState state, int first, int end)
    {
        int columns = operands.RightColumns;
        double* products = stackalloc double[columns];
        for (int i = first; i < end; i++)
        {
            int begin = operands.IsSymmetric ? i : 0;
            new Span<double>(products, columns).Clear();
            for (int k = 0; k < operands.Rows; k++)
            {
                double factor = ((double*)operands.Left)[((long)k * operands.LeftStride) + i];
                double* others = (double*)operands.Right + ((long)k * operands.RightStride);
                for (int j = begin; j < columns; j++)
                {
                    products[j] += factor * others[j];
                }
            }

            double* sums = state.Products + ((long)i * state.Stride);
            RelationLoops.Add(sums + begin, products + begin, state.Shares[i], state.Shifts + begin, columns - begin);
        }
    }
}
