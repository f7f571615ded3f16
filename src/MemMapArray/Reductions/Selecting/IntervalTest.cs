using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Selecting;

/// <summary>What lies in an interval.</summary>
internal sealed unsafe partial class IntervalTest<T> : ElementTest<T>
    where T : unmanaged
{
    private readonly T _low;
    private readonly T _high;

    public IntervalTest(T low, T high) => (_low, _high) = (low, high);

    // From the first of a word on.
    [MethodImpl(HotPath.Optimized)]
    private void NarrowRest(T* elements, int start, int count, ulong* truths)
    {
        for (int first = start; first < count; first += Truths.PerWord)
        {
            ulong word = 0;
            for (int i = Math.Min(count, first + Truths.PerWord) - 1; i >= first; i--)
            {
                word = (word << 1) | (Interval.Holds(Unsafe.ReadUnaligned<T>(elements + i), _low, _high) ? 1UL : 0);
            }

            truths[first / Truths.PerWord] &= word;
        }
    }
}
