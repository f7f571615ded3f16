using System;
using System.Collections.Generic;

namespace MemMap.Reductions.Partials;

/// <summary>Rows, each at most once.</summary>
internal sealed class RowSet
{
    private readonly List<RowRange> _ranges = [];

    /// <summary>The rows, in ascending order; neighbours are one range.</summary>
    public IReadOnlyList<RowRange> Ranges => _ranges;

    /// <summary>Whether these are all of so many rows.</summary>
    public bool HasAll(long rows) => rows == 0 || (_ranges.Count == 1 && _ranges[0].Count == rows);

    /// <exception cref="ArgumentException">Some of the rows are there already.</exception>
    public void RequireNoneOf(RowRange range, string parameterName)
    {
        RowRange? common = _ranges.Find(own => own.Start < range.End && range.Start < own.End) is { Count: > 0 } found ? found : null;
        if (common is { } rows)
        {
            throw new ArgumentException($"Rows {rows} and rows {range} have rows in common: each row is reduced once.", parameterName);
        }
    }

    /// <summary>Adds rows that are not there.</summary>
    public void Add(RowRange range)
    {
        if (range.Count == 0)
        {
            return;
        }

        int at = _ranges.FindIndex(own => own.Start > range.Start);
        at = at < 0 ? _ranges.Count : at;
        _ranges.Insert(at, range);
        if (at + 1 < _ranges.Count && _ranges[at].End == _ranges[at + 1].Start)
        {
            _ranges[at] = new(_ranges[at].Start, _ranges[at].Count + _ranges[at + 1].Count);
            _ranges.RemoveAt(at + 1);
        }

        if (at > 0 && _ranges[at - 1].End == _ranges[at].Start)
        {
            _ranges[at - 1] = new(_ranges[at - 1].Start, _ranges[at - 1].Count + _ranges[at].Count);
            _ranges.RemoveAt(at);
        }
    }
}
