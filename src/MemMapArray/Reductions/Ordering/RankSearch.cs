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
internal sealed class RankSearch<T>(int columns, long count, QuantileRule[] rules, bool skipNaN, OrderingLimits limits)
    where T : unmanaged
{
    private readonly RankSelect<T> _select = new();
    private bool _isFirst = true;

    /// <summary>For each column, what is known.</summary>
    public ColumnRanks<T>[] Columns { get; } = [.. Enumerable.Range(0, columns).Select(_ => new ColumnRanks<T>(rules, skipNaN)
    {
        Open = [new(OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>()) { Inside = count }],
    })];

    /// <summary>All is known.</summary>
    public bool IsComplete => Columns.All(column => column.Open.Length == 0);

    /// <summary>The next question: of the intervals that are open as many as a pass has room for, the lowest of each column first.</summary>
    /// <param name="keptBytes">How much memory there is to keep elements of intervals; 0 where elements are only counted.</param>
    /// <param name="threads">How many threads keep them.</param>
    public IntervalPass<T> Ask(long keptBytes, int threads)
    {
        double room = OrderKey.Bits<T>() > 16 ? KeyArena<T>.RoomOf(keptBytes) : 0;
        var divided = new List<KeyInterval>();
        (int asked, var intervals) = (0, new KeyInterval[Columns.Length][]);
        for (int column = 0; column < intervals.Length; column++)
        {
            var some = new List<KeyInterval>();
            foreach (KeyInterval open in Columns[column].Open)
            {
                // What lies around the intervals is known at the end of the first pass only: that has all.
                bool isKept = open.IsOne || open.Inside <= room;
                if (!_isFirst && (asked == limits.Intervals || (!isKept && divided.Count == limits.Divided)))
                {
                    break;
                }

                var next = new KeyInterval(open.Low, open.High);
                some.Add(next);
                asked++;
                if (!isKept)
                {
                    divided.Add(next);
                }
                else if (!open.IsOne)
                {
                    room -= open.Inside;
                }
            }

            intervals[column] = [.. some];
        }

        int parts = Math.Max(limits.LeastParts, limits.Counters / Math.Max(1, divided.Count));
        divided.ForEach(interval => interval.Divide(parts));
        return new(intervals, keptBytes, _isFirst, threads);
    }

    /// <summary>Takes the answer to it.</summary>
    /// <exception cref="InvalidOperationException">The elements were others than in the round before.</exception>
    public void Take(IntervalPass<T> answer)
    {
        for (int column = 0; column < Columns.Length; column++)
        {
            if (_isFirst || answer.Intervals[column].Length > 0)
            {
                Columns[column].Take(answer, column, _select);
            }
        }

        _isFirst = false;
    }
}
