namespace MemMap.Reductions.Kernels;

/// <summary>The smallest and the largest of a block or of columns: plain loops, where the framework has no vectors of 512 bits.</summary>
internal static unsafe class Extremes
{
    public static MinMaxState<T> OfBlock<T>(T* elements, int count)
        where T : unmanaged => ScalarExtremes.OfBlock(elements, count);

    public static void OfRows<T>(T** rows, int rowCount, int columns, T* mins, T* maxs)
        where T : unmanaged => ScalarExtremes.OfRows(rows, rowCount, 0, columns, mins, maxs);

    /// <summary>The smaller and the larger of each column.</summary>
    public static void Merge<T>(T* mins, T* maxs, T* otherMins, T* otherMaxs, int columns)
        where T : unmanaged => ScalarExtremes.Merge(mins, maxs, otherMins, otherMaxs, 0, columns);
}
