using System;
using MemMap.Mapping;
using MemMap.Shards;
using MemMap.Views;

namespace MemMap;

/// <content>Elements by index, and copies of many. Each shard's part is copied as a view of it would be.</content>
public partial class MemMapShardsView<T>
{
    /// <summary>The element at an index of an array of rank 1. O(log shards), plus the opening of a file that is not open. In loops, copy
    /// many rows by <see cref="CopyTo(Span{T})"/> instead.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <inheritdoc cref="this[ReadOnlySpan{long}]" path="/exception"/>
    public T this[long i] => Element([i]);

    /// <summary>The element at a row and a column of an array of rank 2. O(log shards), plus the opening of a file that is not open. In
    /// loops, copy many rows by <see cref="CopyTo(Span{T})"/> instead.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <param name="j">The index along axis 1, from 0.</param>
    /// <inheritdoc cref="this[ReadOnlySpan{long}]" path="/exception"/>
    public T this[long i, long j] => Element([i, j]);

    /// <summary>The element of an array of rank 3. O(log shards), plus the opening of a file that is not open.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <param name="j">The index along axis 1, from 0.</param>
    /// <param name="k">The index along axis 2, from 0.</param>
    /// <inheritdoc cref="this[ReadOnlySpan{long}]" path="/exception"/>
    public T this[long i, long j, long k] => Element([i, j, k]);

    /// <summary>The element of an array of rank 4. O(log shards), plus the opening of a file that is not open.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <param name="j">The index along axis 1, from 0.</param>
    /// <param name="k">The index along axis 2, from 0.</param>
    /// <param name="l">The index along axis 3, from 0.</param>
    /// <inheritdoc cref="this[ReadOnlySpan{long}]" path="/exception"/>
    public T this[long i, long j, long k, long l] => Element([i, j, k, l]);

    /// <summary>The element of an array of any rank: one index for each axis. O(log shards), plus the opening of a file that is not
    /// open.</summary>
    /// <param name="index">The index along each axis, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside its axis.</exception>
    /// <exception cref="ArgumentException">There are not as many indexes as axes.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.InvalidDataException">The shard differs from the manifest.</exception>
    /// <exception cref="System.IO.IOException">The shard is missing, or was cut short.</exception>
    public T this[params ReadOnlySpan<long> index] => Element(index);

    /// <summary>Copies all elements, in C order. O(Length).</summary>
    /// <param name="destination">The memory to copy to, at least as long as this view.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.InvalidDataException">A shard differs from the manifest.</exception>
    /// <exception cref="System.IO.IOException">A shard is missing, or was cut short.</exception>
    /// <example><code>
    /// float[] buffer = new float[part.Length];
    /// part.CopyTo(buffer);
    /// </code></example>
    public void CopyTo(Span<T> destination)
    {
        if (destination.Length < Length)
        {
            throw new ArgumentException(
                $"The destination has {destination.Length} elements; the rows of shape {Shape} have {Length}.", nameof(destination));
        }

        using var parts = new ShardParts<T>(Shards, _rows);
        while (parts.MoveNext())
        {
            MemMapView<T> part = parts.Current;
            part.CopyTo(destination);
            destination = destination.Slice((int)part.Length);
        }
    }

    /// <summary>Copies all elements into a view of one file: from many files to one. O(Length).</summary>
    /// <param name="destination">The view to copy to, of the same shape.</param>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The destination has another shape.</exception>
    /// <exception cref="NotSupportedException">The destination is read-only.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.InvalidDataException">A shard differs from the manifest.</exception>
    /// <exception cref="System.IO.IOException">A shard is missing, or a file was cut short.</exception>
    public void CopyTo(MemMapView<T> destination)
    {
        Window window = (destination ?? throw new ArgumentNullException(nameof(destination))).WritableWindow();
        if (destination.Shape != Shape)
        {
            throw new ArgumentException(
                $"The destination has shape {destination.Shape}; these rows have shape {Shape}.", nameof(destination));
        }

        // The destination as it is now: an array may grow meanwhile.
        using Lease lease = window.Region.Lease();
        MemMapView<T> target = destination[Slice.Ellipsis];
        using var parts = new ShardParts<T>(Shards, _rows);
        for (long row = 0; parts.MoveNext();)
        {
            MemMapView<T> part = parts.Current;
            target[Slice.Range(row, row + part.Shape[0])].CopyFrom(part);
            row += part.Shape[0];
        }
    }

    /// <summary>All elements in a new array, in C order. O(Length).</summary>
    /// <returns>The copy.</returns>
    /// <exception cref="InvalidOperationException">The view is longer than an array can be.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.InvalidDataException">A shard differs from the manifest.</exception>
    /// <exception cref="System.IO.IOException">A shard is missing, or was cut short.</exception>
    public T[] ToArray()
    {
        RequireOpen();
        if (Length > MemMapView<T>.MaxArrayLength)
        {
            throw new InvalidOperationException(
                $"A .NET array has at most {MemMapView<T>.MaxArrayLength} elements, these rows have {Length}. Copy parts of them " +
                "(Chunks).");
        }

        T[] array = NewArray.Create<T>(Length);
        CopyTo(array);
        return array;
    }

    private T Element(ReadOnlySpan<long> index)
    {
        RequireOpen();
        if (index.Length != Rank)
        {
            throw new ArgumentException(
                $"{index.Length} indexes were given for the shape {Shape}, which has {Rank} axes. Give one for each axis; rows are " +
                "a[1..2].",
                nameof(index));
        }

        if (index[0] < 0 || index[0] >= _rows.Count)
        {
            throw Throw.IndexOutOfRange(0, index[0], _rows.Count);
        }

        using var parts = new ShardParts<T>(Shards, new RowRange(_rows.Start + index[0], 1));
        _ = parts.MoveNext();
        parts.RequireFile();
        Span<long> inPart = stackalloc long[index.Length];
        index.CopyTo(inPart);
        inPart[0] = 0;
        return parts.Current[(ReadOnlySpan<long>)inPart];
    }
}
