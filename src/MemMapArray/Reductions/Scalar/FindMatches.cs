using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Finds elements of a value. NaN is found by NaN, and either zero by the other.</summary>
internal static unsafe class FindMatches<T>
    where T : unmanaged
{
    /// <summary>The first from <paramref name="start"/> on; <paramref name="count"/> if there is none.</summary>
    public static int First(T* elements, int start, int count, T value)
    {
        while (start < count && !Element.Matches(Unsafe.ReadUnaligned<T>(elements + start), value))
        {
            start++;
        }

        return start;
    }

    /// <summary>For each column the first row that has its value.</summary>
    public static void FirstRows(T** rows, int rowCount, int columns, T* values, int* firstRows)
    {
        for (int column = 0; column < columns; column++)
        {
            firstRows[column] = FirstRow(rows, rowCount, column, values[column]);
        }
    }

    /// <summary>The first row in which a column has the value; <paramref name="rowCount"/> if there is none.</summary>
    public static int FirstRow(T** rows, int rowCount, int column, T value)
    {
        int row = 0;
        while (row < rowCount && !Element.Matches(Unsafe.ReadUnaligned<T>(rows[row] + column), value))
        {
            row++;
        }

        return row;
    }
}
