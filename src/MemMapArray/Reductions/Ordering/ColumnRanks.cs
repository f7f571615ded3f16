using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Reductions.Ordering;

/// <summary>The elements of a column that quantiles are made of: which ranks they have, which are known, and between which keys the others
/// lie.</summary>
/// <param name="rules">The quantiles.</param>
/// <param name="skipNaN">NaN is left out; otherwise it makes the quantiles NaN.</param>
internal sealed unsafe class ColumnRanks<T>(QuantileRule[] rules, bool skipNaN)
    where T : unmanaged
{
    /// <summary>What a quantile takes of memory: two ranks, each in an interval of its own, before a pass and behind it.</summary>
    public const int BytesOfQuantile = 2 * ((2 * sizeof(long)) + sizeof(bool) + (2 * 4 * sizeof(long)));

    // The ranks in ascending order, each once, and which keys they have, as far as that is known.
    private long[] _ranks = [];
    private long[] _keys = [];
    private bool[] _isKnown = [];
    private long _lower = -1;
    private long _numbers;
    private bool _hasNone;
    private List<KeyInterval> _spare = [];

    /// <summary>Where to look for what is not known yet, in ascending order; none when all is.</summary>
    public List<KeyInterval> Open { get; private set; } = [];

    /// <summary>Takes what a pass has found, and narrows what is open.</summary>
    /// <param name="found">What it has counted.</param>
    /// <param name="column">Which of its columns this is.</param>
    /// <param name="select">Finds keys among the elements that it has kept.</param>
    /// <exception cref="InvalidOperationException">The elements were others than in the pass before.</exception>
    public void Take(IntervalPass<T> found, int column, RankSelect<T> select)
    {
        // A pass that has most elements may have other intervals than those that are open.
        bool isFirst = _lower < 0, isOther = !isFirst && found.HasMost;
        if (isFirst)
        {
            Count(found.Counts[column], found.Numbers[column], found.Lower[column]);
        }

        List<KeyInterval> open = _spare;
        open.Clear();
        for (int i = found.First[column]; found.KnowsBelow && i < found.First[column + 1]; i++)
        {
            if (found.Inside[i] != Open[i - found.First[column]].Inside)
            {
                throw RankSelect<T>.Changed();
            }
        }

        KeyParts parts = default;
        (int first, int end, int was, int started) = (found.First[column], found.First[column + 1], 0, -1);
        int at = first;
        for (int i = 0; i < _ranks.Length; i++)
        {
            long rank = _ranks[i];
            if (_isKnown[i])
            {
                continue;
            }

            for (; !isFirst && !Open[was].Contains(rank); was++)
            {
                // Every rank is in one of those that are open.
            }

            if (!isFirst && !isOther && was >= end - first)
            {
                // Not in this pass.
                Add(open, Open[was]);
                continue;
            }

            while (at < end && rank >= found[at].Below + found[at].Inside)
            {
                at++;
            }

            bool isInside = at < end && found[at].Contains(rank), isStarted = started == at;
            started = isInside ? at : started;
            if (isInside && found.Shifts[at] == AskedInterval.Kept)
            {
                if (!isStarted)
                {
                    select.Start(found.Arena!.PiecesOf(at), found.Lows[at], found.Highs[at]);
                }

                (_keys[i], _isKnown[i]) = (select.KeyAt(rank - found.Below[at]), true);
                continue;
            }

            KeyInterval narrow;
            if (!isInside)
            {
                narrow = isFirst ? Gap(found, column, rank) : isOther ? Open[was] : throw RankSelect<T>.Changed();
            }
            else if (found.PartsOf(at).Length == 0)
            {
                narrow = found[at];
            }
            else
            {
                parts = isStarted ? parts : new(found[at], found.Shifts[at]);
                narrow = parts.Of(rank, found.PartsOf(at), most: isOther ? -1 : 0);

                // A part that reaches beyond what is open says nothing.
                narrow = isOther && !narrow.IsWithin(Open[was]) ? Open[was] : narrow;
            }

            if (narrow.IsOne)
            {
                (_keys[i], _isKnown[i]) = (narrow.Low, true);
            }
            else
            {
                Add(open, narrow);
            }
        }

        (Open, _spare) = (open, Open);
    }

    /// <summary>A quantile, when all is known.</summary>
    public double Result(int rule)
    {
        if (_hasNone)
        {
            return double.NaN;
        }

        (long previous, long next, double weight) = rules[rule].Place(_numbers);
        return rules[rule].Between(ElementAt(previous), ElementAt(next), weight);
    }

    private static void Add(List<KeyInterval> open, KeyInterval interval)
    {
        // Two ranks may be in one; or one of them is known to lie in less, and the other's interval stands for both.
        if (open.Count > 0 && interval.IsWithin(open[open.Count - 1]))
        {
            return;
        }

        while (open.Count > 0 && open[open.Count - 1].IsWithin(interval))
        {
            open.RemoveAt(open.Count - 1);
        }

        open.Add(interval);
    }

    private T ElementAt(long rank) => OrderKey.ToElement<T>(_keys[Array.BinarySearch(_ranks, _lower + rank)]);

    private void Count(long elements, long numbers, long lower)
    {
        (_lower, _numbers) = (lower, numbers);
        _hasNone = numbers == 0 || (!skipNaN && numbers < elements);
        if (_hasNone)
        {
            return;
        }

        var ranks = new List<long>(2 * rules.Length);
        foreach (QuantileRule rule in rules)
        {
            (long previous, long next, _) = rule.Place(numbers);
            ranks.Add(lower + previous);
            ranks.Add(lower + next);
        }

        ranks.Sort();
        _ranks = [.. ranks.Distinct()];
        (_keys, _isKnown) = (new long[_ranks.Length], new bool[_ranks.Length]);
    }

    // What lies between two intervals, or beyond all: what was not inside of any.
    private KeyInterval Gap(IntervalPass<T> found, int column, long rank)
    {
        (long low, long below) = (OrderKey.LeastNumber<T>(), _lower);
        for (int i = found.First[column]; i < found.First[column + 1]; i++)
        {
            KeyInterval interval = found[i];
            if (rank < interval.Below)
            {
                return Between(low, interval.Low - 1, below, interval.Below - below);
            }

            (low, below) = (unchecked(interval.High + 1), interval.Below + interval.Inside);
        }

        return Between(low, OrderKey.LargestNumber<T>(), below, _lower + _numbers - below);
    }

    private static KeyInterval Between(long low, long high, long below, long inside) =>
        low <= high && inside > 0 ? new(low, high, below, inside) : throw RankSelect<T>.Changed();
}
