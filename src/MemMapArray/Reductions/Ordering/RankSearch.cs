using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Reductions.Ordering;

/// <summary>The search for the quantiles of some columns, in rounds: a question, which is intervals of keys, and an answer, which is counts that
/// add up whatever parts the elements were counted in. Whoever has the elements may also keep those of an interval, which saves
/// rounds.</summary>
/// <param name="columns">How many columns there are.</param>
/// <param name="count">How many elements each has at most.</param>
/// <param name="rules">The quantiles.</param>
/// <param name="skipNaN">NaN is left out; otherwise it makes the quantiles NaN.</param>
/// <param name="limits">How much is asked at a time.</param>
internal sealed unsafe class RankSearch<T>(int columns, long count, QuantileRule[] rules, bool skipNaN, OrderingLimits limits)
    where T : unmanaged
{
    // The elements of a part in which a rank may be are to be this part of what can be kept: some parts have more than others.
    private const int Narrowing = 16;

    // A sample guesses parts again where an eighth of the elements or more is left, and those lie within a sixteenth of the keys that were
    // guessed last.
    private const int LeastGuessed = 8;
    private const int Nearer = 16;

    // Where all that is open takes more memory than so many passes have, large intervals are divided in a few parts first: there is room for
    // many of them, and of each one part or two are left.
    private const int ManyPasses = 4;
    private const int FewParts = 8;

    private readonly RankSelect<T> _select = new();
    private readonly List<AskedInterval> _asked = [];
    private int[] _first = [];
    private PartGuesses<T>? _guesses;
    private ulong _guessed = ulong.MaxValue;
    private int _threads;
    private bool _isFirst = true;

    /// <summary>For each column, what is known.</summary>
    public ColumnRanks<T>[] Columns { get; } =
    [
        .. Enumerable.Range(0, columns).Select(_ => new ColumnRanks<T>(rules, skipNaN)
        {
            Open = { new(OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>(), 0, count) },
        }),
    ];

    /// <summary>All is known.</summary>
    public bool IsComplete => Columns.All(column => column.Open.Count == 0);

    /// <summary>Has a sample say in which parts elements are counted: of the only column, for whoever has the elements.</summary>
    public void Begin(PartGuesses<T> guesses) => _guesses = guesses;

    /// <summary>The next question: of the intervals that are open as many as a pass has room for, the lowest of each column first.</summary>
    /// <param name="keeps">Whether elements may be kept; otherwise they are only counted.</param>
    /// <param name="threads">How many threads do.</param>
    public IntervalPass<T> Ask(bool keeps, int threads)
    {
        // Of small elements a counter for each key tells all.
        keeps &= OrderKey.Bits<T>() > 16;
        var budget = new PassBudget(limits.PassBytes - IntervalPass<T>.BytesBesides(Columns.Length, threads, limits.PassBytes), threads);
        int divided = 0;
        double elements = 0;
        (_threads, _first) = (threads, new int[Columns.Length + 1]);
        _asked.Clear();
        if (_isFirst && _guesses is not null && AskGuessed(_guesses.OfAll()) is { } first)
        {
            return first;
        }

        var large = new List<KeyInterval>();
        bool areMany = keeps && !_isFirst && Columns.Length == 1
            && Columns[0].Open.Sum(open => budget.OfKept((double)open.Inside * sizeof(T))) > ManyPasses * (double)limits.PassBytes;
        for (int column = 0; column < Columns.Length; column++)
        {
            foreach (KeyInterval open in Columns[column].Open)
            {
                byte shift = ShiftOf(open, keeps, areMany, divided, ref budget);

                // What lies around the intervals is known at the end of the first pass only: that has all.
                if (!_isFirst && (_asked.Count == limits.Intervals || (shift == AskedInterval.Whole && !open.IsOne)))
                {
                    break;
                }

                _asked.Add(new(open.Low, open.High, shift));
                if (shift != AskedInterval.Kept && !open.IsOne)
                {
                    large.Add(open);
                }

                if (shift == AskedInterval.InParts)
                {
                    divided++;
                    elements += open.Inside;
                }
            }

            _first[column + 1] = _asked.Count;
        }

        if (!_isFirst && _guesses is not null && large.Sum(open => open.Inside) > count / LeastGuessed
            && AskGuessed(_guesses.Within(large)) is { } next)
        {
            return next;
        }

        // Where the next pass can keep what is left, few counters will do, which stay in the caches.
        double enough = keeps ? Narrowing * elements * sizeof(T) * rules.Length / limits.PassBytes : limits.Counters;
        Divide(divided, budget, enough);
        return keeps && !_isFirst ? AskInside() : AskAgain();
    }

    /// <summary>The same question as the last one, with no counts yet.</summary>
    public IntervalPass<T> AskAgain() => new(_first, _asked, _isFirst, _threads, limits.PassBytes);

    private IntervalPass<T>? AskGuessed(List<AskedInterval> parts)
    {
        ulong distance = parts.Count == 0 ? ulong.MaxValue : unchecked((ulong)parts[parts.Count - 1].High - (ulong)parts[0].Low);
        if (parts.Count == 0 || (!_isFirst && distance > _guessed / Nearer))
        {
            return null;
        }

        _guessed = distance;
        return new([0, parts.Count], parts, _isFirst, _threads, limits.PassBytes, hasMost: true);
    }

    // What is below an open interval is known from the pass before.
    private IntervalPass<T> AskInside()
    {
        IntervalPass<T> pass = new(_first, _asked, countsNumbers: false, _threads, limits.PassBytes, knowsBelow: true);
        for (int i = 0; pass.KnowsBelow && i < pass.Length; i++)
        {
            pass.Below[i] = Columns[0].Open[i].Below;
        }

        return pass;
    }

    /// <summary>Takes the answer to it.</summary>
    /// <exception cref="InvalidOperationException">The elements were others than in the round before.</exception>
    public void Take(IntervalPass<T> answer)
    {
        for (int column = 0; column < Columns.Length; column++)
        {
            if (_isFirst || answer.First[column] < answer.First[column + 1])
            {
                Columns[column].Take(answer, column, _select);
            }
        }

        _isFirst = false;
    }

    private byte ShiftOf(KeyInterval open, bool keeps, bool areMany, int divided, ref PassBudget budget)
    {
        if (open.IsOne)
        {
            budget.TryTake(budget.Of(0));
            return AskedInterval.Whole;
        }

        if (keeps)
        {
            // A counter for each key tells as much as the elements do.
            double kept = budget.OfKept((double)open.Inside * sizeof(T));
            double counted = open.Distance < int.MaxValue ? budget.Of((long)open.Distance + 1) : double.MaxValue;
            double few = budget.Of(FewParts), left = budget.OfKept((double)open.Inside / FewParts * sizeof(T));
            if (areMany && few < counted && 2 * (few + left) < kept && budget.TryTake(few))
            {
                return (byte)KeyParts.ShiftOf(open.Distance, FewParts);
            }

            if (budget.TryTake(Math.Min(kept, counted)))
            {
                return counted < kept ? (byte)0 : AskedInterval.Kept;
            }
        }

        // One is always divided, or there would be no end.
        return divided < limits.Divided && (budget.TryTake(budget.Of(limits.LeastParts)) || (areMany ? _asked.Count : divided) == 0)
            ? AskedInterval.InParts
            : AskedInterval.Whole;
    }

    // What memory is left makes the parts narrower, if that is of use.
    private void Divide(int divided, PassBudget budget, double enough)
    {
        if (divided == 0)
        {
            return;
        }

        long room = limits.LeastParts + (Math.Max(0, budget.Left) / budget.Counter / divided);
        long most = Math.Max(limits.LeastParts, Math.Min(Math.Min(limits.Counters / divided, room), (long)Math.Min(enough, limits.Counters)));
        for (int i = 0; i < _asked.Count; i++)
        {
            AskedInterval asked = _asked[i];
            if (asked.Shift == AskedInterval.InParts)
            {
                ulong distance = unchecked((ulong)asked.High - (ulong)asked.Low);
                _asked[i] = new(asked.Low, asked.High, (byte)KeyParts.ShiftOf(distance, most));
            }
        }
    }
}
