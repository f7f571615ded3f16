using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>The smallest or the largest of a block or of columns.</summary>
internal static unsafe class FindExtreme<T, TSide>
    where T : unmanaged
    where TSide : struct, ISide
{
    [MethodImpl(HotPath.Optimized)]
    public static T Block(T* elements, int count)
    {
        T found = Unsafe.ReadUnaligned<T>(elements);
        for (int i = 1; i < count; i++)
        {
            found = Of(found, Unsafe.ReadUnaligned<T>(elements + i));
        }

        return found;
    }

    [MethodImpl(HotPath.Optimized)]
    public static void Rows(T** rows, int rowCount, int columns, T* found)
    {
        Unsafe.CopyBlockUnaligned(found, rows[0], (uint)(columns * sizeof(T)));
        for (int row = 1; row < rowCount; row++)
        {
            Merge(found, rows[row], columns);
        }
    }

    /// <summary>That of two, for each column.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Merge(T* found, T* other, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            found[column] = Of(found[column], Unsafe.ReadUnaligned<T>(other + column));
        }
    }

    private static T Of(T left, T right) => default(TSide).IsMax ? Element.Max(left, right) : Element.Min(left, right);
}
