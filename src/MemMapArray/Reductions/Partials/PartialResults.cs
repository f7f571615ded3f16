using System;
using System.Collections.Generic;
using System.IO;

namespace MemMap.Reductions.Partials;

/// <summary>What is known of a reduction of some rows, and which rows those are.</summary>
/// <param name="key">What is reduced.</param>
internal abstract class PartialResults<TResult>(PartialKey key)
    where TResult : unmanaged
{
    private readonly RowSet _rows = new();

    public PartialKey Key => key;

    /// <summary>The rows, in ascending order; neighbours are one range.</summary>
    public IReadOnlyList<RowRange> Rows => _rows.Ranges;

    public bool IsComplete => _rows.HasAll(key.Rows);

    /// <summary>Takes in other rows of the same array.</summary>
    /// <exception cref="ArgumentException">They are not of the same array, or some are there already.</exception>
    public void Merge(PartialResults<TResult> other, string parameterName)
    {
        key.RequireSame(other.Key, parameterName);
        foreach (RowRange range in other.Rows)
        {
            _rows.RequireNoneOf(range, parameterName);
        }

        foreach (RowRange range in other.Rows)
        {
            Cover(range);
        }

        Take(other);
    }

    /// <summary>Notes that these rows are reduced.</summary>
    public void Cover(RowRange range) => _rows.Add(range);

    /// <summary>The results in C order.</summary>
    public abstract TResult[] Finish();

    /// <summary>Writes what is known.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Rows.Count);
        foreach (RowRange range in Rows)
        {
            writer.Write(range.Start);
            writer.Write(range.Count);
        }

        WriteStates(writer);
    }

    /// <summary>Reads it into a partial of nothing yet.</summary>
    /// <exception cref="InvalidDataException">It is not what the key says.</exception>
    public void Read(PartialReader reader)
    {
        int count = reader.ReadInt32();
        reader.Require(count >= 0, "the number of ranges");
        long end = -1;
        for (int i = 0; i < count; i++)
        {
            long start = reader.ReadInt64(), length = reader.ReadInt64();
            reader.Require(start > end && length > 0 && length <= key.Rows - start, "a range of rows");
            _rows.Add(new(start, length));
            end = start + length;
        }

        ReadStates(reader);
    }

    /// <summary>Takes in what is known of the other rows.</summary>
    protected abstract void Take(PartialResults<TResult> other);

    protected abstract void WriteStates(BinaryWriter writer);

    protected abstract void ReadStates(PartialReader reader);
}
