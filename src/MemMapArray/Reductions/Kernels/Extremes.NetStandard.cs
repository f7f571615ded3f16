namespace MemMap.Reductions.Kernels;

/// <summary>The smallest and the largest of a block or of columns: plain loops, where the framework has no vectors of 512 bits.</summary>
internal static unsafe class Extremes
{
    public static MinMaxState<T> OfBlock<T>(T* elements, int count)
        where T : unmanaged => ScalarExtremes.OfBlock(elements, count);

    public static void OfRows<T>(T** rows, int rowCount, int columns, MinMaxState<T>[] states)
        where T : unmanaged => ScalarExtremes.OfRows(rows, rowCount, 0, columns, states);
}
