using System;
using MemMap.Copying;
using MemMap.Mapping;
using MemMap.Rows;
using MemMap.Views;

namespace MemMap;

/// <content>Rows by a mask.</content>
public static unsafe partial class MemMapRows
{
    // What is appended at a time.
    private const long AppendBytes = 4 << 20;

    /// <summary>Copies the rows that a mask selects. NumPy's <c>np.compress(mask, a, axis=0)</c>, <c>a[mask]</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">A view of any layout, of rank 1 or more, or an array of shards.</param>
    /// <param name="rows">One truth for each row; every byte but 0 is true. It is read twice.</param>
    /// <returns>A new array in memory of shape (number of rows selected, shape of a row).</returns>
    /// <exception cref="ArgumentException">The mask has another shape than one truth for each row.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0, the mask was changed meanwhile, or the result has more elements than a
    /// .NET array: use <see cref="CompressTo"/>.</exception>
    /// <exception cref="NotSupportedException">The source has no rows of its own.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.InvalidDataException">A shard differs from the manifest.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short, is missing, or cannot be read.</exception>
    /// <example><code>
    /// NDArray&lt;float&gt; good = array.Compress(isGood);    // a[mask]
    /// </code></example>
    public static NDArray<T> Compress<T>(this ReductionSource<T> source, ReductionSource<bool> rows)
        where T : unmanaged
    {
        RowSource<T> from = RowSource<T>.Of(source, nameof(source));
        RowMask mask = RowMask.For(from, rows);
        long count = mask.Count();
        long[] lengths = from.WithRows(count);
        T[] selected = NewRows(from, count, nameof(CompressTo));
        fixed (T* elements = selected)
        {
            RowCompressing.Compress(from, mask, count, StridedMemory.Contiguous((byte*)elements, lengths, sizeof(T)));
        }

        return new(lengths, selected);
    }

    /// <summary>Copies the rows that a mask selects to the first rows of a view. NumPy's <c>np.compress(mask, a, axis=0, out=b)</c>, at any
    /// size.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">A view of any layout, of rank 1 or more, or an array of shards.</param>
    /// <param name="rows">One truth for each row; every byte but 0 is true. It is read twice.</param>
    /// <param name="destination">As many rows or more, of the same shape; those behind stay as they are. It may have elements of the source
    /// or of the mask: then the rows are copied to memory first, all of them.</param>
    /// <returns>The number of rows written.</returns>
    /// <exception cref="ArgumentException">The mask has another shape than one truth for each row; or the destination has rows of another
    /// shape, too few of them, or lies in the file of a shard. Nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0, or the mask was changed meanwhile.</exception>
    /// <exception cref="NotSupportedException">The destination is read-only, or the source has no rows of its own.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.InvalidDataException">A shard differs from the manifest.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short, is missing, cannot be read, or has no room. What was written is not
    /// known.</exception>
    /// <example><code>
    /// long count = array.CompressTo(isGood, destination);    // np.compress(mask, a, axis=0, out=b[:count])
    /// </code></example>
    public static long CompressTo<T>(this ReductionSource<T> source, ReductionSource<bool> rows, MemMapView<T> destination)
        where T : unmanaged
    {
        RowSource<T> from = RowSource<T>.Of(source, nameof(source));
        RowMask mask = RowMask.For(from, rows);
        Window window = Destination(destination);
        long count = mask.Count();
        long[] lengths = from.WithRows(count);
        ReadOnlySpan<long> given = window.Layout.Lengths;
        if (given.Length != lengths.Length || !given.Slice(1).SequenceEqual(lengths.AsSpan(1)) || given[0] < count)
        {
            throw new ArgumentException($"The destination has shape {Shape.Create(given)}; the selected rows of an array of shape " +
                $"{source.Shape} have shape {Shape.Create(lengths)}.", nameof(destination));
        }

        using Lease lease = window.Region.Lease();
        RowCompressing.Compress(from, mask, count, new StridedMemory(lease.Origin, window.Layout, window.Region).Rows(0, count));
        return count;
    }

    /// <summary>Adds the rows that a mask selects at the end of an array's file, as <see cref="MemMapArray{T}.Append"/> does: a raw or a
    /// <c>.npy</c> file, which need not be as large as that before.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">A view of any layout, of rank 1 or more, or an array of shards.</param>
    /// <param name="rows">One truth for each row; every byte but 0 is true.</param>
    /// <param name="destination">The array to append to, in C order, with rows of the same shape. No one else can append meanwhile
    /// (<see cref="MemMapArray{T}.BeginAppend"/>).</param>
    /// <returns>The number of rows added.</returns>
    /// <remarks>About 4 MiB are appended at a time. When something fails, or the process is killed, the array has the rows of the parts
    /// before: whole rows, in their order.</remarks>
    /// <exception cref="ArgumentException">The mask has another shape than one truth for each row, or the destination has rows of another
    /// shape or is in F order. Nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0, a row has more elements than a .NET array, or the array cannot be
    /// appended to.</exception>
    /// <exception cref="NotSupportedException">The array was not opened for writing, or the source has no rows of its own.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.InvalidDataException">A shard differs from the manifest, or the header of the <c>.npy</c> file was
    /// replaced.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short, is missing, cannot be read, has no room, or somebody else is
    /// appending.</exception>
    /// <example><code>long added = array.CompressAppend(isGood, log);    // log has these rows at its end</code></example>
    public static long CompressAppend<T>(this ReductionSource<T> source, ReductionSource<bool> rows, MemMapArray<T> destination)
        where T : unmanaged
    {
        RowSource<T> from = RowSource<T>.Of(source, nameof(source));
        RowMask mask = RowMask.For(from, rows);
        Shape shape = (destination ?? throw new ArgumentNullException(nameof(destination))).Shape;
        if (shape.Rank != from.Lengths.Length || !shape.ToArray().AsSpan(1).SequenceEqual(from.Lengths.Slice(1)))
        {
            throw new ArgumentException(
                $"The destination has shape {shape}; rows of an array of shape {source.Shape} cannot be appended to it.",
                nameof(destination));
        }

        if (destination.Order == MemMapOrder.F && shape.Rank > 1)
        {
            throw new ArgumentException(
                "The destination is in F order, where a file grows along the last axis; rows are appended in C order.",
                nameof(destination));
        }

        using IDisposable? batch = destination.HasBatch ? null : destination.BeginAppend();
        return RowAppending.Append(from, mask, destination, AppendBytes);
    }
}
