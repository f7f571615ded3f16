using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>Leaves out elements that are NaN: a copy has something without effect in their place, so the others keep their lanes and
/// groups.</summary>
internal static unsafe class NaNs
{
    /// <summary>Points <paramref name="elements"/> to a copy in <paramref name="buffer"/> with <paramref name="replacement"/> for every
    /// NaN, if there is one.</summary>
    /// <returns>How many there are.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static int Replace<T>(ref T* elements, int count, T replacement, T* buffer)
        where T : unmanaged
    {
        int replaced = 0;
        for (int i = 0; i < count; i++)
        {
            T element = Unsafe.ReadUnaligned<T>(elements + i);
            bool isNaN = double.IsNaN(Element.ToDouble(element));
            replaced += isNaN ? 1 : 0;
            buffer[i] = isNaN ? replacement : element;
        }

        elements = replaced == 0 ? elements : buffer;
        return replaced;
    }

    [MethodImpl(HotPath.Optimized)]
    public static int Count<T>(T* elements, int count)
        where T : unmanaged
    {
        int nans = 0;
        for (int i = 0; i < count; i++)
        {
            nans += Element.IsNaN(Unsafe.ReadUnaligned<T>(elements + i)) ? 1 : 0;
        }

        return nans;
    }

    [MethodImpl(HotPath.Optimized)]
    public static int CountInColumn<T>(T** rows, int rowCount, int column)
        where T : unmanaged
    {
        int count = 0;
        for (int row = 0; row < rowCount; row++)
        {
            count += Element.IsNaN(Unsafe.ReadUnaligned<T>(rows[row] + column)) ? 1 : 0;
        }

        return count;
    }
}
