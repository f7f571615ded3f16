namespace MemMap.Reductions.Kernels;

/// <summary>Sums of columns over the rows of a leaf: the plain loops, where the framework has no vectors of 512 bits.</summary>
internal static unsafe class RowSums
{
    /// <summary>The sum of each column, by groups of rows that merge as a tree.</summary>
    public static void OfRows<T>(T** rows, int rowCount, int columns, double* sums)
        where T : unmanaged => ScalarSums.OfRows(rows, rowCount, 0, columns, sums);

    /// <summary>The sums of each column's differences from its pivot and of their squares.</summary>
    public static void AroundPivots<T>(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
        where T : unmanaged => ScalarSums.AroundPivots(rows, rowCount, 0, columns, pivots, sums, squares);
}
