using System.Runtime.CompilerServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Transforming;

/// <summary>Elements of one block where nothing is selected, and of another where something is.</summary>
internal static unsafe partial class Blend
{
    // Element by element, from the first of a word on.
    [MethodImpl(HotPath.Optimized)]
    private static void Rest<T>(T* elements, T* others, int step, ulong* truths, int start, int count, T* target)
        where T : unmanaged
    {
        for (int first = start; first < count; first += Truths.PerWord)
        {
            ulong word = truths[first / Truths.PerWord];
            for (int i = first; i < count && i < first + Truths.PerWord; i++, word >>= 1)
            {
                Unsafe.WriteUnaligned(target + i, Unsafe.ReadUnaligned<T>((word & 1) != 0 ? others + ((nint)i * step) : elements + i));
            }
        }
    }
}
