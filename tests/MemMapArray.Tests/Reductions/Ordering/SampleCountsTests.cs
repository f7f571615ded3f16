using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Reductions.Ordering;
using Xunit;

namespace MemMap.Tests.Reductions.Ordering;

/// <summary>The second sample, of 2^20 numbers in no order, each there once, so that ranks are known.</summary>
public sealed unsafe class SampleCountsTests
{
    private const int Count = 1 << 20, PerPlace = 256, First = 1 << 12;

    private static readonly OrderingLimits s_limits = new() { Places = 64, CountedPerPlace = PerPlace };

    private static readonly int[] s_elements = [.. Enumerable.Range(0, Count).Select(i => (int)(Mixed(i) % Count))];

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)]
    [InlineData(0.0, 0.05, 0.95, 1.0)]
    public void Of_NumbersInNoOrder_AreNarrowerIntervalsThatHaveTheQuantiles(params double[] quantiles)
    {
        QuantileRule[] rules = QuantileRule.Of(quantiles, QuantileMethod.Lower, areOfTruths: false);
        int[] sorted = [.. s_elements.Order()];
        BracketGuesses guesses = Guess(rules, s_elements);
        List<KeyInterval> narrow = Narrow(rules, guesses, s_elements);
        foreach (QuantileRule rule in rules)
        {
            long key = sorted[rule.Place(Count).Previous];
            Assert.Contains(narrow, one => one.Low <= key && key <= one.High);
        }

        Assert.InRange(narrow.Sum(one => one.Inside), 1, guesses.Intervals.Sum(one => one.Inside) * 2 / 3);
        foreach (KeyInterval one in narrow)
        {
            int inside = sorted.Count(key => key >= one.Low && key <= one.High);
            Assert.InRange(one.Inside, inside / 1.5 - 200, (inside * 1.5) + 200);
        }

        Assert.All(narrow.Skip(1), (one, i) => Assert.True(narrow[i].High < one.Low));
    }

    // A key that is often there is an interval of its own, of which nothing is kept.
    [Fact]
    public void Of_AFrequentKey_LeavesItByItself()
    {
        int[] elements = [.. s_elements.Select(element => element is > 500_000 and < 550_000 ? 525_000 : element)];
        QuantileRule[] rules = QuantileRule.Of([0.477, 0.5, 0.524], QuantileMethod.Lower, areOfTruths: false);
        List<KeyInterval> narrow = Narrow(rules, Guess(rules, elements), elements);
        Assert.Single(narrow, one => one.IsOne && one.Low == 525_000);
        Assert.All(narrow.Skip(1), (one, i) => Assert.True(narrow[i].High < one.Low));
    }

    [Fact]
    public void Places_OfAShortColumn_AreNone()
    {
        QuantileRule[] rules = QuantileRule.Of([0.5], null, areOfTruths: false);
        Assert.Equal(0, new SampleCounts<int>(rules, Guess(rules, s_elements), s_limits).Places(100_000));
    }

    private static uint Mixed(int i)
    {
        uint mixed = unchecked((uint)i * 0x9E37_79B9);
        mixed = unchecked((mixed ^ (mixed >> 15)) * 0x85EB_CA6B);
        return mixed ^ (mixed >> 13);
    }

    private static BracketGuesses Guess(QuantileRule[] rules, int[] elements)
    {
        fixed (int* first = elements)
        {
            var pieces = new List<ElementPiece<int>>();
            for (int place = 0; place < 64; place++)
            {
                pieces.Add(new(first + (place * (First / 64)), First / 64));
            }

            return Brackets<int>.Of(pieces, rules, Count / (double)First);
        }
    }

    private static List<KeyInterval> Narrow(QuantileRule[] rules, BracketGuesses guesses, int[] elements)
    {
        var counts = new SampleCounts<int>(rules, guesses, s_limits);
        int places = counts.Places(Count);
        Assert.InRange(places, 32, Count / 4 / PerPlace);
        using IntervalPass<int> pass = counts.Ask(threads: 1);
        var visitor = new IntervalVisitor<int>(pass);
        fixed (int* first = elements)
        {
            for (int place = 0; place < places; place++)
            {
                visitor.Visit(0, first + (Count / places * place), PerPlace, 0, null);
            }
        }

        visitor.Merge();
        return counts.Of(pass, Count / (double)places / PerPlace);
    }
}
