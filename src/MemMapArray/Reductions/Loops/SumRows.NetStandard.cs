namespace MemMap.Reductions.Loops;

/// <summary>Sums of columns over the rows of a leaf: the plain loops, where the framework has no vectors of 512 bits.</summary>
internal static unsafe class SumRows
{
    /// <summary>The sum of each column, by groups of rows that merge as a tree.</summary>
    public static void Elements<T>(T** rows, int rowCount, int columns, double* sums)
        where T : unmanaged => ScalarSum.Rows(rows, rowCount, 0, columns, sums);

    /// <summary>The sums of each column's differences from its pivot and of their squares.</summary>
    public static void Deviations<T>(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
        where T : unmanaged => ScalarSum.Deviations(rows, rowCount, 0, columns, pivots, sums, squares);
}
