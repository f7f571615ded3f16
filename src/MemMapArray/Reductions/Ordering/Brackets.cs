using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Ordering;

/// <summary>Guesses, from a sample of a column, between which keys its quantiles lie. A wrong guess costs a pass, and nothing
/// else.</summary>
internal sealed unsafe class Brackets<T>
    where T : unmanaged
{
    // So few of a sample say nothing.
    private const int Least = 64;

    // How many times the standard error of a rank a bracket has on either side: all of the quantiles of a call miss once in some thousands.
    private const double Deviations = 3.5;

    // A key is frequent if the bracket has this part of its width of it: then an interval of its own, of which nothing is kept.
    private const double Frequent = 0.25;

    private readonly RankSelect<T> _select = new();

    /// <summary>Intervals around the quantiles of a column.</summary>
    /// <param name="pieces">Elements of the column, place by place.</param>
    /// <param name="rules">The quantiles.</param>
    /// <returns>The intervals, with how many of the sample's elements they have.</returns>
    public KeyInterval[] Of(List<ElementPiece<T>> pieces, QuantileRule[] rules)
    {
        (long least, long largest) = (OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>());
        long[] numbers = [.. pieces.Select(piece => Count(piece, least, largest))];
        long count = numbers.Sum();
        if (count < Least)
        {
            return [new(least, largest) { Inside = count }];
        }

        _select.Start(pieces, least, largest);
        var edges = new List<(long Low, long High)>();
        foreach (QuantileRule rule in rules)
        {
            Add(rule.Quantile, pieces, numbers, count, edges);
        }

        KeyInterval[] merged = Merge(edges);
        foreach (KeyInterval interval in merged)
        {
            interval.Inside = pieces.Sum(piece => Count(piece, interval.Low, interval.High));
        }

        return merged;
    }

    // How many keys from one to another.
    [MethodImpl(HotPath.Optimized)]
    private static long Count(ElementPiece<T> piece, long low, long high)
    {
        long found = 0;
        T* elements = piece.Elements;
        for (int i = 0; i < piece.Count; i++)
        {
            long key = OrderKey.Of(Unsafe.ReadUnaligned<T>(elements + i));
            found += key >= low && key <= high ? 1 : 0;
        }

        return found;
    }

    private static KeyInterval[] Merge(List<(long Low, long High)> edges)
    {
        var merged = new List<KeyInterval>();
        foreach ((long low, long high) in edges.OrderBy(edge => edge.Low).ThenBy(edge => edge.High))
        {
            if (merged.Count > 0 && low <= merged[merged.Count - 1].High)
            {
                KeyInterval last = merged[merged.Count - 1];
                merged[merged.Count - 1] = new(last.Low, Math.Max(last.High, high));
            }
            else
            {
                merged.Add(new(low, high));
            }
        }

        return [.. merged];
    }

    private void Add(
        double quantile, List<ElementPiece<T>> pieces, long[] numbers, long count, List<(long Low, long High)> edges)
    {
        (long least, long largest) = (OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>());
        double rank = quantile * (count - 1);
        long middle = _select.KeyAt((long)rank);

        // Neighbours are alike, so many of one place may say less than their number does: the spread between places tells.
        double squares = 0;
        long[] lower = [.. pieces.Select(piece => Count(piece, least, middle))];
        long below = lower.Sum();
        for (int place = 0; place < numbers.Length; place++)
        {
            double difference = lower[place] - ((double)numbers[place] * below / count);
            squares += difference * difference;
        }

        double half = 2 + (Deviations * Math.Max(Math.Sqrt(squares), Math.Sqrt(quantile * (1 - quantile) * count)));
        long low = rank - half < 0 ? least : _select.KeyAt((long)(rank - half));
        long high = rank + half > count - 1 ? largest : _select.KeyAt((long)(rank + half));
        long[] frequent = [.. new[] { low, middle, high }.Distinct().Where(key => pieces.Sum(piece => Count(piece, key, key)) > half * Frequent)];
        long from = low;
        foreach (long key in frequent)
        {
            if (key > from)
            {
                edges.Add((from, key - 1));
            }

            edges.Add((key, key));
            from = key + 1;
            if (key == largest)
            {
                return;
            }
        }

        if (from <= high)
        {
            edges.Add((from, high));
        }
    }
}
