using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary><see cref="Scalar.ConstantColumns"/> with vectors.</summary>
internal static unsafe class ConstantColumns
{
    // Most columns that are not constant are known after so many rows.
    private const int RowsAtATime = 8;

    /// <summary>Finds the columns whose elements are all equal, of those of which that is asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(double** rows, int rowCount, int columns, double* squares, double least, long* areEqual)
    {
        int column = 0;
        for (; column <= columns - Vector512<double>.Count; column += Vector512<double>.Count)
        {
            Vector512<double> first = Vector512.Load(rows[0] + column);
            Vector512<double> equal = Vector512.Equals(Vector512.Load(squares + column), default)
                & Vector512.LessThan(Vector512.Abs(first), Vector512.Create(least));
            for (int row = 0; row < rowCount && equal.AsInt64() != default; row += RowsAtATime)
            {
                for (int i = row; i < Math.Min(row + RowsAtATime, rowCount); i++)
                {
                    equal &= Vector512.Equals(Vector512.Load(rows[i] + column), first);
                }
            }

            equal.AsInt64().Store(areEqual + column);
        }

        Scalar.ConstantColumns.Find(rows, rowCount, columns, squares, least, areEqual, column);
    }
}
