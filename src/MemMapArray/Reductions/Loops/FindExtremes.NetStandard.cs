namespace MemMap.Reductions.Loops;

/// <summary>The smallest and the largest of a block or of columns: plain loops, where the framework has no vectors of 512 bits.</summary>
internal static unsafe class FindExtremes
{
    public static FoundExtremes<T> Block<T>(T* elements, int count)
        where T : unmanaged => ScalarFindExtremes.Block(elements, count);

    public static void Rows<T>(T** rows, int rowCount, int columns, T* mins, T* maxs)
        where T : unmanaged => ScalarFindExtremes.Rows(rows, rowCount, 0, columns, mins, maxs);

    /// <summary>The smaller and the larger of each column.</summary>
    public static void Merge<T>(T* mins, T* maxs, T* otherMins, T* otherMaxs, int columns)
        where T : unmanaged => ScalarFindExtremes.Merge(mins, maxs, otherMins, otherMaxs, 0, columns);
}
