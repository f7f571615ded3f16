namespace MemMap.Reductions.Loops;

/// <summary>Finds elements of a value: plain loops, where the framework has no vectors of 512 bits.</summary>
internal static unsafe class FindMatches
{
    /// <summary>The first from <paramref name="start"/> on; <paramref name="count"/> if there is none.</summary>
    public static int First<T>(T* elements, int start, int count, T value)
        where T : unmanaged => ScalarFindMatches.First(elements, start, count, value);

    /// <summary>For each column the first row that has its value.</summary>
    public static void FirstRows<T>(T** rows, int rowCount, int columns, T* values, int* firstRows)
        where T : unmanaged
    {
        for (int column = 0; column < columns; column++)
        {
            firstRows[column] = ScalarFindMatches.FirstRow(rows, rowCount, column, values[column]);
        }
    }
}
