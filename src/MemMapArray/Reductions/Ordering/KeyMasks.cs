using System.Runtime.CompilerServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <summary>Which elements have keys of an interval, a bit for each.</summary>
internal static unsafe partial class KeyMasks
{
    /// <summary>Finds them one by one: of up to 64 elements.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="low">The first key.</param>
    /// <param name="high">The last key.</param>
    /// <param name="below">How many are below goes up.</param>
    [MethodImpl(HotPath.Optimized)]
    private static ulong OfSome<T>(T* elements, int count, long low, long high, ref long below)
        where T : unmanaged
    {
        ulong inside = 0;
        for (int i = 0; i < count; i++)
        {
            long key = OrderKey.Of(Unsafe.ReadUnaligned<T>(elements + i));
            below += key < low ? 1 : 0;
            inside |= key >= low && key <= high ? 1UL << i : 0;
        }

        return inside;
    }

    [MethodImpl(HotPath.Optimized)]
    private static long FindOneByOne<T>(T* elements, int count, long low, long high, ulong* inside, ref long below)
        where T : unmanaged
    {
        long found = 0;
        for (int i = 0; i < count; i += Truths.PerWord)
        {
            ulong word = OfSome(elements + i, System.Math.Min(count - i, Truths.PerWord), low, high, ref below);
            inside[i / Truths.PerWord] = word;
            found += Truths.PopCount(word);
        }

        return found;
    }
}
