using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Reductions.Ordering;
using Xunit;

namespace MemMap.Tests.Reductions.Ordering;

/// <summary>In which parts a sample says that elements are to be counted.</summary>
public sealed unsafe class PartGuessesTests
{
    private const int Sampled = 1 << 16;
    private const double Elements = 1e9;

    [Theory]
    [InlineData(1, 33)]
    [InlineData(2, 1000)]
    [InlineData(64, 1000)]
    [InlineData(1000, 100_000)]
    public void OfAll_ByAnyThreads_AdjoinWithinTheMemory(int threads, int quantiles)
    {
        var draw = new Random(1);
        Check(_ => draw.NextSingle(), threads, quantiles);
        Check(_ => draw.NextDouble() * Math.Pow(10, draw.Next(-300, 300)), threads, quantiles);
        Check(_ => draw.Next(2), threads, quantiles);
        Check(_ => 7L, threads, quantiles);
        Check(i => i == 0 ? long.MinValue : i == 1 ? long.MaxValue : draw.Next(), threads, quantiles);
        Check(i => i % 2 == 0 ? float.NegativeInfinity : float.PositiveInfinity, threads, quantiles);
    }

    // Each quantile is then between few elements of those that are left to look at.
    [Fact]
    public void OfAll_OfEvenElements_AreFinerThanTheQuantilesApart()
    {
        var draw = new Random(2);
        using SortedKeys<int> keys = Sorted(_ => draw.Next());
        List<AskedInterval> asked = Guesses(keys, 2, 1000).OfAll();
        foreach (double q in (double[])[0.0005, 0.1, 0.5, 0.999])
        {
            long key = (long)(q * int.MaxValue);
            AskedInterval found = Assert.Single(asked, one => one.Low <= key && key <= one.High);
            Assert.InRange(1L << found.Shift, 1, int.MaxValue / 30_000);
        }
    }

    [Fact]
    public void OfAll_OfFewElements_AreNone()
    {
        using var keys = new SortedKeys<int>(10);
        Assert.Empty(Guesses(keys, 2, 100).OfAll());
    }

    [Fact]
    public void Within_AnInterval_HasPartsThereAlone()
    {
        using SortedKeys<long> keys = Sorted(i => (long)Math.Pow(2, i * 60.0 / Sampled));
        PartGuesses<long> guesses = Guesses(keys, 2, 200);
        List<AskedInterval> asked = guesses.Within([new(16, 1 << 20), new(1 << 21, 1 << 22)]);
        Assert.True(KeyCells.AreParts(asked));
        Assert.InRange(asked[0].Low, 0, 16);
        Assert.InRange(asked[^1].High, 1 << 21, (1 << 22) + 4096);
        Assert.Empty(guesses.Within([new(-5, -1)]));
    }

    private static void Check<T>(Func<int, T> element, int threads, int quantiles)
        where T : unmanaged
    {
        using SortedKeys<T> keys = Sorted(element);
        List<AskedInterval> asked = Guesses(keys, threads, quantiles).OfAll();
        Assert.NotEmpty(asked);
        Assert.True(KeyCells.AreParts(asked));
        Assert.True(asked[0].Low >= OrderKey.LeastNumber<T>() && asked[^1].High <= OrderKey.LargestNumber<T>());
        long bytes = OrderingLimits.Default.PassBytes;
        using var pass = new IntervalPass<T>([0, asked.Count], asked, countsNumbers: true, threads, bytes, hasMost: true);
        Assert.True(pass.CountsCells);
        Assert.Equal(threads, pass.Threads);
        Assert.InRange(pass.Bytes, 1, bytes);
    }

    private static PartGuesses<T> Guesses<T>(SortedKeys<T> keys, int threads, int quantiles)
        where T : unmanaged =>
        new(
            keys,
            Elements,
            QuantileRule.Of([.. Enumerable.Range(0, quantiles).Select(i => i / (double)quantiles)], QuantileMethod.Lower, areOfTruths: false),
            OrderingLimits.Default,
            threads);

    private static SortedKeys<T> Sorted<T>(Func<int, T> element)
        where T : unmanaged
    {
        T[] sample = [.. Enumerable.Range(0, Sampled).Select(element)];
        var keys = new SortedKeys<T>(Sampled);
        fixed (T* first = sample)
        {
            keys.Add(new(first, Sampled));
        }

        keys.Sort();
        return keys;
    }
}
