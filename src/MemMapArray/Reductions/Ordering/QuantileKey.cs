using System;
using System.IO;
using System.Linq;
using MemMap.Reductions.Partials;

namespace MemMap.Reductions.Ordering;

/// <summary>Of what array quantiles are sought, and along which axes.</summary>
/// <param name="elementType">The element type's name.</param>
/// <param name="lengths">The lengths of the whole array.</param>
/// <param name="reduces">Which axes are reduced, of which the first is one.</param>
internal sealed class QuantileKey(string elementType, long[] lengths, bool[] reduces)
{
    private const int MaxNameLength = 4096;

    public bool[] Reduces => reduces;

    public long Rows => lengths[0];

    /// <summary>The lengths of the axes that are kept.</summary>
    public long[] Kept { get; } = [.. lengths.Where((_, axis) => !reduces[axis])];

    /// <summary>How many columns there are: an element of the result each, in C order.</summary>
    public long Columns => Kept.Aggregate(1L, (product, length) => product * length);

    /// <summary>How many elements each has.</summary>
    public long Count => lengths.Where((_, axis) => reduces[axis]).Aggregate(1L, (product, length) => product * length);

    /// <exception cref="ArgumentException">Elements are of another type, or another shape.</exception>
    public void RequireSame(Type element, ReadOnlySpan<long> shape, string parameterName)
    {
        if (element.ToString() != elementType || !shape.SequenceEqual(lengths))
        {
            throw new ArgumentException(
                $"What is to be counted is {elementType}{Layout.Text(lengths)}, not {element}{Layout.Text(shape)}.", parameterName);
        }
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(elementType);
        writer.Write((byte)lengths.Length);
        foreach (long length in lengths)
        {
            writer.Write(length);
        }

        foreach (bool isReduced in reduces)
        {
            writer.Write(isReduced);
        }
    }

    /// <exception cref="InvalidDataException">It is of no array.</exception>
    public static QuantileKey Read(PartialReader reader)
    {
        string element = reader.ReadString(MaxNameLength);
        int rank = reader.ReadByte();
        reader.Require(rank is > 0 and <= Layout.MaxRank, "the number of axes");
        long[] lengths = [.. Enumerable.Range(0, rank).Select(_ => reader.ReadInt64())];
        bool[] reduces = [.. Enumerable.Range(0, rank).Select(_ => reader.ReadBoolean())];
        reader.Require(lengths.All(length => length >= 0) && reduces[0], "the shape");
        return new(element, lengths, reduces);
    }
}
