using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <content>Without vectors.</content>
internal static unsafe partial class KeyClasses
{
    /// <summary>Finds the classes of elements.</summary>
    public static void Find<T>(T* elements, int count, long* lows, long* highs, int intervals, byte* classes)
        where T : unmanaged => FindOneByOne(elements, count, lows, highs, intervals, classes);

    /// <summary>How many elements of a floating-point type are numbers.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static int CountNumbers<T>(T* elements, int count, ref long lower)
        where T : unmanaged
    {
        int numbers = 0;
        for (int i = 0; i < count; i++)
        {
            long key = OrderKey.Of(Unsafe.ReadUnaligned<T>(elements + i));
            numbers += key >= OrderKey.LeastNumber<T>() && key <= OrderKey.LargestNumber<T>() ? 1 : 0;
            lower += key < OrderKey.LeastNumber<T>() ? 1 : 0;
        }

        return numbers;
    }

    /// <summary>How many there are of each class.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Count(byte* classes, int count, int intervals, int* counts)
    {
        new Span<int>(counts, (2 * intervals) + 1).Clear();
        for (int i = 0; i < count; i++)
        {
            counts[classes[i]]++;
        }
    }

    /// <summary>How many elements of 8 bits there are of each of some keys.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void CountKeys<T>(T* elements, int count, long low, int keys, int* counts)
        where T : unmanaged
    {
        new Span<int>(counts, keys).Clear();
        for (int i = 0; i < count; i++)
        {
            long place = OrderKey.Of(elements[i]) - low;
            if (place >= 0 && place < keys)
            {
                counts[place]++;
            }
        }
    }

    /// <summary>How many elements of 8 bits are below a key.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static int CountBelow<T>(T* elements, int count, long low)
        where T : unmanaged
    {
        int below = 0;
        for (int i = 0; i < count; i++)
        {
            below += OrderKey.Of(elements[i]) < low ? 1 : 0;
        }

        return below;
    }

    /// <summary>Which are inside of an interval.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Inside(byte* classes, int count, ulong* inside)
    {
        new Span<ulong>(inside, Truths.Words(count)).Clear();
        for (int i = 0; i < count; i++)
        {
            inside[i / Truths.PerWord] |= (ulong)(classes[i] & 1) << (i % Truths.PerWord);
        }
    }
}
