using System;
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

            int rest = count - i;
            if (rest != 0 && count >= Vector512<T>.Count)
            {
                // The last vector of the row has some of those before, which are shifted out.
                ulong word = 0;
                for (int part = 0; part < rest; part += Vector512<T>.Count)
                {
                    int at = Math.Min(i + part, count - Vector512<T>.Count);
                    Vector512<T> holds = default(Within<T>).Holds(Vector512.Load(elements + at), low, high);
                    word |= holds.ExtractMostSignificantBits() >> (i + part - at) << part;
                }

                truths[i / Truths.PerWord] &= word;
                return;
            }
        }

        NarrowRest(elements, i, count, truths);
    }

    public override bool Keeps => Vector512<T>.IsSupported && CompactVector.IsFor<T>();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Keep(T* elements, int count, T* kept)
    {
        if (!Keeps)
        {
            return base.Keep(elements, count, kept);
        }

        bool hasLow = !Interval.IsSame(_low, Interval.Least<T>()), hasHigh = !Interval.IsSame(_high, Interval.Greatest<T>());
        return !hasHigh ? Keep<AtLeast<T>>(elements, count, kept)
            : !hasLow ? Keep<AtMost<T>>(elements, count, kept)
            : Keep<Within<T>>(elements, count, kept);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Keep<TComparison>(T* elements, int count, T* kept)
        where TComparison : struct, IComparison<T>
    {
        // Some vectors at a time, as long as all of them pass; the rest is left to the loop that looks at each.
        int passed = 0, step = 4 * Vector512<T>.Count;
        Vector512<T> low = Vector512.Create(_low), high = Vector512.Create(_high);
        while (passed <= count - step && AllHold<TComparison>(elements + passed, low, high))
        {
            passed += step;
        }

        if (passed == count)
        {
            return count;
        }

        Unsafe.CopyBlockUnaligned(kept, elements, (uint)(passed * sizeof(T)));
        T* next = kept + passed;
        for (; passed <= count - Vector512<T>.Count; passed += Vector512<T>.Count)
        {
            next = CompactVector.Put<T, TComparison>(Vector512.Load(elements + passed), low, high, next);
        }

        return (int)(next - kept) + KeepRest(elements + passed, count - passed, next);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AllHold<TComparison>(T* elements, Vector512<T> low, Vector512<T> high)
        where TComparison : struct, IComparison<T>
    {
        int width = Vector512<T>.Count;
        ulong some = Holds(elements) & Holds(elements + width), others = Holds(elements + (2 * width)) & Holds(elements + (3 * width));
        return (some & others) == ulong.MaxValue >> (Truths.PerWord - width);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        ulong Holds(T* from) => default(TComparison).Holds(Vector512.Load(from), low, high).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int KeepRest(T* elements, int count, T* kept)
    {
        T* next = kept;
        for (int i = 0; i < count; i++)
        {
            // Written in any case: there is room.
            T element = Unsafe.ReadUnaligned<T>(elements + i);
            Unsafe.WriteUnaligned(next, element);
            next += Interval.Holds(element, _low, _high) ? 1 : 0;
        }

        return (int)(next - kept);
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
