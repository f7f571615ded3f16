using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Reductions.Ordering;
using MemMap.Reductions.Selecting;
using Xunit;

namespace MemMap.Tests.Reductions.Ordering;

/// <summary>Classes of elements among intervals of keys, beside a look at each interval.</summary>
public sealed unsafe class KeyClassesTests
{
    private const int Elements = 1000;

    [Fact]
    public void Find_Ints_AreThoseOfEachIntervalByItself() => Check(random => (int)Bits(random));

    [Fact]
    public void Find_UInts_AreThoseOfEachIntervalByItself() => Check(random => (uint)Bits(random));

    [Fact]
    public void Find_Floats_AreThoseOfEachIntervalByItself() => Check(random =>
    {
        int bits = (int)Bits(random);
        return *(float*)&bits;
    });

    [Fact]
    public void Find_Longs_AreThoseOfEachIntervalByItself() => Check(Bits);

    [Fact]
    public void Find_ULongs_AreThoseOfEachIntervalByItself() => Check(random => (ulong)Bits(random));

    [Fact]
    public void Find_Doubles_AreThoseOfEachIntervalByItself() => Check(random => BitConverter.Int64BitsToDouble(Bits(random)));

    [Fact]
    public void Find_Shorts_AreThoseOfEachIntervalByItself() => Check(random => (short)Bits(random));

    [Fact]
    public void Find_UShorts_AreThoseOfEachIntervalByItself() => Check(random => (ushort)Bits(random));

    [Fact]
    public void Find_SBytes_AreThoseOfEachIntervalByItself() => Check(random => (sbyte)Bits(random));

    [Fact]
    public void Find_Bytes_AreThoseOfEachIntervalByItself() => Check(random => (byte)Bits(random));

    [Fact]
    public void CountNumbers_OfAnyBits_LeavesOutNaNOfEitherSign()
    {
        CheckNumbers(random => BitConverter.Int64BitsToDouble(Bits(random)), double.IsNaN, double.IsNegative);
        CheckNumbers(random => BitConverter.Int32BitsToSingle((int)Bits(random)), float.IsNaN, float.IsNegative);
#if !NETSTANDARD_BUILD
        CheckNumbers(random => BitConverter.Int16BitsToHalf((short)Bits(random)), Half.IsNaN, Half.IsNegative);
#endif
    }

    [Fact]
    public void CountKeys_OfBytes_AreThoseOfEach()
    {
        CheckKeys(random => (byte)random.Next());
        CheckKeys(random => (sbyte)random.Next());
        CheckKeys(random => (byte)(random.Next(3) * 127.5));
    }

    // Few bits often, so that elements meet edges.
    private static long Bits(Random random)
    {
        long bits = ((long)random.Next(1 << 22) << 42) ^ ((long)random.Next(1 << 22) << 21) ^ random.Next(1 << 22);
        return random.Next(3) == 0 ? bits : random.Next(2) == 0 ? random.Next(-40, 40) : ~0L << random.Next(64);
    }

    private static void CheckKeys<T>(Func<Random, T> draw)
        where T : unmanaged
    {
        var random = new Random(13);
        T[] elements = [.. Enumerable.Range(0, 4096).Select(_ => draw(random))];
        int* counts = stackalloc int[12];
        fixed (T* first = elements)
        {
            foreach (int count in (int[])[0, 1, 31, 32, 127, 129, 1000, 4096])
            {
                long[] keys = [.. elements[..count].Select(element => OrderKey.Of(element))];
                foreach (long low in (long[])[OrderKey.Least<T>(), OrderKey.Least<T>() + 100, OrderKey.Largest<T>() - 11])
                {
                    Assert.Equal(keys.Count(key => key < low), KeyClasses.CountBelow(first, count, low));
                    KeyClasses.CountKeys(first, count, low, 12, counts);
                    for (int i = 0; i < 12; i++)
                    {
                        Assert.Equal(keys.Count(key => key == low + i), counts[i]);
                    }
                }
            }
        }
    }

    private static void CheckNumbers<T>(Func<Random, T> draw, Func<T, bool> isNaN, Func<T, bool> isNegative)
        where T : unmanaged
    {
        var random = new Random(12);
        T[] elements = [.. Enumerable.Range(0, 4096).Select(_ => draw(random))];
        fixed (T* first = elements)
        {
            foreach (int count in (int[])[0, 1, 7, 8, 31, 100, 4096])
            {
                long lower = 5;
                T[] some = elements[..count];
                Assert.Equal(some.Count(element => !isNaN(element)), KeyClasses.CountNumbers(first, count, ref lower));
                Assert.Equal(5 + some.Count(element => isNaN(element) && isNegative(element)), lower);
            }
        }
    }

    private static void Check<T>(Func<Random, T> draw)
        where T : unmanaged
    {
        var random = new Random(11);
        T[] elements = [.. Enumerable.Range(0, Elements).Select(_ => draw(random))];
        byte[] classes = new byte[Elements];
        int[] counts = new int[KeyClasses.Most];
        ulong[] inside = new ulong[Truths.Words(Elements)];
        for (int intervals = 1; intervals <= KeyClasses.Intervals; intervals++)
        {
            (long[] lows, long[] highs) = Intervals(intervals, draw, random);
            fixed (T* from = elements)
            fixed (long* first = lows, last = highs)
            fixed (byte* to = classes)
            fixed (int* found = counts)
            fixed (ulong* bits = inside)
            {
                KeyClasses.Find(from, Elements, first, last, intervals, to);
                KeyClasses.Count(to, Elements, intervals, found);
                KeyClasses.Inside(to, Elements, bits);
            }

            byte[] expected = [.. elements.Select(element => (byte)(lows.Count(low => low <= OrderKey.Of(element)) + highs.Count(high => high < OrderKey.Of(element))))];
            Assert.Equal(expected, classes);
            Assert.Equal(Enumerable.Range(0, (2 * intervals) + 1).Select(i => expected.Count(x => x == i)), counts.Take((2 * intervals) + 1));
            Assert.Equal(expected.Select(x => x % 2 == 1), Enumerable.Range(0, Elements).Select(i => (inside[i / 64] >> (i % 64) & 1) == 1));
        }
    }

    // Some have one key, some are neighbours; every third time the first begins with the least key, and the last ends with the largest.
    private static (long[] Lows, long[] Highs) Intervals<T>(int intervals, Func<Random, T> draw, Random random)
        where T : unmanaged
    {
        var edges = new SortedSet<long>();
        while (edges.Count < 2 * intervals)
        {
            long key = OrderKey.Of(draw(random));
            edges.Add(key);
            if (random.Next(2) == 0 && key < OrderKey.Largest<T>())
            {
                edges.Add(key + 1);
            }
        }

        long[] sorted = [.. edges.Take(2 * intervals)];
        if (intervals % 3 == 0)
        {
            (sorted[0], sorted[sorted.Length - 1]) = (OrderKey.Least<T>(), OrderKey.Largest<T>());
        }

        return ([.. sorted.Where((_, i) => i % 2 == 0)], [.. sorted.Where((edge, i) => i % 2 == 1).Select((edge, i) => i % 4 == 3 ? sorted[2 * i] : edge)]);
    }
}
