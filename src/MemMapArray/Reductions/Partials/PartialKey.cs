using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Partials;

/// <summary>What partials must have in common to be merged: the reduction, the element type, and how the whole array is gone
/// through.</summary>
/// <param name="reduction">The reduction's name, with its parameters.</param>
/// <param name="elementType">The element type's name, and which elements are selected, where not all are.</param>
/// <param name="skipsNaN">NaN is left out.</param>
/// <param name="lengths">The lengths of the whole array.</param>
/// <param name="reduces">Which axes are reduced.</param>
/// <param name="order">The axes in the order of memory, slowest first, without those of length 1; the complement of one that runs
/// backwards.</param>
internal sealed class PartialKey(string reduction, string elementType, bool skipsNaN, long[] lengths, bool[] reduces, int[] order)
{
    private const int MaxNameLength = 4096;

    // Before what is said of a mask, in the name of the element type. No type has it in its name.
    private const string Where = " where ";

    /// <summary>Only some elements are reduced: there is a mask, or a predicate.</summary>
    public bool IsSelected => elementType.Contains(Where);

    public bool SkipsNaN => skipsNaN;

    public bool ReducesRows => reduces[0];

    public long Rows => lengths[0];

    public ReadOnlySpan<bool> Reduces => reduces;

    /// <param name="reduction">The reduction's name, with its parameters.</param>
    /// <param name="elementType">The element type.</param>
    /// <param name="selection">Which elements are reduced: empty for all of them.</param>
    /// <param name="layout">All elements.</param>
    /// <param name="reduces">Which axes are reduced.</param>
    /// <param name="skipsNaN">NaN is left out.</param>
    public static PartialKey Of(
        string reduction, Type elementType, string selection, in Layout layout, ReadOnlySpan<bool> reduces, bool skipsNaN)
    {
        string elements = selection.Length == 0 ? elementType.ToString() : elementType + Where + selection;
        elements = elements.Length <= MaxNameLength / 4 ? elements : elements.Substring(0, MaxNameLength / 4);
        List<int> order = ReductionPlan.MemoryOrder(layout);
        for (int i = 0; i < order.Count; i++)
        {
            order[i] = layout.Strides[order[i]] < 0 ? ~order[i] : order[i];
        }

        return new(reduction, elements, skipsNaN, layout.Lengths.ToArray(), reduces.ToArray(), [.. order]);
    }

    public bool IsOf(string otherReduction, Type otherElementType) =>
        reduction == otherReduction && (elementType + Where).StartsWith(otherElementType + Where, StringComparison.Ordinal);

    /// <summary>The lengths of the axes that are kept, and, if they stay, 1 for the others.</summary>
    public long[] ResultLengths(bool keepDims) =>
        [.. lengths.Select((length, axis) => reduces[axis] ? 1 : length).Where((_, axis) => keepDims || !reduces[axis])];

    /// <summary>The lengths of a part's results: <paramref name="rows"/> along axis 0 where that is kept.</summary>
    public long[] ResultLengths(long rows) =>
        [.. lengths.Select((length, axis) => axis == 0 ? rows : length).Where((_, axis) => !reduces[axis])];

    /// <summary>Elements that lie one after the other in this order. Where the real ones lie does not matter to what is already
    /// reduced.</summary>
    public Layout ToLayout(int elementSize)
    {
        int rank = lengths.Length;
        var slowestFirst = new List<int>(Enumerable.Range(0, rank).Where(axis => lengths[axis] == 1));
        slowestFirst.AddRange(order.Select(Axis));
        int[] places = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            places[slowestFirst[i]] = i;
        }

        Layout layout = Layout.Create([.. slowestFirst.Select(axis => lengths[axis])], MemMapOrder.C, 0, elementSize).Permute(places);
        foreach (int axis in order.Where(axis => axis < 0))
        {
            layout = layout.Flip(~axis);
        }

        return layout;
    }

    /// <exception cref="ArgumentException">Another reduction, type, shape or order.</exception>
    public void RequireSame(PartialKey other, string parameterName)
    {
        if (Text() != other.Text())
        {
            throw new ArgumentException($"Partials of {Text()} and of {other.Text()} do not belong together.", parameterName);
        }
    }

    public string Text()
    {
        string axes = string.Join(", ", Enumerable.Range(0, lengths.Length).Where(axis => reduces[axis]));
        string elements = elementType.Insert((elementType + Where).IndexOf(Where, StringComparison.Ordinal), Layout.Text(lengths));
        return $"{reduction} of {elements} over axes ({axes}){(skipsNaN ? " without NaN" : string.Empty)}, "
            + $"in the order ({string.Join(", ", order)})";
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(reduction);
        writer.Write(elementType);
        writer.Write(skipsNaN);
        writer.Write((byte)lengths.Length);
        foreach (long length in lengths)
        {
            writer.Write(length);
        }

        foreach (bool isReduced in reduces)
        {
            writer.Write(isReduced);
        }

        writer.Write((byte)order.Length);
        foreach (int axis in order)
        {
            writer.Write((sbyte)axis);
        }
    }

    /// <param name="reader">At the key.</param>
    /// <param name="elementSize">How large an element or a result is, in bytes: those of the whole array are no more than a long can
    /// count.</param>
    /// <exception cref="InvalidDataException">It says what no array is like.</exception>
    public static PartialKey Read(PartialReader reader, int elementSize)
    {
        string reduction = reader.ReadString(MaxNameLength), elementType = reader.ReadString(MaxNameLength);
        bool skipsNaN = reader.ReadBoolean();
        int rank = reader.ReadByte();
        reader.Require(rank is > 0 and <= Layout.MaxRank, "the number of axes");
        long[] lengths = new long[rank];
        long product = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            lengths[axis] = reader.ReadInt64();
            reader.Require(lengths[axis] >= 0 && Math.Max(1, lengths[axis]) <= long.MaxValue / elementSize / product, "the shape");
            product *= Math.Max(1, lengths[axis]);
        }

        bool[] reduces = [.. Enumerable.Range(0, rank).Select(_ => reader.ReadBoolean())];
        int[] order = [.. Enumerable.Range(0, reader.ReadByte()).Select(_ => (int)reader.ReadSByte())];
        IEnumerable<int> expected = Enumerable.Range(0, rank).Where(axis => lengths[axis] != 1);
        reader.Require(order.Select(Axis).OrderBy(axis => axis).SequenceEqual(expected), "the order of the axes");
        return new(reduction, elementType, skipsNaN, lengths, reduces, order);
    }

    private static int Axis(int signed) => signed < 0 ? ~signed : signed;
}
