using System;
using System.Collections.Generic;

namespace MemMap.Series;

/// <summary>
/// The elements of a view as series along one axis, cut into boxes that fit a processor's cache. The other axes go by the strides of the
/// target, those of length 1 dropped and negative strides undone, so that a box lies side by side in the target wherever that is possible.
/// </summary>
/// <remarks>
/// <code>
///   lines    axes slower than the series'     a box has several, where whole series fit it
///   rows     the axis of the series           a box has all, or some that follow each other: its number is the next one's, less one
///   columns  axes faster than the series'     a box has all, or as many as leave room for some rows
/// </code>
/// The cut depends on shape, layout and operation only: no bit of a result depends on it.
/// </remarks>
internal sealed class SeriesPlan
{
    private readonly int[] _axes;
    private readonly bool[] _turned;
    private readonly long[] _lengths;
    private readonly long[] _box;
    private readonly long _targetOffset;
    private readonly long _sourceOffset;
    private readonly int _rank;

    /// <param name="target">What is written. It has elements.</param>
    /// <param name="source">What is read: of the same lengths, but along the axis.</param>
    /// <param name="axis">The axis of the series.</param>
    /// <param name="boxElements">About how many elements a box has.</param>
    /// <param name="mostColumns">How many columns a box has at most, where whole series do not fit it.</param>
    /// <param name="mostRows">How many rows a box has at most.</param>
    /// <param name="partRows">Of how many rows boxes have a multiple, where whole series do not fit them.</param>
    public SeriesPlan(
        Layout target, Layout source, int axis, long boxElements, long mostColumns, long mostRows = long.MaxValue, long partRows = 1)
    {
        _rank = target.Rank;
        _axes = OrderOf(target, axis);
        SeriesAxis = Array.IndexOf(_axes, axis);
        _turned = new bool[_axes.Length];
        _lengths = new long[_axes.Length];
        (TargetStrides, SourceStrides) = (new long[_axes.Length], new long[_axes.Length]);
        (_targetOffset, _sourceOffset) = (target.Offset, source.Offset);
        for (int i = 0; i < _axes.Length; i++)
        {
            _lengths[i] = target.Lengths[_axes[i]];
            (TargetStrides[i], SourceStrides[i]) = (target.Strides[_axes[i]], source.Strides[_axes[i]]);
            if (i != SeriesAxis && TargetStrides[i] < 0)
            {
                _turned[i] = true;
                _targetOffset += (_lengths[i] - 1) * TargetStrides[i];
                _sourceOffset += (_lengths[i] - 1) * SourceStrides[i];
                (TargetStrides[i], SourceStrides[i]) = (-TargetStrides[i], -SourceStrides[i]);
            }
        }

        _box = new long[_axes.Length];
        bool fits = Rows <= mostRows && ProductFrom(SeriesAxis) <= boxElements;
        Cut(_axes.Length - 1, SeriesAxis + 1, fits ? long.MaxValue : mostColumns);
        long rows = fits ? Rows : Math.Max(1, boxElements / BoxProduct(SeriesAxis + 1) / partRows) * partRows;
        _box[SeriesAxis] = Math.Min(Math.Min(Rows, rows), mostRows);
        Cut(SeriesAxis - 1, 0, fits ? Math.Max(1, boxElements / ProductFrom(SeriesAxis)) : 1);
        ChunksPerSeries = (Rows + RowsPerBox - 1) / RowsPerBox;
        BoxCount = 1;
        for (int i = 0; i < _axes.Length; i++)
        {
            BoxCount *= CountAlong(i);
        }
    }

    /// <summary>The strides of a box in the target, slowest axis first, in bytes.</summary>
    public long[] TargetStrides { get; }

    /// <summary>The strides of a box in the source.</summary>
    public long[] SourceStrides { get; }

    /// <summary>Which axis of a box is that of the series.</summary>
    public int SeriesAxis { get; }

    /// <summary>How long a series of the target is.</summary>
    public long Rows => _lengths[SeriesAxis];

