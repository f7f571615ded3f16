using System;
using MemMap.Copying;
using MemMap.Mapping;
using MemMap.Rows;
using MemMap.Views;

namespace MemMap;

/// <content>Rows by their numbers, out of a file.</content>
public static unsafe partial class MemMapRows
{
    /// <summary>Copies some rows, in the order asked for. NumPy's <c>np.take(a, rows, axis=0)</c>, <c>a[rows]</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">A view of any layout, of rank 1 or more, or an array of shards.</param>
    /// <param name="rows">The numbers of the rows, in any order; a number may come more than once. Negative numbers count from the end, -1
    /// is the last row.</param>
    /// <returns>A new array in memory of shape (number of rows asked for, shape of a row).</returns>
    /// <remarks>What the system has in memory is copied at once, on all processors. What it has not is read in the order of the file,
    /// neighbouring rows together and many reads at a time. Rows of 8 KB and more are moved by the system, so that a file that is cut short
    /// meanwhile is an exception.</remarks>
    /// <exception cref="IndexOutOfRangeException">A row is outside the array. Nothing was copied.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0, or the result has more elements than a .NET array: use
    /// <see cref="TakeTo{T}(ReductionSource{T}, ReadOnlySpan{long}, MemMapView{T})"/>.</exception>
    /// <exception cref="NotSupportedException">The source has no rows of its own.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.InvalidDataException">A shard differs from the manifest.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short, is missing, or cannot be read.</exception>
    /// <example><code>
    /// NDArray&lt;float&gt; some = array.Take([7, 0, -1]);    // np.take(a, [7, 0, -1], axis=0)
    /// </code></example>
    public static NDArray<T> Take<T>(this ReductionSource<T> source, ReadOnlySpan<long> rows)
        where T : unmanaged
    {
        RowSource<T> from = RowSource<T>.Of(source, nameof(source));
        RowNumbers.Require(rows, from.Count);
        long[] lengths = from.WithRows(rows.Length);
        T[] taken = NewRows(from, rows.Length, nameof(TakeTo));
        fixed (T* elements = taken)
        {
            RowTaking.Take(from, rows, StridedMemory.Contiguous((byte*)elements, lengths, sizeof(T)));
        }

        return new(lengths, taken);
    }

    /// <summary>Copies some rows into a view, in the order asked for. NumPy's <c>np.take(a, rows, axis=0, out=b)</c>, at any
    /// size.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">A view of any layout, of rank 1 or more, or an array of shards.</param>
    /// <param name="rows">The numbers of the rows, as in <see cref="Take{T}(ReductionSource{T}, ReadOnlySpan{long})"/>.</param>
    /// <param name="destination">As many rows of the same shape. It may have elements of the source view: then the rows are copied to
    /// memory first, all of them. In a file of the shards that are read it may not lie.</param>
    /// <exception cref="IndexOutOfRangeException">A row is outside the array. Nothing was written.</exception>
    /// <exception cref="ArgumentException">The destination has another shape, or lies in the file of a shard.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0.</exception>
    /// <exception cref="NotSupportedException">The destination is read-only, or the source has no rows of its own.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.InvalidDataException">A shard differs from the manifest.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short, is missing, cannot be read, or has no room. What was written is not
    /// known.</exception>
    /// <example><code>
    /// array.TakeTo([7, 0, -1], destination[..3]);    // np.take(a, [7, 0, -1], axis=0, out=b[:3])
    /// </code></example>
    public static void TakeTo<T>(this ReductionSource<T> source, ReadOnlySpan<long> rows, MemMapView<T> destination)
        where T : unmanaged
    {
        RowSource<T> from = RowSource<T>.Of(source, nameof(source));
        Window window = Destination(destination);
        long[] lengths = from.WithRows(rows.Length);
        if (!window.Layout.Lengths.SequenceEqual(lengths))
        {
            throw new ArgumentException($"The destination has shape {Shape.Create(window.Layout.Lengths)}; {rows.Length} rows of an " +
                $"array of shape {source.Shape} have shape {Shape.Create(lengths)}.", nameof(destination));
        }

        using Lease lease = window.Region.Lease();
        RowTaking.Take(from, rows, new StridedMemory(lease.Origin, window.Layout, window.Region));
    }

    /// <summary>Copies some rows into memory, in the order asked for.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">A view of any layout, of rank 1 or more, or an array of shards.</param>
    /// <param name="rows">The numbers of the rows, as in <see cref="Take{T}(ReductionSource{T}, ReadOnlySpan{long})"/>.</param>
    /// <param name="destination">The memory to copy to, in C order, at least as long as these rows. It may be a span of the source view's
    /// own elements: then the rows are copied to memory of their own first.</param>
    /// <exception cref="IndexOutOfRangeException">A row is outside the array. Nothing was written.</exception>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0.</exception>
    /// <exception cref="NotSupportedException">The source has no rows of its own.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.InvalidDataException">A shard differs from the manifest.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short, is missing, or cannot be read.</exception>
    public static void TakeTo<T>(this ReductionSource<T> source, ReadOnlySpan<long> rows, Span<T> destination)
        where T : unmanaged
    {
        RowSource<T> from = RowSource<T>.Of(source, nameof(source));
        long elements = from.ElementsOf(rows.Length);
        if (destination.Length < elements)
        {
            throw new ArgumentException($"The destination has {destination.Length} elements; {rows.Length} rows of an array of shape " +
                $"{source.Shape} have {elements}.", nameof(destination));
        }

        fixed (T* memory = destination)
        {
            RowTaking.Take(from, rows, StridedMemory.Contiguous((byte*)memory, from.WithRows(rows.Length), sizeof(T)));
        }
    }
}
