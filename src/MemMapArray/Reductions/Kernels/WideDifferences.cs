using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>64-bit integers less one of them, exactly, then as doubles: timestamps keep every digit of their spread.</summary>
internal static unsafe class WideDifferences
{
    /// <summary>The differences of a block from its first element.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void OfBlock<T>(T* elements, int count, double* differences)
        where T : unmanaged
    {
        long pivot = Unsafe.ReadUnaligned<long>(elements);
        for (int i = 0; i < count; i++)
        {
            differences[i] = Element.WideDifference<T>(Unsafe.ReadUnaligned<long>(elements + i), pivot);
        }
    }

    /// <summary>The differences of some columns from the first row, as rows of their own.</summary>
    /// <param name="rows">The rows of a leaf.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="first">The first of the columns.</param>
    /// <param name="some">How many columns.</param>
    /// <param name="differences">Room for <paramref name="some"/> by <paramref name="rowCount"/> of them.</param>
    /// <param name="differenceRows">Becomes the rows, and those behind them that kernels may fetch.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void OfRows<T>(T** rows, int rowCount, int first, int some, double* differences, double** differenceRows)
        where T : unmanaged
    {
        for (int row = 0; row < rowCount + Rules.RowsAhead; row++)
        {
            differenceRows[row] = differences + (Math.Min(row, rowCount - 1) * some);
        }

        for (int row = 0; row < rowCount; row++)
        {
            for (int column = 0; column < some; column++)
            {
                long pivot = Unsafe.ReadUnaligned<long>(rows[0] + first + column);
                differenceRows[row][column] = Element.WideDifference<T>(Unsafe.ReadUnaligned<long>(rows[row] + first + column), pivot);
            }
        }
    }
}
