namespace MemMap.Reductions.Scalar;

/// <summary>Exact sums of integers of up to 32 bits. A leaf's sum has at most 44 bits, so the loops for doubles serve.</summary>
internal static unsafe class SumIntegers<T>
    where T : unmanaged
{
    /// <summary>The sum of a block.</summary>
    public static long Block(T* elements, int count) => (long)SumBlock<T>.Elements(elements, count);

    /// <summary>The sum of each column over the rows of a leaf, as planes of low and of high halves.</summary>
    public static void Rows(T** rows, int rowCount, int columns, byte* states)
    {
        double* sums = stackalloc double[columns];
        SumRows<T>.Elements(rows, rowCount, columns, sums);
        WideInteger.StoreAll(sums, columns, states);
    }
}
