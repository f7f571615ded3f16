using System;
using System.Collections.Generic;
using MemMap.Reductions.Partials;

namespace MemMap.Reductions.Ordering;

/// <inheritdoc/>
internal sealed class QuantileRounds<T> : QuantileRounds
    where T : unmanaged
{
    private readonly QuantileKey _key;
    private readonly QuantileRule[] _rules;
    private readonly bool _skipNaN;
    private readonly OrderingLimits _limits;
    private readonly long _columns;
    private RankSearch<T>? _search;
    private QuantileAnswer? _answer;
    private long _first;

    /// <param name="key">Of what array.</param>
    /// <param name="rules">The quantiles.</param>
    /// <param name="skipNaN">NaN is left out; otherwise it makes the quantiles NaN.</param>
    /// <param name="limits">How much is asked at a time.</param>
    public QuantileRounds(QuantileKey key, QuantileRule[] rules, bool skipNaN, OrderingLimits limits)
    {
        (_key, _rules, _skipNaN, _limits, _columns) = (key, rules, skipNaN, limits, key.Columns);
        Results = new double[_columns * rules.Length];
        if (key.Count == 0)
        {
            Results.AsSpan().Fill(double.NaN);
        }
        else if (Results.Length > 0)
        {
            Start();
        }
    }

    public override IReadOnlyList<RowRange> Rows => _answer?.Rows.Ranges ?? [];

    public override double[] Results { get; }

    public override void Add(ReadOnlySpan<byte> counts, string parameterName)
    {
        if (IsComplete)
        {
            throw new InvalidOperationException("All quantiles are known: there is nothing to count.");
        }

        var answer = QuantileAnswer.Read(counts, _key.Rows);
        if (!answer.IsOf(Question))
        {
            throw new ArgumentException($"These counts are of another plan, or of another round than {Ended + 1}.", parameterName);
        }

        _answer!.Merge(answer, parameterName);
        if (_answer.Rows.IsComplete)
        {
            Ended++;
            using (IntervalPass<T> counted = _search!.AskAgain())
            {
                counted.Add(_answer.Counts);
                _search.Take(counted);
            }

            Ask();
        }
    }

    // As many columns at a time as are divided at a time, where both ranks of each quantile are apart.
    private void Start()
    {
        long most = Math.Max(1, _limits.Divided / 2 / _rules.Length);
        _search = new((int)Math.Min(most, _columns - _first), _key.Count, _rules, _skipNaN, _limits);
        Ask();
    }

    private void Ask()
    {
        _answer = null;
        if (!_search!.IsComplete)
        {
            using IntervalPass<T> asked = _search.Ask(keeps: false, threads: 1);
            Question = PartialBytes.Frame(QuestionMagic, writer =>
            {
                _key.Write(writer);
                writer.Write(_first);
                asked.WriteIntervals(writer);
            });
            _answer = QuantileAnswer.To(Question, _key.Rows);
            asked.ForEachCount(_answer.Counts.Add);
            return;
        }

        for (int column = 0; column < _search.Columns.Length; column++)
        {
            for (int rule = 0; rule < _rules.Length; rule++)
            {
                Results[(_rules[rule].Number * _columns) + _first + column] = _search.Columns[column].Result(rule);
            }
        }

        _first += _search.Columns.Length;
        if (_first < _columns)
        {
            Start();
        }
        else
        {
            Question = [];
        }
    }
}
