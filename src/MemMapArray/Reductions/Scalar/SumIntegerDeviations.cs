namespace MemMap.Reductions.Scalar;

/// <summary>Sums around a pivot of integers of 8 and 16 bits: the loops for doubles are as exact.</summary>
internal static unsafe class SumIntegerDeviations<T>
    where T : unmanaged
{
    /// <summary>Whether there is a faster way than those.</summary>
    public static bool IsFor => false;

    /// <summary>The sums of a block's deviations from a pivot that is one of its elements, and of their squares.</summary>
    public static (double Sum, double Squares) Block(T* elements, int count, double pivot) =>
        SumBlock<T>.Deviations(elements, count, pivot);

    /// <summary>The same for columns, whose pivots are one of their elements each.</summary>
    public static void Rows(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares) =>
        SumRows<T>.Deviations(rows, rowCount, columns, pivots, sums, squares);
}
