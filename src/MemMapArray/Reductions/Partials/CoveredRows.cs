using System;
using System.Collections.Generic;
using System.IO;

namespace MemMap.Reductions.Partials;

/// <summary>Which rows of an array a partial knows.</summary>
/// <param name="all">How many the array has.</param>
internal sealed class CoveredRows(long all)
{
    private readonly List<RowRange> _ranges = [];

    /// <summary>The rows, in ascending order; neighbours are one range.</summary>
    public IReadOnlyList<RowRange> Ranges => _ranges;

    public bool IsComplete => all == 0 || (_ranges.Count == 1 && _ranges[0].Count == all);

    /// <exception cref="ArgumentException">Some rows are in both.</exception>
    public void RequireApart(CoveredRows other, string parameterName) => other._ranges.ForEach(range => RequireApart(range, parameterName));

    /// <exception cref="ArgumentException">Some of the rows are known already.</exception>
    public void RequireApart(RowRange range, string parameterName)
    {
        if (FirstInCommon(range) is { } rows)
        {
            throw new ArgumentException($"Rows {rows} and rows {range} have rows in common: each row is reduced once.", parameterName);
        }
    }

    /// <summary>The first range of known rows of which some are in another range; <see langword="null"/> where none is.</summary>
    public RowRange? FirstInCommon(RowRange range)
    {
        // Those before end at or before it; of those behind, the first is the first that can have rows of it.
        int at = FirstAfter(range.Start);
        return at > 0 && _ranges[at - 1].End > range.Start && _ranges[at - 1].Start < range.End ? _ranges[at - 1]
            : at < _ranges.Count && _ranges[at].Start < range.End ? _ranges[at]
            : null;
    }

    /// <summary>Notes what another knows.</summary>
    public void Cover(CoveredRows other) => other._ranges.ForEach(Cover);

    /// <summary>Notes that these rows are reduced.</summary>
    public void Cover(RowRange range)
    {
        if (range.Count == 0)
        {
            return;
        }

        int at = FirstAfter(range.Start);
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

    // The first range that starts behind a row, O(log ranges): a client merges partials of many thousand shards in any order.
    private int FirstAfter(long row)
    {
        int low = 0, high = _ranges.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = _ranges[middle].Start > row ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_ranges.Count);
        foreach (RowRange range in _ranges)
        {
            writer.Write(range.Start);
            writer.Write(range.Count);
        }
    }

    /// <summary>Reads them into what knows nothing yet.</summary>
    /// <exception cref="InvalidDataException">They are no rows of the array.</exception>
    public void Read(PartialReader reader)
    {
        int count = reader.ReadInt32();
        reader.Require(count >= 0, "the number of ranges");
        long end = -1;
        for (int i = 0; i < count; i++)
        {
            long start = reader.ReadInt64(), length = reader.ReadInt64();
            reader.Require(start > end && length > 0 && length <= all - start, "a range of rows");
            _ranges.Add(new(start, length));
            end = start + length;
        }
    }
}
