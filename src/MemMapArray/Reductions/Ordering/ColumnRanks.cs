using System.Collections.Generic;
using System.Linq;

namespace MemMap.Reductions.Ordering;

/// <summary>The elements of a column that quantiles are made of: which ranks they have, which are known, and between which keys the others
/// lie.</summary>
/// <param name="rules">The quantiles.</param>
/// <param name="skipNaN">NaN is left out; otherwise it makes the quantiles NaN.</param>
internal sealed class ColumnRanks<T>(QuantileRule[] rules, bool skipNaN)
    where T : unmanaged
{
    private readonly SortedDictionary<long, long?> _keys = [];
    private long _lower = -1;
    private long _numbers;
    private bool _hasNone;

    /// <summary>Where to look for what is not known yet; none when all is.</summary>
    public KeyInterval[] Open { get; set; } = [];

    /// <summary>Takes what is known of the column as a whole, once.</summary>
    public void Count(long elements, long numbers, long lower)
    {
        if (_lower >= 0)
        {
            return;
        }

        (_lower, _numbers) = (lower, numbers);
        _hasNone = numbers == 0 || (!skipNaN && numbers < elements);
        for (int i = 0; i < rules.Length && !_hasNone; i++)
        {
            (long previous, long next, _) = rules[i].Place(numbers);
            (_keys[lower + previous], _keys[lower + next]) = (null, null);
        }
    }

    /// <summary>Takes what a pass has found, and narrows what is open.</summary>
    /// <param name="intervals">The intervals of the pass, in ascending order.</param>
    /// <param name="first">The number of the first of them among all.</param>
    /// <param name="arena">Where elements are kept.</param>
    /// <param name="select">Finds keys among them.</param>
    /// <exception cref="System.InvalidOperationException">The elements were others than in the pass before.</exception>
    public void Take(KeyInterval[] intervals, int first, KeyArena<T>? arena, RankSelect<T> select)
    {
        var open = new List<KeyInterval>();
        int started = -1;
        foreach (long rank in _keys.Where(pair => pair.Value is null).Select(pair => pair.Key).ToArray())
        {
            int at = 0;
            while (at < intervals.Length && !intervals[at].Contains(rank))
            {
                at++;
            }

            if (at < intervals.Length && intervals[at].IsCollected)
            {
                if (started != at)
                {
                    select.Start(arena!.PiecesOf(first + at), intervals[at].Low, intervals[at].High);
                    started = at;
                }

                _keys[rank] = select.KeyAt(rank - intervals[at].Below);
                continue;
            }

            KeyInterval narrow = at == intervals.Length ? Gap(intervals, rank)
                : intervals[at].Counts is not null ? intervals[at].PartOf(rank)
                : intervals[at];
            if (narrow.IsOne)
            {
                _keys[rank] = narrow.Low;
            }
            else if (open.Count == 0 || open[open.Count - 1].Low != narrow.Low)
            {
                open.Add(narrow);
            }
        }

        Open = [.. open];
    }

    /// <summary>A quantile, when all is known.</summary>
    public double Result(int rule)
    {
        if (_hasNone)
        {
            return double.NaN;
        }

        (long previous, long next, double weight) = rules[rule].Place(_numbers);
        T low = OrderKey.ToElement<T>(_keys[_lower + previous]!.Value), high = OrderKey.ToElement<T>(_keys[_lower + next]!.Value);
        return rules[rule].Between(low, high, weight);
    }

    // What lies between two intervals, or beyond all: what was not inside of any.
    private KeyInterval Gap(KeyInterval[] intervals, long rank)
    {
        (long low, long below) = (OrderKey.LeastNumber<T>(), _lower);
        foreach (KeyInterval interval in intervals)
        {
            if (rank < interval.Below)
            {
                return Between(low, interval.Low - 1, below, interval.Below - below);
            }

            (low, below) = (unchecked(interval.High + 1), interval.Below + interval.Inside);
        }

        return Between(low, OrderKey.LargestNumber<T>(), below, _lower + _numbers - below);
    }

    private static KeyInterval Between(long low, long high, long below, long inside) =>
        low <= high && inside > 0 ? new(low, high) { Below = below, Inside = inside } : throw RankSelect<T>.Changed();
}
