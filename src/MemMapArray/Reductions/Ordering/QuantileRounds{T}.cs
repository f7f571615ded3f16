using System;
using System.Collections.Generic;
using System.Linq;
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
    private readonly List<long> _counts = [];
    private readonly List<long> _read = [];
    private RankSearch<T>? _search;
    private CoveredRows _rows;
    private long _first;

    /// <param name="key">Of what array.</param>
    /// <param name="rules">The quantiles.</param>
    /// <param name="skipNaN">NaN is left out; otherwise it makes the quantiles NaN.</param>
    /// <param name="limits">How much is asked at a time.</param>
    public QuantileRounds(QuantileKey key, QuantileRule[] rules, bool skipNaN, OrderingLimits limits)
    {
        (_key, _rules, _skipNaN, _limits, _columns, _rows) = (key, rules, skipNaN, limits, key.Columns, new(key.Rows));
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

    public override IReadOnlyList<RowRange> Rows => _rows.Ranges;

    public override double[] Results { get; }

    public override void Add(ReadOnlySpan<byte> counts, string parameterName)
    {
        if (IsComplete)
        {
            throw new InvalidOperationException("All quantiles are known: there is nothing to count.");
        }

        PartialReader reader = PartialBytes.Open(counts, CountsMagic);
        if (!reader.ReadBytes(PartialBytes.ChecksumBytes).SequenceEqual(Question.Skip(Question.Length - PartialBytes.ChecksumBytes)))
        {
            throw new ArgumentException($"These counts are of another plan, or of another round than {Ended + 1}.", parameterName);
        }

        (long start, long count) = (reader.ReadInt64(), reader.ReadInt64());
        reader.Require(start >= 0 && count >= 0 && count <= _key.Rows - start, "the rows");
        var rows = new RowRange(start, count);
        _rows.RequireApart(rows, parameterName);
        IntervalPass<T>.ReadCounts(reader, _counts.Count, _read);
        for (int i = 0; i < _read.Count; i++)
        {
            _counts[i] += _read[i];
        }

        _rows.Cover(rows);
        if (_rows.IsComplete)
        {
            Ended++;
            using (IntervalPass<T> answer = _search!.AskAgain())
            {
                answer.Add(_counts);
                _search.Take(answer);
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
        _rows = new(_key.Rows);
        if (!_search!.IsComplete)
        {
            using IntervalPass<T> asked = _search.Ask(keeps: false, threads: 1);
            _counts.Clear();
            asked.ForEachCount(_counts.Add);
            Question = PartialBytes.Frame(QuestionMagic, writer =>
            {
                _key.Write(writer);
                writer.Write(_first);
                asked.WriteIntervals(writer);
            });
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
