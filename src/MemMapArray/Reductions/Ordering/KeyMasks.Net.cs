using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <content>With vectors, for elements of 16 bits and more.</content>
internal static unsafe partial class KeyMasks
{
    /// <summary>Finds the elements of an interval.</summary>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Find<T>(T* elements, int count, long low, long high, ulong* inside, ref long below)
        where T : unmanaged
    {
        int whole = count / Truths.PerWord * Truths.PerWord;
        long found = sizeof(T) == sizeof(int) ? FindInts(elements, whole, (int)low, (int)high, inside, ref below)
            : sizeof(T) == sizeof(long) ? FindLongs(elements, whole, low, high, inside, ref below)
            : sizeof(T) == sizeof(short) ? FindShorts(elements, whole, (short)low, (short)high, inside, ref below)
            : FindOneByOne(elements, whole, low, high, inside, ref below);
        return whole == count
            ? found
            : found + FindOneByOne(elements + whole, count - whole, low, high, inside + (whole / Truths.PerWord), ref below);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long FindInts<T>(T* elements, int count, int low, int high, ulong* inside, ref long below)
        where T : unmanaged
    {
        Vector512<int> first = Vector512.Create(low), last = Vector512.Create(high);
        long lower = 0, found = 0;
        for (int* next = (int*)elements, end = next + count; next < end; next += Truths.PerWord)
        {
            Vector512<int> a = Turn<T, int>(Vector512.Load(next)), b = Turn<T, int>(Vector512.Load(next + 16));
            Vector512<int> c = Turn<T, int>(Vector512.Load(next + 32)), d = Turn<T, int>(Vector512.Load(next + 48));
            ulong under = Join(
                Vector512.LessThan(a, first).ExtractMostSignificantBits(),
                Vector512.LessThan(b, first).ExtractMostSignificantBits(),
                Vector512.LessThan(c, first).ExtractMostSignificantBits(),
                Vector512.LessThan(d, first).ExtractMostSignificantBits());
            ulong over = Join(
                Vector512.GreaterThan(a, last).ExtractMostSignificantBits(),
                Vector512.GreaterThan(b, last).ExtractMostSignificantBits(),
                Vector512.GreaterThan(c, last).ExtractMostSignificantBits(),
                Vector512.GreaterThan(d, last).ExtractMostSignificantBits());
            ulong word = ~(under | over);
            *inside++ = word;
            lower += Truths.PopCount(under);
            found += Truths.PopCount(word);
        }

        below += lower;
        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long FindLongs<T>(T* elements, int count, long low, long high, ulong* inside, ref long below)
        where T : unmanaged
    {
        Vector512<long> first = Vector512.Create(low), last = Vector512.Create(high);
        long lower = 0, found = 0;
        for (long* next = (long*)elements, end = next + count; next < end;)
        {
            ulong under = 0, over = 0;
            for (int shift = 0; shift < Truths.PerWord; shift += 16, next += 16)
            {
                Vector512<long> a = Turn<T, long>(Vector512.Load(next)), b = Turn<T, long>(Vector512.Load(next + 8));
                under |= (Vector512.LessThan(a, first).ExtractMostSignificantBits()
                    | (Vector512.LessThan(b, first).ExtractMostSignificantBits() << 8)) << shift;
                over |= (Vector512.GreaterThan(a, last).ExtractMostSignificantBits()
                    | (Vector512.GreaterThan(b, last).ExtractMostSignificantBits() << 8)) << shift;
            }

            ulong word = ~(under | over);
            *inside++ = word;
            lower += Truths.PopCount(under);
            found += Truths.PopCount(word);
        }

        below += lower;
        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long FindShorts<T>(T* elements, int count, short low, short high, ulong* inside, ref long below)
        where T : unmanaged
    {
        Vector512<short> first = Vector512.Create(low), last = Vector512.Create(high);
        long lower = 0, found = 0;
        for (short* next = (short*)elements, end = next + count; next < end; next += Truths.PerWord)
        {
            Vector512<short> a = Turn<T, short>(Vector512.Load(next)), b = Turn<T, short>(Vector512.Load(next + 32));
            ulong under = Vector512.LessThan(a, first).ExtractMostSignificantBits()
                | (Vector512.LessThan(b, first).ExtractMostSignificantBits() << 32);
            ulong through = Vector512.LessThanOrEqual(a, last).ExtractMostSignificantBits()
                | (Vector512.LessThanOrEqual(b, last).ExtractMostSignificantBits() << 32);
            ulong word = through & ~under;
            *inside++ = word;
            lower += Truths.PopCount(under);
            found += Truths.PopCount(word);
        }

        below += lower;
        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Join(ulong a, ulong b, ulong c, ulong d) => a | (b << 16) | (c << 32) | (d << 48);

    /// <summary>As <see cref="OrderKey"/> turns bits into keys.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<TBits> Turn<T, TBits>(Vector512<TBits> bits)
        where TBits : unmanaged, IMinMaxValue<TBits> =>
        Element.IsFloatingPoint<T>() ? OrderedBits.Turn(bits)
        : OrderKey.IsUnsigned<T>() ? bits ^ Vector512.Create(TBits.MinValue)
        : bits;
}
