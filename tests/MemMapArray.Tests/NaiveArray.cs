using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Tests;

/// <summary>
/// An array as a table: for each index tuple, which element of the file it is. No strides, no offsets: a view is a new table, filled by asking
/// for each of its tuples which tuple of the old table it was.
/// </summary>
internal sealed class NaiveArray
{
    private readonly int[] _elements;

    private NaiveArray(int[] lengths, int[] elements)
    {
        Lengths = lengths;
        _elements = elements;
    }

    public int[] Lengths { get; }

    public int Rank => Lengths.Length;

    public int Count => _elements.Length;

    /// <summary>Which elements of the file these are, in C order of the indexes.</summary>
    public ReadOnlySpan<int> Elements => _elements;

    public long[] Shape => Array.ConvertAll(Lengths, length => (long)length);

    /// <summary>Several indexes are one element.</summary>
    public bool HasRepeats => _elements.Distinct().Count() != _elements.Length;

    /// <summary>The elements follow each other in the file.</summary>
    public bool IsContiguous => _elements.Select((element, i) => element - i).Distinct().Count() <= 1;

    public int this[int[] index] => _elements[Position(index)];

    /// <summary>A whole array, whose elements are numbered as they lie in the file.</summary>
    public static NaiveArray Stored(int[] lengths, MemMapOrder order)
    {
        int next = 0;
        NaiveArray stored = new(lengths, new int[lengths.Aggregate(1, (product, length) => product * length)]);
        IEnumerable<int[]> indexes = order == MemMapOrder.C
            ? Indexes(lengths)
            : Indexes([.. lengths.Reverse()]).Select(index => index.Reverse().ToArray());
        foreach (int[] index in indexes)
        {
            stored._elements[stored.Position(index)] = next++;
        }

        return stored;
    }

    /// <summary>All index tuples, in C order.</summary>
    public static IEnumerable<int[]> Indexes(int[] lengths)
    {
        if (lengths.Length == 0)
        {
            return [[]];
        }

        return Enumerable.Range(0, lengths[0]).SelectMany(first => Indexes(lengths[1..]).Select(rest => (int[])[first, .. rest]));
    }

    /// <summary>The array of other lengths whose element at an index is this array's at <paramref name="source"/> of that index.</summary>
    public NaiveArray Map(int[] lengths, Func<int[], int[]> source) => new(lengths, [.. Indexes(lengths).Select(index => this[source(index)])]);

    public NaiveArray Permute(int[] axes) => Map([.. axes.Select(axis => Lengths[axis])], index =>
    {
        int[] source = new int[Rank];
        for (int i = 0; i < axes.Length; i++)
        {
            source[axes[i]] = index[i];
        }

        return source;
    });

    public NaiveArray Transpose() => Permute([.. Enumerable.Range(0, Rank).Reverse()]);

    public NaiveArray Flip(int axis) =>
        Map(Lengths, index => [.. index.Select((position, i) => i == axis ? Lengths[i] - 1 - position : position)]);

    /// <summary>Some positions of an axis.</summary>
    public NaiveArray Take(int axis, int[] positions) =>
        Map([.. Lengths.Select((length, i) => i == axis ? positions.Length : length)], index => [.. index.Select((position, i) => i == axis ? positions[position] : position)]);

    /// <summary>One position of an axis, which is dropped.</summary>
    public NaiveArray At(int axis, int position) => Map(Without(Lengths, axis), index => With(index, axis, position));

    public NaiveArray ExpandDims(int axis) => Map(With(Lengths, axis, 1), index => Without(index, axis));

    public NaiveArray Squeeze()
    {
        NaiveArray squeezed = this;
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            squeezed = Lengths[axis] == 1 ? squeezed.At(axis, 0) : squeezed;
        }

        return squeezed;
    }

    public NaiveArray BroadcastTo(int[] lengths) =>
        Map(lengths, index => [.. index[(lengths.Length - Rank)..].Select((position, i) => Lengths[i] == 1 ? 0 : position)]);

    /// <summary>The same elements in the same order by another shape.</summary>
    public NaiveArray Reshape(int[] lengths) => new(lengths, _elements);

    /// <summary>From any index to the next along an axis it is equally far in the file: what strides can describe.</summary>
    public bool HasStrides()
    {
        if (Count == 0)
        {
            return true;
        }

        int first = _elements[0];
        int[] steps = new int[Rank];
        for (int axis = 0; axis < Rank; axis++)
        {
            int[] one = new int[Rank];
            one[axis] = 1;
            steps[axis] = Lengths[axis] == 1 ? 0 : this[one] - first;
        }

        return Indexes(Lengths).All(index => this[index] == first + index.Zip(steps, (position, step) => position * step).Sum());
    }

    private static int[] Without(int[] values, int at) => [.. values[..at], .. values[(at + 1)..]];

    private static int[] With(int[] values, int at, int value) => [.. values[..at], value, .. values[at..]];

    private int Position(int[] index)
    {
        int position = 0;
        for (int axis = 0; axis < index.Length; axis++)
        {
            if (index[axis] < 0 || index[axis] >= Lengths[axis])
            {
                throw new InvalidOperationException("The model was asked for an index that it does not have.");
            }

            position = (position * Lengths[axis]) + index[axis];
        }

        return position;
    }
}
