namespace MemMap.Reductions.Loops;

/// <summary>Sums around a pivot of integers of 8 and 16 bits. Here the kernels of floating-point sums do them.</summary>
internal static unsafe class SumIntegerDeviations
{
    /// <summary>Whether the element type is one of these.</summary>
    public static bool IsFor<T>() => false;

    /// <summary>The sums of a block's differences from a pivot that is one of its elements, and of their squares.</summary>
    public static (double Sum, double Squares) Block<T>(T* elements, int count, double pivot)
        where T : unmanaged => SumBlock.Deviations(elements, count, pivot);

    /// <summary>The same for columns, whose pivots are one of their elements each.</summary>
    public static void Rows<T>(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
        where T : unmanaged => SumRows.Deviations(rows, rowCount, columns, pivots, sums, squares);
}
