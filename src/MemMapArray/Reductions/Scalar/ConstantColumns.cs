using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Columns of one number: a pass over the rows that is taken where the sums of squares do not say it.</summary>
internal static unsafe class ConstantColumns
{
    /// <summary>Finds the columns, from <paramref name="start"/> on, whose elements are all equal.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="squares">The sums of squares of deviations: it is asked where they are 0,</param>
    /// <param name="least">and the first element is less than that.</param>
    /// <param name="areEqual">Of each column, 0 where it is not asked, where elements differ, or one is NaN.</param>
    /// <param name="start">The first column.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Find(double** rows, int rowCount, int columns, double* squares, double least, long* areEqual, int start = 0)
    {
        for (int column = start; column < columns; column++)
        {
            double first = Unsafe.ReadUnaligned<double>(rows[0] + column);
            bool isAsked = squares[column] == 0 && Math.Abs(first) < least;
            int row = isAsked ? 0 : -1;
            while (isAsked && row < rowCount && Unsafe.ReadUnaligned<double>(rows[row] + column) == first)
            {
                row++;
            }

            areEqual[column] = row == rowCount ? -1 : 0;
        }
    }
}
