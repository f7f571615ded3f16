using System;
using MemMap.Rows;

namespace MemMap;

/// <summary>Some rows of an array, and the same rows of another one, such as images and their labels.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TLabel">The element type of the other array.</typeparam>
public sealed class RowBatch<T, TLabel> : RowBatch<T>
    where T : unmanaged
    where TLabel : unmanaged
{
    private readonly TLabel[] _labels;
    private readonly int _length;

    /// <summary>Makes a batch of rows that were read elsewhere, as those of a cluster are. O(1), no copy.</summary>
    /// <param name="index">The number of the batch in its epoch, from 0.</param>
    /// <param name="rows">The number of each row in the sources.</param>
    /// <param name="elements">The elements of all rows, in C order.</param>
    /// <param name="shape">The number of rows, then the shape of a row.</param>
    /// <param name="labels">The elements of the same rows of the other array, in C order.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative, or the shape has a negative length or too many
    /// bytes.</exception>
    /// <exception cref="ArgumentException">There are no rows, the shape has other rows or elements than there are, or the labels are not
    /// whole rows.</exception>
    public RowBatch(long index, long[] rows, T[] elements, Shape shape, TLabel[] labels)
        : base(index, rows, elements, shape)
    {
        _labels = labels ?? throw new ArgumentNullException(nameof(labels));
        _length = labels.Length % rows.Length == 0
            ? labels.Length
            : throw new ArgumentException($"{labels.Length} labels are not those of {rows.Length} rows.", nameof(labels));
    }

    internal RowBatch(long index, BatchPlan plan, RowSource<T> source, RowSource<TLabel> labels, RowBatch<T, TLabel>? used)
        : base(index, plan, source, used)
    {
        _labels = used?._labels ?? new TLabel[labels.ElementsOf(plan.LargestSize)];
        _length = (int)labels.ElementsOf(Count);
        plan.Read(labels, Rows, _labels);
    }

    /// <summary>The elements of the same rows of the other array, in C order: of an array of rank 1 one for each row. No copy.</summary>
    /// <exception cref="InvalidOperationException">The loop has gone on.</exception>
    public Span<TLabel> Labels => Current(_labels).AsSpan(0, _length);
}
