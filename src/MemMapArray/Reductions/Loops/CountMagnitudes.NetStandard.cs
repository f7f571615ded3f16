namespace MemMap.Reductions.Loops;

/// <summary>Counts elements by their bits without the sign: plain loops, where the framework has no vectors of 512 bits.</summary>
internal static unsafe class CountMagnitudes
{
    public static int CountAbove<T>(T* elements, int count, ulong limit)
        where T : unmanaged => ScalarCountMagnitudes.CountAbove(elements, 0, count, limit);

    public static void CountAbove<T>(T** rows, int rowCount, int columns, ulong limit, double* counts)
        where T : unmanaged => ScalarCountMagnitudes.CountAbove(rows, rowCount, 0, columns, limit, counts);
}
