using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Reductions;
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
    [InlineData(2, 100_000)]
    [InlineData(64, 100_000)]
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

    // Whatever a sample says, and however little memory there is: intervals ascend, and what is found is right.
    [Fact]
    public void Search_BySamplesThatMislead_AsksForAscendingIntervalsAndFindsRanks()
    {
        for (int seed = 0; seed < 120; seed++)
        {
            var draw = new Random(seed);
            long[] elements = Clusters(draw);
            int quantiles = draw.Next(33, 2000), threads = draw.Next(4) == 0 ? draw.Next(1, 300) : draw.Next(1, 8);
            var limits = new OrderingLimits
            {
                PassBytes = draw.Next(3) switch { 0 => 12 << 20, 1 => 1 << 21, _ => 200_000 },
                Counters = 1 << draw.Next(7, 17),
                CellCounters = 1 << draw.Next(7, 17),
                LeastParts = 1 << draw.Next(1, 8),
                Intervals = 1 << draw.Next(5, 14),
                Divided = 1 << draw.Next(11),
            };
            QuantileRule[] rules = QuantileRule.Of(
                [.. Enumerable.Range(0, quantiles).Select(_ => draw.NextDouble()).Order()], QuantileMethod.Lower, areOfTruths: false);

            // Of all, or of one end of them.
            int most = draw.Next(2) == 0 ? elements.Length : elements.Length / draw.Next(2, 20);
            long[] sample = [.. Enumerable.Range(0, draw.Next(80, 5000)).Select(_ => elements[draw.Next(most)])];
            long[] sorted = [.. elements.Order()];
            using var keys = new SortedKeys<long>(sample.Length);
            fixed (long* first = sample)
            {
                keys.Add(new ElementPiece<long>(first, sample.Length));
            }

            keys.Sort();
            var search = new RankSearch<long>(1, elements.Length, rules, skipNaN: false, limits);
            search.Begin(new(keys, elements.Length, rules, limits, threads));
            for (int passes = 0; !search.IsComplete; passes++)
            {
                Assert.InRange(passes, 0, 400);
                using IntervalPass<long> pass = search.Ask(keeps: true, threads);
                for (int i = 1; i < pass.Length; i++)
                {
                    Assert.True(pass.Lows[i] > pass.Highs[i - 1], $"Seed {seed}, pass {passes}: interval {i} does not lie behind the one before.");
                }

                var visitor = new IntervalVisitor<long>(pass);
                fixed (long* first = elements)
                {
                    for (int at = 0; at < elements.Length; at += Rules.BlockElements)
                    {
                        visitor.Visit(0, first + at, Math.Min(Rules.BlockElements, elements.Length - at), at, null);
                    }
                }

                visitor.Merge();
                search.Take(pass);
            }

            for (int rule = 0; rule < rules.Length; rule++)
            {
                (long rank, _, _) = rules[rule].Place(elements.Length);
                Assert.Equal(sorted[rank], search.Columns[0].Result(rule));
            }
        }
    }

    // Clusters within clusters, and outliers, in ascending order or in none.
    private static long[] Clusters(Random draw)
    {
        int levels = draw.Next(1, 4), width = draw.Next(0, 30), outliers = draw.Next(2, 20_000);
        (long Step, int Length)[] clusters = [.. Enumerable.Range(0, levels).Select(_ => (1L << draw.Next(50), 1 << draw.Next(1, 11)))];
        IEnumerable<long> elements = Enumerable.Range(0, draw.Next(70_000, 200_000)).Select(i =>
            i % outliers == 1 ? draw.NextInt64(1L << 52) : clusters.Sum(one => one.Step * draw.Next(one.Length)) + draw.NextInt64(1L << width));
        return draw.Next(2) == 0 ? [.. elements] : [.. elements.Order()];
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
