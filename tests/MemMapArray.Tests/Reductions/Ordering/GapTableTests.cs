using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Reductions.Ordering;
using MemMap.Reductions.Selecting;
using Xunit;

namespace MemMap.Tests.Reductions.Ordering;

/// <summary>What is said to be in gaps between intervals, beside a look at each interval.</summary>
public sealed unsafe class GapTableTests
{
    private const int MostIntervals = 16, MostElements = 4096;

    [Fact]
    public void Find_Floats_CountsWhatIsInGapsAndLeavesTheRest() => Check(random => (float)Normal(random));

    [Fact]
    public void Find_FloatsOfAnySize_CountsWhatIsInGapsAndLeavesTheRest() => Check(random => (float)(Normal(random) * Math.Pow(2, random.Next(-140, 120))));

    [Fact]
    public void Find_Doubles_CountsWhatIsInGapsAndLeavesTheRest() => Check(random => 1e6 + Normal(random));

    [Fact]
    public void Find_DoublesOfAnySize_CountsWhatIsInGapsAndLeavesTheRest() => Check(random => Normal(random) * Math.Pow(2, random.Next(-100, 100)));

    [Fact]
    public void Find_Ints_CountsWhatIsInGapsAndLeavesTheRest() => Check(random => random.Next(int.MinValue, int.MaxValue));

    [Fact]
    public void Find_NeighbouringInts_CountsWhatIsInGapsAndLeavesTheRest() => Check(random => int.MaxValue - random.Next(500));

    [Fact]
    public void Find_UInts_CountsWhatIsInGapsAndLeavesTheRest() => Check(random => unchecked((uint)random.Next(int.MinValue, int.MaxValue)));

    [Fact]
    public void Find_Zeros_TellsThemApartOrLeavesThem() => Check(random => random.Next(3) switch { 0 => -0.0f, 1 => 0.0f, _ => random.Next(-2, 3) });

    [Fact]
    public void Find_Infinities_AreBeyondAll() =>
        Check(random => random.Next(9) == 0 ? float.PositiveInfinity : random.Next(9) == 0 ? float.NegativeInfinity : (float)Normal(random));

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(4000)]
    [InlineData(4032)]
    [InlineData(4049)]
    public void Find_WithNaN_SaysThatItCannotTell(int place)
    {
        double[] elements = [.. Enumerable.Range(0, 4050).Select(i => (double)i)];
        using var pass = Pass<double>([(OrderKey.Of(1000.0), OrderKey.Of(1010.0)), (OrderKey.Of(2000.0), OrderKey.Of(2010.0))]);
        GapTable<double>? table = GapTable<double>.Of(pass);
        Assert.Equal(GapTable<double>.IsSupported, table is not null);
        foreach (double nan in (double[])[double.NaN, -double.NaN])
        {
            elements[place] = nan;
            (int left, long[] before, _) = Find(table, elements, elements.Length, 2);
            Assert.Equal(-1, table is null ? -1 : left);
            Assert.Equal(0, before.Sum());
        }
    }

    [Fact]
    public void Of_IntervalsOfOneNumber_IsNone()
    {
        using var pass = Pass<float>([(OrderKey.Of(-0.0f), OrderKey.Of(-0.0f)), (OrderKey.Of(0.0f), OrderKey.Of(0.0f))]);
        Assert.Null(GapTable<float>.Of(pass));
    }

    [Fact]
    public void Of_IntervalsWithNaN_IsNone()
    {
        using var pass = Pass<float>([(OrderKey.Least<float>(), OrderKey.Of(1.5f)), (OrderKey.Of(2.5f), OrderKey.Largest<float>())]);
        Assert.Null(GapTable<float>.Of(pass));
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static IntervalPass<T> Pass<T>(List<(long Low, long High)> intervals)
        where T : unmanaged =>
        new([0, intervals.Count], [.. intervals.Select(one => new AskedInterval(one.Low, one.High, AskedInterval.Whole))], countsNumbers: true, threads: 1, 1 << 20);

    private static (int Left, long[] Before, ulong[] Unsure) Find<T>(GapTable<T>? table, T[] elements, int count, int intervals)
        where T : unmanaged
    {
        long[] before = new long[intervals];
        ulong[] unsure = new ulong[Truths.Words(MostElements)];
        fixed (T* first = elements)
        fixed (long* counts = before)
        fixed (ulong* words = unsure)
        {
            return (table?.Find(first, count, counts, words) ?? -1, before, unsure);
        }
    }

    private static void Check<T>(Func<Random, T> draw)
        where T : unmanaged
    {
        var random = new Random(21);
        T[] elements = [.. Enumerable.Range(0, MostElements).Select(_ => draw(random))];
        int tables = 0, sure = 0;
        for (int intervals = 1; intervals <= MostIntervals; intervals++)
        {
            using IntervalPass<T> pass = Pass<T>(Intervals(elements, intervals, random));
            GapTable<T>? table = GapTable<T>.Of(pass);
            if (table is null || pass.Length is < 2 or > 14)
            {
                Assert.Null(table);
                continue;
            }

            tables++;
            foreach (int count in (int[])[0, 1, 64, 1000, 1024, MostElements])
            {
                sure += Check(table, pass, elements, count);
            }
        }

        Assert.Equal(GapTable<T>.IsSupported, tables > 0);
        Assert.Equal(GapTable<T>.IsSupported, sure > 0);
    }

    // Each element is counted in its gap, or left; what is inside of an interval is left.
    private static int Check<T>(GapTable<T> table, IntervalPass<T> pass, T[] elements, int count)
        where T : unmanaged
    {
        (int left, long[] before, ulong[] unsure) = Find(table, elements, count, pass.Length);
        long[] expected = new long[pass.Length + 1];
        int bits = 0;
        for (int i = 0; i < count; i++)
        {
            long key = OrderKey.Of(elements[i]);
            bool isLeft = (unsure[i / 64] >> (i % 64) & 1) == 1, isInside = false;
            int gap = 0;
            for (int at = 0; at < pass.Length; at++)
            {
                isInside |= key >= pass.Lows[at] && key <= pass.Highs[at];
                gap += key > pass.Highs[at] ? 1 : 0;
            }

            Assert.True(isLeft || !isInside);
            bits += isLeft ? 1 : 0;
            expected[gap] += isLeft ? 0 : 1;
        }

        Assert.Equal(bits, left);
        Assert.Equal(expected.Take(pass.Length), before);
        return count - left;
    }

    // Between elements, the second one next to the first; sometimes the first begins with the least number, and the last ends with the
    // largest.
    private static List<(long Low, long High)> Intervals<T>(T[] elements, int intervals, Random random)
        where T : unmanaged
    {
        long[] keys = [.. elements.Select(element => OrderKey.Of(element)).Distinct().OrderBy(key => key)];
        var ends = new SortedSet<int>();
        while (ends.Count < Math.Min(2 * intervals, keys.Length / 2 * 2))
        {
            ends.Add(random.Next(keys.Length));
        }

        int[] places = [.. ends];
        var found = new List<(long Low, long High)>();
        for (int i = 0; i < places.Length; i += 2)
        {
            (long low, long high) = (keys[places[i]], keys[Math.Min(places[i + 1], places[i] + random.Next(1, 60))]);
            low = i == 0 && intervals % 3 == 0 ? OrderKey.LeastNumber<T>() : low;
            high = i == places.Length - 2 && intervals % 3 == 0 ? OrderKey.LargestNumber<T>() : high;
            found.Add((low, high));
        }

        return found;
    }
}
