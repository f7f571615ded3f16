using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>The smallest and the largest of a block or of columns.</summary>
internal static unsafe class FindExtremes<T>
    where T : unmanaged
{
    public static FoundExtremes<T> Block(T* elements, int count)
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

    public static void Rows(T** rows, int rowCount, int columns, T* mins, T* maxs)
    {
        Unsafe.CopyBlockUnaligned(mins, rows[0], (uint)(columns * sizeof(T)));
        Unsafe.CopyBlockUnaligned(maxs, rows[0], (uint)(columns * sizeof(T)));
        for (int row = 1; row < rowCount; row++)
        {
            Merge(mins, maxs, rows[row], rows[row], columns);
        }
    }

    /// <summary>The smaller and the larger of each column.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Merge(T* mins, T* maxs, T* otherMins, T* otherMaxs, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            mins[column] = Element.Min(mins[column], Unsafe.ReadUnaligned<T>(otherMins + column));
            maxs[column] = Element.Max(maxs[column], Unsafe.ReadUnaligned<T>(otherMaxs + column));
        }
    }

    /// <summary>Those of the elements that are not NaN; NaN if there are none.</summary>
    public static FoundExtremes<T> WithoutNaN(T* elements, int count)
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
    public static FoundExtremes<T> WithoutNaN(T** rows, int rowCount, int column)
    {
        T* elements = stackalloc T[Rules.RowsPerLeaf];
        Columns<T>.Copy(rows, rowCount, column, elements);
        return WithoutNaN(elements, rowCount);
    }
}
