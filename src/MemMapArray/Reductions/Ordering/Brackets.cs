using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <summary>Guesses, from a sample of a column, between which keys its quantiles lie. A wrong guess costs a pass, and nothing
/// else.</summary>
internal static unsafe class Brackets<T>
    where T : unmanaged
{
    // So few of a sample say nothing.
    private const int Least = 64;

    // A key is frequent if the bracket has this part of its width of it: then an interval of its own, of which nothing is kept.
    private const double Frequent = 0.25;

    /// <summary>Intervals around the quantiles of a column.</summary>
    /// <param name="pieces">Elements of the column, place by place.</param>
    /// <param name="rules">The quantiles.</param>
    /// <param name="elements">How many elements the column has for each of the sample.</param>
    public static BracketGuesses Of(List<ElementPiece<T>> pieces, QuantileRule[] rules, double elements)
    {
        using var keys = new SortedKeys<T>(pieces.Sum(piece => piece.Count));
        int[] numbers = [.. pieces.Select(keys.Add)];
        keys.Sort();
        var edges = new List<(long Low, long High)>();
        double[] designs = new double[rules.Length];
        if (keys.Count < Least)
        {
            edges.Add((OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>()));
        }
        else
        {
            for (int rule = 0; rule < rules.Length; rule++)
            {
                designs[rule] = Add(rules[rule].Quantile, pieces, numbers, keys, edges);
            }
        }

        return new(
            [.. Merge(edges).Select(edge => new KeyInterval(edge.Low, edge.High, 0, (long)(keys.CountOf(edge.Low, edge.High) * elements)))],
            designs,
            keys.Count < Least ? 0 : keys.Count,
            pieces.Count);
    }

    private static List<(long Low, long High)> Merge(List<(long Low, long High)> edges)
    {
        var merged = new List<(long Low, long High)>();
        foreach ((long low, long high) in edges.OrderBy(edge => edge.Low).ThenBy(edge => edge.High))
        {
            if (merged.Count > 0 && low <= merged[merged.Count - 1].High)
            {
                merged[merged.Count - 1] = (merged[merged.Count - 1].Low, Math.Max(merged[merged.Count - 1].High, high));
            }
            else
            {
                merged.Add((low, high));
            }
        }

        return merged;
    }

    // How many times the variance of independent elements there is.
    private static double Add(
        double quantile, List<ElementPiece<T>> pieces, int[] numbers, SortedKeys<T> keys, List<(long Low, long High)> edges)
    {
        (long least, long largest) = (OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>());
        double rank = quantile * (keys.Count - 1);
        long middle = keys[(long)rank];
        double independent = Math.Sqrt(Math.Max(1, quantile * (1 - quantile) * keys.Count));
        (double spread, double step) = Spread(pieces, numbers, keys, middle);
        double half = 2 + (BracketGuesses.Deviations * Math.Max(step, independent));
        double design = Math.Max(1, spread * spread / (independent * independent));
        long low = rank - half < 0 ? least : keys[(long)(rank - half)];
        long high = rank + half > keys.Count - 1 ? largest : keys[(long)(rank + half)];
        long from = low;
        foreach (long key in new[] { low, middle, high }.Distinct().Where(key => keys.CountOf(key, key) > half * Frequent))
        {
            if (key > from)
            {
                edges.Add((from, key - 1));
            }

            edges.Add((key, key));
            if (key == largest)
            {
                return design;
            }

            from = key + 1;
        }

        if (from <= high)
        {
            edges.Add((from, high));
        }

        return design;
    }

    // Neighbours are alike, so many of one place may say less than their number does: the spread between places tells. But places are
    // spread evenly over all elements: where values drift, or are sorted, only what differs from one place to the next is left to chance.
    private static (double All, double Steps) Spread(List<ElementPiece<T>> pieces, int[] numbers, SortedKeys<T> keys, long middle)
    {
        ulong* found = stackalloc ulong[Truths.Words(Rules.BlockElements)];
        double through = keys.CountOf(OrderKey.LeastNumber<T>(), middle), squares = 0, steps = 0, last = 0;
        for (int place = 0; place < numbers.Length; place++)
        {
            long inside = 0, below = 0;
            for (int start = 0; start < pieces[place].Count; start += Rules.BlockElements)
            {
                int count = Math.Min(Rules.BlockElements, pieces[place].Count - start);
                inside += KeyMasks.Find(pieces[place].Elements + start, count, OrderKey.LeastNumber<T>(), middle, found, ref below);
            }

            double difference = inside - (numbers[place] * through / keys.Count);
            squares += difference * difference;
            steps += place > 0 ? (difference - last) * (difference - last) / 2 : 0;
            last = difference;
        }

        return (Math.Sqrt(squares), Math.Sqrt(steps));
    }
}
