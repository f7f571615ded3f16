using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Reductions.Ordering;

/// <summary>A second sample of a column, many times as large as the first: it is only counted, between the keys that the first one has
/// found, and says more closely where the quantiles lie. A guess as well: a wrong one costs a pass, and nothing else.</summary>
/// <param name="rules">The quantiles.</param>
/// <param name="guesses">What the first sample says.</param>
/// <param name="limits">How much is held at a time.</param>
internal sealed unsafe class SampleCounts<T>(QuantileRule[] rules, BracketGuesses guesses, OrderingLimits limits)
    where T : unmanaged
{
    // An element that is kept costs about as much as to count so many at places of their own.
    private const double Keeping = 8;

    // Larger ones are not worth it.
    private const double LargestShare = 0.25;

    // A part of what is kept is in chunks that are not full, and guesses differ.
    private const double Spare = 1.5;

    // How many times narrower guesses are to become, at least.
    private const double Narrower = 2;

    private const int MostParts = 1024;

    /// <summary>At how many places to count; 0 where it would be of no use.</summary>
    /// <param name="count">How many elements the column has.</param>
    public int Places(double count)
    {
        // How many are kept is this, divided by the root of how many are counted.
        double width = 0;
        for (int rule = 0; rule < rules.Length; rule++)
        {
            width += 2 * HalfWidth(rule, count) / Math.Sqrt(count);
        }

        double share = Math.Pow(Keeping * width / 2 / Math.Sqrt(count), 2.0 / 3);
        double rooted = width * sizeof(T) * Spare / limits.PassBytes;
        share = Math.Max(Math.Min(share, LargestShare), rooted * rooted * count);
        double places = Math.Floor(share * count / limits.CountedPerPlace);
        if (share > LargestShare || places < limits.Places / 2)
        {
            return 0;
        }

        double narrowest = Math.Sqrt(places * limits.CountedPerPlace / guesses.Elements);
        bool areNoNarrower = Enumerable.Range(0, rules.Length)
            .All(rule => narrowest < Narrower * Math.Sqrt(Design(rule) / guesses.Designs[rule]));
        return areNoNarrower ? 0 : (int)places;
    }

    /// <summary>What is to be counted.</summary>
    /// <param name="threads">By how many threads.</param>
    public IntervalPass<T> Ask(int threads)
    {
        long most = Math.Max(2, Math.Min(MostParts, limits.Counters / guesses.Intervals.Count));
        return new(
            [0, guesses.Intervals.Count],
            [.. guesses.Intervals.Select(one => new AskedInterval(
                one.Low, one.High, one.IsOne ? AskedInterval.Whole : (byte)KeyParts.ShiftOf(one.Distance, most)))],
            countsNumbers: true,
            threads,
            limits.PassBytes);
    }

    /// <summary>The narrower intervals, with how many elements they may have.</summary>
    /// <param name="found">What was counted.</param>
    /// <param name="elements">How many elements the column has for each that was counted.</param>
    public List<KeyInterval> Of(IntervalPass<T> found, double elements)
    {
        var narrow = new List<KeyInterval>();
        for (int rule = 0; rule < rules.Length; rule++)
        {
            double rank = found.Lower[0] + (rules[rule].Quantile * (found.Numbers[0] - 1)), half = HalfWidth(rule, found.Numbers[0]) + 2;
            KeyInterval low = At(found, (long)Math.Floor(rank - half), isLow: true);
            KeyInterval high = At(found, (long)Math.Ceiling(rank + half), isLow: false);
            Add(narrow, low, high);
        }

        // A frequent key stays by itself.
        var apart = new List<KeyInterval>();
        foreach (KeyInterval interval in narrow)
        {
            (long from, long below) = (interval.Low, interval.Below);
            bool isDone = false;
            foreach (KeyInterval one in guesses.Intervals
                .Select((_, i) => found[i])
                .Where(one => one.IsOne && one.Low >= interval.Low && one.High <= interval.High))
            {
                if (one.Low > from)
                {
                    apart.Add(new(from, one.Low - 1, 0, (long)((one.Below - below) * elements)));
                }

                apart.Add(new(one.Low, one.High, 0, (long)(one.Inside * elements)));
                (from, below, isDone) = (unchecked(one.High + 1), one.Below + one.Inside, one.High == interval.High);
            }

            if (!isDone)
            {
                apart.Add(new(from, interval.High, 0, (long)((interval.Below + interval.Inside - below) * elements)));
            }
        }

        return apart;
    }

    private static void Add(List<KeyInterval> narrow, KeyInterval low, KeyInterval high)
    {
        (long from, long below) = (low.Low, low.Below);
        (long to, long through) = (Math.Max(low.High, high.High), Math.Max(low.Below + low.Inside, high.Below + high.Inside));

        // Quantiles ascend.
        if (narrow.Count > 0 && from <= narrow[narrow.Count - 1].High)
        {
            KeyInterval last = narrow[narrow.Count - 1];
            (from, below, to, through) = (last.Low, last.Below, Math.Max(last.High, to), Math.Max(last.Below + last.Inside, through));
            narrow.RemoveAt(narrow.Count - 1);
        }

        narrow.Add(new(from, to, below, through - below));
    }

    // Where the element of a rank is: a part of an interval, or the one end of an interval if it is between two.
    private static KeyInterval At(IntervalPass<T> found, long rank, bool isLow)
    {
        int i = 0;
        while (i < found.Length - 1 && rank >= found[i].Below + found[i].Inside)
        {
            i++;
        }

        KeyInterval interval = found[i];
        if (interval.Contains(rank))
        {
            return interval.IsOne ? interval : new KeyParts(interval, found.Shifts[i]).Of(rank, found.PartsOf(i));
        }

        // Below the first, or above the last.
        return rank >= interval.Below ? new(interval.High, interval.High, interval.Below + interval.Inside)
            : isLow || i == 0 ? new(interval.Low, interval.Low, interval.Below)
            : new(found[i - 1].High, found[i - 1].High, found[i - 1].Below + found[i - 1].Inside);
    }

    // Neighbours are alike: of so many more at a place, each says less. As much as if all of a place were alike to the same degree.
    private double Design(int rule) =>
        1 + ((guesses.Designs[rule] - 1) * Math.Max(1, (limits.CountedPerPlace - 1) / (guesses.PerPlace - 1)));

    private double HalfWidth(int rule, double numbers) =>
        BracketGuesses.Deviations * Math.Sqrt(Design(rule) * Math.Max(1, rules[rule].Quantile * (1 - rules[rule].Quantile) * numbers));
}
