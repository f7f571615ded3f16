using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace MemMap.Reductions.Partials;

/// <summary>Where axis 0 is kept: the finished results of some rows.</summary>
internal sealed class PartialRows<TResult>(PartialKey key) : PartialResults<TResult>(key)
    where TResult : unmanaged
{
    private readonly SortedList<long, TResult[]> _results = [];

    /// <summary>Adds the results of some rows, in C order.</summary>
    public void Add(RowRange rows, TResult[] results)
    {
        Cover(rows);
        if (rows.Count > 0)
        {
            _results.Add(rows.Start, results);
        }
    }

    public override TResult[] Finish()
    {
        var all = new List<TResult>();
        foreach (TResult[] results in _results.Values)
        {
            all.AddRange(results);
        }

        return [.. all];
    }

    protected override void Take(PartialResults<TResult> other)
    {
        foreach (KeyValuePair<long, TResult[]> part in ((PartialRows<TResult>)other)._results)
        {
            _results.Add(part.Key, part.Value);
        }
    }

    protected override void WriteStates(BinaryWriter writer)
    {
        foreach (TResult[] results in _results.Values)
        {
            writer.Write(MemoryMarshal.AsBytes(results.AsSpan()).ToArray());
        }
    }

    protected override unsafe void ReadStates(PartialReader reader)
    {
        long perRow = 1;
        foreach (long length in Key.ResultLengths(1))
        {
            perRow *= length;
        }

        foreach (RowRange range in Rows)
        {
            reader.Require(range.Count <= int.MaxValue / Math.Max(1, perRow * sizeof(TResult)), "the number of results");
            byte[] bytes = reader.ReadBytes(range.Count * perRow * sizeof(TResult));
            _results.Add(range.Start, MemoryMarshal.Cast<byte, TResult>(bytes).ToArray());
        }
    }
}
