using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Selecting;

/// <content>With vectors.</content>
internal sealed unsafe partial class IntervalTest<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Narrow(T* elements, int count, ulong* truths)
    {
        int i = 0;
        if (Vector512<T>.IsSupported)
        {
            // Of most intervals one end is the last number there is. NaN fails either comparison.
            Vector512<T> low = Vector512.Create(_low), high = Vector512.Create(_high);
            bool hasLow = !Interval.IsSame(_low, Interval.Least<T>()), hasHigh = !Interval.IsSame(_high, Interval.Greatest<T>());
            for (; i <= count - Truths.PerWord; i += Truths.PerWord)
            {
                truths[i / Truths.PerWord] &=
                    !hasHigh ? Compare<AtLeast<T>>(elements + i, low, high)
                    : !hasLow ? Compare<AtMost<T>>(elements + i, low, high)
                    : Compare<Within<T>>(elements + i, low, high);
            }
        }

        NarrowRest(elements, i, count, truths);
    }

    // In halves, each of which waits for nothing of the other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Compare<TComparison>(T* elements, Vector512<T> low, Vector512<T> high)
        where TComparison : struct, IComparison<T>
    {
        ulong word = 0, other = 0;
        if (Vector512<T>.Count == Truths.PerWord)
        {
            return default(TComparison).Holds(Vector512.Load(elements), low, high).ExtractMostSignificantBits();
        }

        for (int part = 0; part < Truths.PerWord; part += 2 * Vector512<T>.Count)
        {
            T* next = elements + part + Vector512<T>.Count;
            word |= default(TComparison).Holds(Vector512.Load(elements + part), low, high).ExtractMostSignificantBits() << part;
            other |= default(TComparison).Holds(Vector512.Load(next), low, high).ExtractMostSignificantBits() << part;
        }

        return word | (other << Vector512<T>.Count);
    }
}