    public long RowsPerBox => _box[SeriesAxis];

    /// <summary>How many boxes follow each other along a series.</summary>
    public long ChunksPerSeries { get; }

    public long BoxCount { get; }

    /// <summary>How many columns the widest box has.</summary>
    public long MostColumns => BoxProduct(SeriesAxis + 1);

    /// <summary>How many columns the narrowest box has.</summary>
    public long LeastColumns
    {
        get
        {
            long product = 1;
            for (int i = SeriesAxis + 1; i < _box.Length; i++)
            {
                product *= _lengths[i] - ((CountAlong(i) - 1) * _box[i]);
            }

            return product;
        }
    }

    /// <summary>How many elements the largest box has.</summary>
    public long MostElements => BoxProduct(0);

    /// <summary>A box by its number: those along a series follow each other.</summary>
    public SeriesBox BoxAt(long number)
    {
        long chunk = number % ChunksPerSeries, other = number / ChunksPerSeries;
        var starts = new long[_lengths.Length];
        var lengths = new long[_lengths.Length];
        long target = _targetOffset, source = _sourceOffset, lines = 1, columns = 1;
        for (int i = _lengths.Length - 1; i >= 0; i--)
        {
            long along = chunk;
            if (i != SeriesAxis)
            {
                (other, along) = (other / CountAlong(i), other % CountAlong(i));
            }

            starts[i] = along * _box[i];
            lengths[i] = Math.Min(_box[i], _lengths[i] - starts[i]);
            target += starts[i] * TargetStrides[i];
            source += starts[i] * SourceStrides[i];
            lines *= i < SeriesAxis ? lengths[i] : 1;
            columns *= i > SeriesAxis ? lengths[i] : 1;
        }

        return new(starts, lengths, target, source, lines, lengths[SeriesAxis], (int)columns, starts[SeriesAxis]);
    }

    /// <summary>The index of an element in the shape of the target.</summary>
    /// <param name="box">Its box.</param>
    /// <param name="position">Its number in the box.</param>
    public long[] IndexOf(in SeriesBox box, long position)
    {
        var index = new long[_rank];
        for (int i = _axes.Length - 1; i >= 0; i--)
        {
            long at = box.Starts[i] + (position % box.Lengths[i]);
            position /= box.Lengths[i];
            index[_axes[i]] = _turned[i] ? _lengths[i] - 1 - at : at;
        }

        return index;
    }

    // Axes by descending |stride|, ties by axis, without those of length 1 but that of the series.
    private static int[] OrderOf(Layout target, int series)
    {
        long[] strides = target.Strides.ToArray();
        var axes = new List<int>();
        for (int axis = 0; axis < target.Rank; axis++)
        {
            if (axis == series || target.Lengths[axis] != 1)
            {
                axes.Add(axis);
            }
        }

        axes.Sort((one, other) => Math.Abs(strides[one]) != Math.Abs(strides[other])
            ? Math.Abs(strides[other]).CompareTo(Math.Abs(strides[one])) : one.CompareTo(other));
        return [.. axes];
    }

    // Whole axes from the fastest on, then a part of one, then single indexes.
    private void Cut(int fastest, int slowest, long most)
    {
        long inside = 1;
        for (int i = fastest; i >= slowest; i--)
        {
            _box[i] = Math.Max(1, Math.Min(_lengths[i], most / inside));
            inside = _box[i] == _lengths[i] ? inside * _box[i] : long.MaxValue;
        }
    }

    private long CountAlong(int i) => (_lengths[i] + _box[i] - 1) / _box[i];

    private long BoxProduct(int first)
    {
        long product = 1;
        for (int i = first; i < _box.Length; i++)
        {
            product *= _box[i];
        }

        return product;
    }

    private long ProductFrom(int first)
    {
        double product = 1;
        for (int i = first; i < _lengths.Length; i++)
        {
            product *= _lengths[i];
        }

        return product < long.MaxValue ? (long)product : long.MaxValue;
    }
}
