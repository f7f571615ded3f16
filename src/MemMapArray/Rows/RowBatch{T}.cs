using System;
using System.Diagnostics;
using MemMap.Mapping;
using MemMap.Rows;

namespace MemMap;

/// <summary>Some rows of an array in memory, in the order of a training loop. The next batch gets the memory: until then it may be read and
/// changed.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>After the loop has gone on, <see cref="AsSpan"/> throws; a span that was taken before shows other rows by then. What is to
/// be kept is copied (<see cref="ToNDArray"/>).</remarks>
[DebuggerDisplay("RowBatch<{typeof(T).Name,nq}> {Index}: {Count} rows")]
public class RowBatch<T> : IReusable
    where T : unmanaged
{
    private readonly T[] _elements;
    private readonly long[] _rows;
    private readonly long[] _lengths;
    private readonly int _length;
    private volatile bool _isRetired;

    /// <summary>Makes a batch of rows that were read elsewhere, as those of a cluster are. O(1), no copy.</summary>
    /// <param name="index">The number of the batch in its epoch, from 0.</param>
    /// <param name="rows">The number of each row in the source.</param>
    /// <param name="elements">The elements of all rows, in C order.</param>
    /// <param name="shape">The number of rows, then the shape of a row.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative, or the shape has a negative length or too many
    /// bytes.</exception>
    /// <exception cref="ArgumentException">There are no rows, or the shape has other rows or elements than there are.</exception>
    public RowBatch(long index, long[] rows, T[] elements, Shape shape)
    {
        if (index < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, "The first batch is 0.");
        }

        _rows = rows ?? throw new ArgumentNullException(nameof(rows));
        _elements = elements ?? throw new ArgumentNullException(nameof(elements));
        if (rows.Length == 0 || shape.Rank == 0 || shape[0] != rows.Length || shape.Length != elements.Length)
        {
            throw new ArgumentException(
                $"A batch of {rows.Length} rows with {elements.Length} elements cannot have shape {shape}.", nameof(shape));
        }

        Index = index;
        Count = rows.Length;
        _lengths = shape.ToArray();
        _length = elements.Length;
    }

    internal RowBatch(long index, BatchPlan plan, RowSource<T> source, RowBatch<T>? used)
    {
        Index = index;
        Count = plan.CountOf(index);
        _elements = used?._elements ?? NewArray.Create<T>(source.ElementsOf(plan.LargestSize));
        _rows = used?._rows ?? new long[plan.LargestSize];
        _lengths = source.WithRows(Count);
        _length = (int)source.ElementsOf(Count);
        plan.RowsOf(index, _rows.AsSpan(0, Count));
        plan.Read(source, Rows, _elements);
    }

    /// <summary>The number of the batch in its epoch, from 0.</summary>
    public long Index { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The shape: the number of rows, then the shape of a row.</summary>
    public Shape Shape => Shape.Create(_lengths);

    /// <summary>The number of each row in the source.</summary>
    /// <exception cref="InvalidOperationException">The loop has gone on.</exception>
    public ReadOnlySpan<long> Rows => Current(_rows).AsSpan(0, Count);

    /// <summary>The elements of all rows, in C order. No copy.</summary>
    /// <returns>A span over the batch's memory, which may be changed.</returns>
    /// <exception cref="InvalidOperationException">The loop has gone on.</exception>
    public Span<T> AsSpan() => Current(_elements).AsSpan(0, _length);

    /// <summary>The elements of a row, in C order. No copy.</summary>
    /// <param name="i">The row's place in the batch, from 0.</param>
    /// <returns>A span over the batch's memory, which may be changed.</returns>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The loop has gone on.</exception>
    /// <example><code>
    /// foreach (RowBatch&lt;float&gt; batch in array.Batches(size: 16))
    /// {
    ///     for (int i = 0; i &lt; batch.Count; i++)
    ///     {
    ///         Train(batch.GetRowSpan(i), batch.Rows);
    ///     }
    /// }
    /// </code></example>
    public Span<T> GetRowSpan(int i)
    {
        if ((uint)i >= (uint)Count)
        {
            throw Throw.IndexOutOfRange(0, i, Count);
        }

        int rowLength = _length / Count;
        return AsSpan().Slice(i * rowLength, rowLength);
    }

    /// <summary>The rows in memory of their own, to be kept.</summary>
    /// <returns>The copy.</returns>
    /// <exception cref="InvalidOperationException">The loop has gone on.</exception>
    public NDArray<T> ToNDArray() => new(_lengths, AsSpan().ToArray());

    void IReusable.Retire() => _isRetired = true;

    private protected TMemory Current<TMemory>(TMemory memory) =>
        !_isRetired
            ? memory
            : throw new InvalidOperationException(
                $"Batch {Index} is over: its memory was given to another one when the loop went on. Copy what is to be kept (ToNDArray).");
}
