using System.Runtime.CompilerServices;
using MemMap.Reductions.Elements;

namespace MemMap.Reductions.Loops;

/// <summary>The smallest or the largest of a block or of columns: plain loops, where the framework has no vectors of 512 bits.</summary>
internal static unsafe class FindExtreme
{
    public static T Block<T, TSide>(T* elements, int count)
        where T : unmanaged
        where TSide : struct, ISide
    {
        T found = Unsafe.ReadUnaligned<T>(elements);
        for (int i = 1; i < count; i++)
        {
            found = Of<T, TSide>(found, Unsafe.ReadUnaligned<T>(elements + i));
        }

        return found;
    }

    public static void Rows<T, TSide>(T** rows, int rowCount, int columns, T* found)
        where T : unmanaged
        where TSide : struct, ISide
    {
        for (int column = 0; column < columns; column++)
        {
            T one = Unsafe.ReadUnaligned<T>(rows[0] + column);
            for (int row = 1; row < rowCount; row++)
            {
                one = Of<T, TSide>(one, Unsafe.ReadUnaligned<T>(rows[row] + column));
            }

            found[column] = one;
        }
    }

    /// <summary>That of two, for each column.</summary>
    public static void Merge<T, TSide>(T* found, T* other, int columns)
        where T : unmanaged
        where TSide : struct, ISide
    {
        for (int column = 0; column < columns; column++)
        {
            found[column] = Of<T, TSide>(found[column], other[column]);
        }
    }

    private static T Of<T, TSide>(T left, T right)
        where T : unmanaged
        where TSide : struct, ISide => default(TSide).IsMax ? Element.Max(left, right) : Element.Min(left, right);
}
