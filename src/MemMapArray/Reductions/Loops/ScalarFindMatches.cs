using System.Runtime.CompilerServices;
using MemMap.Reductions.Elements;

namespace MemMap.Reductions.Loops;

/// <summary>Finds elements of a value in plain loops. NaN is found by NaN, and either zero by the other.</summary>
internal static unsafe class ScalarFindMatches
{
    /// <summary>The first from <paramref name="start"/> on; <paramref name="count"/> if there is none.</summary>
    public static int First<T>(T* elements, int start, int count, T value)
        where T : unmanaged
    {
        while (start < count && !Element.Matches(Unsafe.ReadUnaligned<T>(elements + start), value))
        {
            start++;
        }

        return start;
    }

    /// <summary>The first row in which a column has the value; <paramref name="rowCount"/> if there is none.</summary>
    public static int FirstRow<T>(T** rows, int rowCount, int column, T value)
        where T : unmanaged
    {
        int row = 0;
        while (row < rowCount && !Element.Matches(Unsafe.ReadUnaligned<T>(rows[row] + column), value))
        {
            row++;
        }

        return row;
    }
}
