namespace MemMap.Reductions.Kernels;

/// <summary>Exact sums of integers of up to 32 bits. A leaf's sum has at most 44 bits, so the kernels of floating-point sums serve.</summary>
internal static unsafe class IntegerSums
{
    /// <summary>The sum of a block.</summary>
    public static long OfBlock<T>(T* elements, int count)
        where T : unmanaged => (long)Sums.OfBlock(elements, count);

    /// <summary>The sum of each column over the rows of a leaf, as planes of low and of high halves.</summary>
    public static void OfRows<T>(T** rows, int rowCount, int columns, byte* states)
        where T : unmanaged
    {
        double* sums = stackalloc double[columns];
        RowSums.OfRows(rows, rowCount, columns, sums);
        for (int column = 0; column < columns; column++)
        {
            new WideInteger((long)sums[column]).Store(states, column, columns);
        }
    }
}
