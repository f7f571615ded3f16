using System.Runtime.CompilerServices;
using MemMap.Reductions.Elements;

namespace MemMap.Reductions.Loops;

/// <summary>The smallest and the largest element in plain loops.</summary>
internal static unsafe class ScalarFindExtremes
{
    public static FoundExtremes<T> Block<T>(T* elements, int count)
        where T : unmanaged
    {
        T min = Unsafe.ReadUnaligned<T>(elements), max = min;
        for (int i = 1; i < count; i++)
        {
            T element = Unsafe.ReadUnaligned<T>(elements + i);
            min = Element.Min(min, element);
            max = Element.Max(max, element);
        }

        return new(min, max);
    }

    /// <summary>Columns <paramref name="start"/> to <paramref name="columns"/>.</summary>
    public static void Rows<T>(T** rows, int rowCount, int start, int columns, T* mins, T* maxs)
        where T : unmanaged
    {
        for (int column = start; column < columns; column++)
        {
            T min = Unsafe.ReadUnaligned<T>(rows[0] + column), max = min;
            for (int row = 1; row < rowCount; row++)
            {
                T element = Unsafe.ReadUnaligned<T>(rows[row] + column);
                min = Element.Min(min, element);
                max = Element.Max(max, element);
            }

            (mins[column], maxs[column]) = (min, max);
        }
    }

    /// <summary>Those of the elements that are not NaN; NaN if there are none.</summary>
    public static FoundExtremes<T> WithoutNaN<T>(T* elements, int count)
        where T : unmanaged
    {
        T min = Unsafe.ReadUnaligned<T>(elements), max = min;
        for (int i = 1; i < count; i++)
        {
            T element = Unsafe.ReadUnaligned<T>(elements + i);
            if (Element.IsNaN(min))
            {
                (min, max) = (element, element);
            }
            else if (!Element.IsNaN(element))
            {
                (min, max) = (Element.Min(min, element), Element.Max(max, element));
            }
        }

        return new(min, max);
    }

    /// <summary>The same of a column over the rows of a leaf.</summary>
    [SkipLocalsInit]
    public static FoundExtremes<T> WithoutNaN<T>(T** rows, int rowCount, int column)
        where T : unmanaged
    {
        T* elements = stackalloc T[Rules.RowsPerLeaf];
        for (int row = 0; row < rowCount; row++)
        {
            elements[row] = Unsafe.ReadUnaligned<T>(rows[row] + column);
        }

        return WithoutNaN(elements, rowCount);
    }

    /// <summary>The smaller and the larger of columns <paramref name="start"/> to <paramref name="columns"/>.</summary>
    public static void Merge<T>(T* mins, T* maxs, T* otherMins, T* otherMaxs, int start, int columns)
        where T : unmanaged
    {
        for (int column = start; column < columns; column++)
        {
            mins[column] = Element.Min(mins[column], otherMins[column]);
            maxs[column] = Element.Max(maxs[column], otherMaxs[column]);
        }
    }
}
