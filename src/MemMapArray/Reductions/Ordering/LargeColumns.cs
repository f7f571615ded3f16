using System;
using System.Linq;

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
    // How many elements a sample has at most, of all columns together: for one quantile, and for some.
    private const int OneSample = 1 << 18;
    private const int LargestSample = 1 << 20;

    private readonly RankSelect<T> _select = new();

    /// <summary>Finds those of a group.</summary>
    /// <returns>Of each column, its ranks and their elements.</returns>
    public ColumnRanks<T>[] Find(long group)
    {
        int columns = passes.Plan.ColumnsOf(group);
        var ranks = new ColumnRanks<T>[columns];
        for (int column = 0; column < columns; column++)
        {
            ranks[column] = new(rules, skipNaN)
            {
                Open = [new(OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>()) { Inside = passes.Plan.Count }],
            };
        }

        if (OrderKey.Bits<T>() > 16 && passes.Plan.Count >= 4L * limits.Places * limits.LeastPerPlace)
        {
            Guess(group, ranks);
        }

        for (bool isFirst = true; ranks.Any(column => column.Open.Length > 0); isFirst = false)
        {
            Pass(group, ranks, isFirst);
        }

        return ranks;
    }

    private void Guess(long group, ColumnRanks<T>[] ranks)
    {
        long most = Math.Min(rules.Length == 1 ? OneSample : LargestSample, LargestSample / ranks.Length);
        int perPlace = (int)Math.Max(limits.LeastPerPlace, Math.Min(most, passes.Plan.Count / 64) / limits.Places);
        using var sample = new Sample<T>(ranks.Length, limits.Places, perPlace);
        passes.VisitSome(group, limits.Places, perPlace, sample.CreateVisitor);
        var brackets = new Brackets<T>();
        for (int column = 0; column < ranks.Length; column++)
        {
            ranks[column].Open = brackets.Of(sample.Of(column), rules, out (double Kept, double Numbers) inside);
            foreach (KeyInterval interval in ranks[column].Open)
            {
                // Which interval has how many is no matter: the sum decides whether they can be kept.
                interval.Inside = (long)(inside.Kept / limits.Places / perPlace * passes.Plan.Count / ranks[column].Open.Length);
            }
        }
    }

    private void Pass(long group, ColumnRanks<T>[] ranks, bool isFirst)
    {
        KeyInterval[][] intervals = [.. ranks.Select(column => column.Open)];
        KeyInterval[] all = [.. intervals.SelectMany(some => some)];
        bool mayKeep = OrderKey.Bits<T>() > 16 && all.Sum(interval => interval.IsOne ? 0 : (double)interval.Inside) <= KeyArena<T>.RoomOf(limits.KeptBytes);
        if (!mayKeep)
        {
            int parts = Math.Max(2, limits.Counters / Math.Max(1, all.Count(interval => !interval.IsOne)));
            foreach (KeyInterval interval in all.Where(interval => !interval.IsOne))
            {
                interval.Divide(parts);
            }
        }

        using var pass = new IntervalPass<T>(intervals, mayKeep ? limits.KeptBytes : 0, isFirst, passes.Threads);
        passes.VisitGroup(group, pass.CreateVisitor);
        for (int column = 0; column < ranks.Length; column++)
        {
            ranks[column].Count(pass.Counts[column], pass.Numbers[column], pass.Lower[column]);
            ranks[column].Take(intervals[column], pass.First[column], pass.Arena, _select);
        }
    }
}
