using System;
using System.Collections.Generic;

namespace MemMap.Reductions.Ordering;

/// <summary>Finds the quantiles of columns that are too long to be held, by passes over them that count: first a sample guesses where they
/// lie, then a pass keeps what is there; where that was wrong or too much, passes count ever narrower parts until what is left can be
/// kept, or is one key.</summary>
/// <param name="passes">The elements.</param>
/// <param name="rules">The quantiles.</param>
/// <param name="skipNaN">NaN is left out.</param>
/// <param name="limits">How much is held at a time.</param>
internal sealed class LargeColumns<T>(Passes<T> passes, QuantileRule[] rules, bool skipNaN, OrderingLimits limits)
    where T : unmanaged
{
    // How many elements a sample has at most, of all columns together: of few keys, for one quantile, for many, and for some.
    private const int SmallSample = 1 << 16;
    private const int OneSample = 1 << 18;
    private const int ManySample = 1 << 17;
    private const int LargestSample = 1 << 19;

    /// <summary>Finds those of a group.</summary>
    /// <returns>Of each column, its ranks and their elements.</returns>
    public ColumnRanks<T>[] Find(long group)
    {
        var search = new RankSearch<T>(passes.Plan.ColumnsOf(group), passes.Plan.Count, rules, skipNaN, limits);
        if (passes.Plan.Count >= 4L * limits.Places * limits.LeastPerPlace)
        {
            if (rules.Length <= limits.Guessed)
            {
                Guess(group, search.Columns);
            }
            else if (search.Columns.Length == 1 && OrderKey.Bits<T>() > 16)
            {
                using SortedKeys<T> keys = SampleKeys(group);
                search.Begin(new(keys, passes.Plan.Count, rules, limits, passes.Threads));
                Search(group, search);
            }
        }

        Search(group, search);
        return search.Columns;
    }

    private void Search(long group, RankSearch<T> search)
    {
        while (!search.IsComplete)
        {
            using IntervalPass<T> pass = search.Ask(keeps: true, passes.Threads);
            passes.VisitGroup(group, () => new IntervalVisitor<T>(pass), pass.Threads);
            search.Take(pass);
        }
    }

    private void Guess(long group, ColumnRanks<T>[] ranks)
    {
        long most = OrderKey.Bits<T>() <= 16 ? SmallSample : OneSample;
        most = Math.Min(most, LargestSample / ranks.Length);
        int perPlace = (int)Math.Max(limits.LeastPerPlace, Math.Min(most, passes.Plan.Count / 64) / limits.Places);
        using var sample = new Sample<T>(ranks.Length, limits.Places, perPlace);
        passes.VisitSome(group, limits.Places, perPlace, sample.CreateVisitor);
        var guesses = new BracketGuesses[ranks.Length];
        passes.ForEach(
            ranks.Length, column => guesses[column] = Brackets<T>.Of(sample.Of(column), rules, (double)passes.Plan.Count / limits.Places / perPlace));
        for (int column = 0; column < ranks.Length; column++)
        {
            ranks[column].Open.Clear();
            ranks[column].Open.AddRange(ranks.Length == 1 ? Narrow(group, guesses[column]) : guesses[column].Intervals);
        }
    }

    private SortedKeys<T> SampleKeys(long group)
    {
        int perPlace = (int)Math.Max(limits.LeastPerPlace, Math.Min(ManySample, passes.Plan.Count / 64) / limits.Places);
        using var sample = new Sample<T>(1, limits.Places, perPlace);
        passes.VisitSome(group, limits.Places, perPlace, sample.CreateVisitor);
        var keys = new SortedKeys<T>(limits.Places * perPlace);
        sample.Of(0).ForEach(piece => keys.Add(piece));
        keys.Sort();
        return keys;
    }

    private List<KeyInterval> Narrow(long group, BracketGuesses guesses)
    {
        var counts = new SampleCounts<T>(rules, guesses, limits);
        int places = guesses.Elements > 0 && OrderKey.Bits<T>() > 8 ? counts.Places(passes.Plan.Count) : 0;
        if (places == 0)
        {
            return guesses.Intervals;
        }

        using IntervalPass<T> pass = counts.Ask(passes.Threads);
        passes.VisitSome(group, places, limits.CountedPerPlace, () => new IntervalVisitor<T>(pass));
        return pass.Numbers[0] > 0 ? counts.Of(pass, (double)passes.Plan.Count / places / limits.CountedPerPlace) : guesses.Intervals;
    }
}
