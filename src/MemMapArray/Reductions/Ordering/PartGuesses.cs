using System;
using System.Collections.Generic;

namespace MemMap.Reductions.Ordering;

/// <summary>Guesses, from a sample of a column, in which parts to count its elements for many quantiles: narrow ones where there are many
/// elements and a quantile may be. A wrong guess costs a pass, and nothing else.</summary>
/// <param name="keys">The sample in its order.</param>
/// <param name="elements">How many elements the column has.</param>
/// <param name="rules">The quantiles, ascending.</param>
/// <param name="limits">How much is held at a time.</param>
/// <param name="threads">How many threads there are.</param>
internal sealed unsafe class PartGuesses<T>(SortedKeys<T> keys, double elements, QuantileRule[] rules, OrderingLimits limits, int threads)
    where T : unmanaged
{
    // So few of a sample say nothing.
    private const int Least = 64;

    // A part of what is kept is in chunks that are not full, and parts with more elements have more of the ranks.
    private const double Spare = 2;

    // To keep an element takes as long as to look at so many.
    private const double Keeping = 256;

    // So many counters a quantile may have at least, as long as they leave a quarter of the memory.
    private const int OfQuantile = 6;
    private const double MostOfMemory = 0.75;

    // This part of the counters is where a quantile may be, the rest where the elements are.
    private const double Wanted = 0.75;

    /// <summary>The parts for the first pass.</summary>
    /// <returns>Intervals that adjoin, in parts; none where the sample is too small.</returns>
    public List<AskedInterval> OfAll() => keys.Count < Least ? [] : Of(Ranks());

    /// <summary>The parts for a pass that looks into some intervals.</summary>
    /// <param name="open">The intervals, ascending.</param>
    /// <returns>Intervals that adjoin, in parts; none where the sample has few elements there.</returns>
    public List<AskedInterval> Within(List<KeyInterval> open)
    {
        var wanted = new List<(int First, int End)>(open.Count);
        int inside = 0;
        foreach (KeyInterval interval in open)
        {
            (int first, int end) = keys.RanksOf(interval.Low, interval.High);
            inside += end - first;
            if (end > first)
            {
                wanted.Add((first, end));
            }
        }

        return inside < Least ? [] : Of(wanted);
    }

    private List<AskedInterval> Of(List<(int First, int End)> wanted)
    {
        var asked = new List<AskedInterval>();
        (int first, int end) = (wanted[0].First, wanted[wanted.Count - 1].End);
        double ranks = 0;
        foreach ((int from, int to) in wanted)
        {
            ranks += to - from;
        }

        double counters = Counters(ranks / keys.Count);
        (long low, long high) = (keys[first], keys[end - 1]);
        int shift = ShiftOf(low, high);
        for (int at = first, range = 0; at < end;)
        {
            // A bucket, and how many of the sample it has; and how many of those may be a quantile.
            long bucket = keys[at] >> shift << shift, last = bucket | ((1L << shift) - 1);
            int from = at;
            while (at < end && keys[at] <= last)
            {
                at++;
            }

            int inside = 0;
            for (; range < wanted.Count; range++)
            {
                inside += Math.Max(0, Math.Min(at, wanted[range].End) - Math.Max(from, wanted[range].First));
                if (wanted[range].End > at)
                {
                    break;
                }
            }

            double share = (Wanted * inside / ranks) + ((1 - Wanted) * (at - from) / (end - first));
            Add(asked, bucket, last, shift, share * counters);
        }

        return asked;
    }

    // Ranks of the sample among which quantiles are.
    private List<(int First, int End)> Ranks()
    {
        int count = keys.Count;
        var ranks = new List<(int First, int End)>();
        foreach (QuantileRule rule in rules)
        {
            double rank = rule.Quantile * (count - 1);
            double half = 2 + (BracketGuesses.Deviations * Math.Sqrt(Math.Max(1, rule.Quantile * (1 - rule.Quantile) * count)));
            (int first, int end) = ((int)Math.Max(0, rank - half), (int)Math.Min(count, rank + half + 1));
            if (ranks.Count > 0 && first <= ranks[ranks.Count - 1].End)
            {
                ranks[ranks.Count - 1] = (ranks[ranks.Count - 1].First, Math.Max(end, ranks[ranks.Count - 1].End));
            }
            else
            {
                ranks.Add((first, end));
            }
        }

        return ranks;
    }

    // So many that the elements of the parts in which quantiles are can be kept, and are few; of very many quantiles, as many as there is
    // memory for, as parts are divided again.
    private double Counters(double share)
    {
        var budget = new PassBudget(limits.PassBytes / 2, threads);
        double bytes = elements * sizeof(T) * Spare / budget.Left, some = Math.Min(budget.Left / budget.Counter, limits.CellCounters);
        double most = Math.Max(some, Math.Min(OfQuantile * (double)rules.Length, MostOfMemory * limits.PassBytes / budget.Counter));
        return Math.Max(limits.LeastParts, Math.Min(share * rules.Length * Math.Max(bytes, Keeping), most));
    }

    // Many threads have each their counts of intervals: fewer and wider ones, then.
    private int ShiftOf(long low, long high)
    {
        var budget = new PassBudget(limits.PassBytes, threads);
        int shift = KeyCells.ShiftOf(low, high);
        for (long buckets = KeyCells.MostBuckets; buckets * budget.Of(0) > limits.PassBytes / 8 && shift < OrderKey.Bits<T>() - 1; buckets >>= 1)
        {
            shift++;
        }

        return shift;
    }

    private static void Add(List<AskedInterval> asked, long low, long high, int shift, double counters)
    {
        int partShift = shift;
        for (; partShift > 0 && counters >= 2; counters /= 2)
        {
            partShift--;
        }

        if (low < OrderKey.LeastNumber<T>())
        {
            return;
        }

        high = Math.Min(high, OrderKey.LargestNumber<T>());
        if (asked.Count > 0)
        {
            AskedInterval before = asked[asked.Count - 1];
            if (before.High + 1 < low)
            {
                // Nothing of the sample is between.
                Append(asked, before.High + 1, low - 1, shift);
            }
        }

        Append(asked, low, high, partShift);
    }

    private static void Append(List<AskedInterval> asked, long low, long high, int shift)
    {
        if (asked.Count > 0 && asked[asked.Count - 1].Shift == shift)
        {
            low = asked[asked.Count - 1].Low;
            asked.RemoveAt(asked.Count - 1);
        }

        asked.Add(new(low, high, (byte)shift));
    }
}
