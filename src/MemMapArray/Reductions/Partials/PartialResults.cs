using System;
using System.Collections.Generic;
using System.IO;

namespace MemMap.Reductions.Partials;

/// <summary>What is known of a reduction of some rows, and which rows those are.</summary>
/// <param name="key">What is reduced.</param>
internal abstract class PartialResults<TResult>(PartialKey key)
    where TResult : unmanaged
{
    private readonly CoveredRows _rows = new(key.Rows);

    public PartialKey Key => key;

    /// <summary>The rows, in ascending order; neighbours are one range.</summary>
    public IReadOnlyList<RowRange> Rows => _rows.Ranges;

    public bool IsComplete => _rows.IsComplete;

    /// <summary>Takes in other rows of the same array.</summary>
    /// <exception cref="ArgumentException">They are not of the same array, or some are there already.</exception>
    public void Merge(PartialResults<TResult> other, string parameterName)
    {
        key.RequireSame(other.Key, parameterName);
        _rows.RequireApart(other._rows, parameterName);
        _rows.Cover(other._rows);
        Take(other);
    }

    /// <summary>Notes that these rows are reduced.</summary>
    public void Cover(RowRange range) => _rows.Cover(range);

    /// <summary>The results in C order.</summary>
    public abstract TResult[] Finish();

    /// <summary>Writes what is known.</summary>
    public void Write(BinaryWriter writer)
    {
        _rows.Write(writer);
        WriteStates(writer);
    }

    /// <summary>Reads it into a partial of nothing yet.</summary>
    /// <exception cref="InvalidDataException">It is not what the key says.</exception>
    public void Read(PartialReader reader)
    {
        _rows.Read(reader);
        ReadStates(reader);
    }

    /// <summary>Takes in what is known of the other rows.</summary>
    protected abstract void Take(PartialResults<TResult> other);

    protected abstract void WriteStates(BinaryWriter writer);

    protected abstract void ReadStates(PartialReader reader);
}
