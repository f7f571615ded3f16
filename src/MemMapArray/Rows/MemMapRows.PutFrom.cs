using System;
using MemMap.Copying;
using MemMap.Mapping;
using MemMap.Rows;
using MemMap.Views;

namespace MemMap;

/// <content>Rows by their numbers, into a file.</content>
public static unsafe partial class MemMapRows
{
    /// <summary>Sets some rows. NumPy's <c>a[rows] = b</c>. The file is written in its own order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The view to write to, of any layout and rank 1 or more.</param>
    /// <param name="rows">The numbers of the rows, in any order. Negative numbers count from the end. Of a row that is named more than once
    /// the last one counts.</param>
    /// <param name="source">The elements, broadcast to (number of rows, shape of a row). It may have elements of <paramref name="array"/>:
    /// then all of it is copied to memory first.</param>
    /// <exception cref="IndexOutOfRangeException">A row is outside the array. Nothing was written.</exception>
    /// <exception cref="ArgumentException">The source cannot be broadcast to these rows. Nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0.</exception>
    /// <exception cref="NotSupportedException">The array is read-only.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short, cannot be read, or has no room. What was written is not
    /// known.</exception>
    /// <example><code>
    /// array.PutFrom([7, 0, -1], rows);    // a[[7, 0, -1]] = b
    /// </code></example>
    public static void PutFrom<T>(this MemMapView<T> array, ReadOnlySpan<long> rows, MemMapView<T> source)
        where T : unmanaged
    {
        Window window = WithRows(array), other = (source ?? throw new ArgumentNullException(nameof(source))).OpenWindow();
        using Lease lease = window.Region.Lease(), otherLease = other.Region.Lease();
        RowPutting.Put<T>(new StridedMemory(lease.Origin, window.Layout, window.Region), rows,
            new StridedMemory(otherLease.Origin, other.Layout, other.Region));
    }

    /// <summary>Sets some rows from memory. NumPy's <c>a[rows] = b</c>. The file is written in its own order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The view to write to, of any layout and rank 1 or more.</param>
    /// <param name="rows">The numbers of the rows, in any order. Negative numbers count from the end. Of a row that is named more than once
    /// the last one counts.</param>
    /// <param name="source">The elements of these rows in C order, exactly as many.</param>
    /// <exception cref="IndexOutOfRangeException">A row is outside the array. Nothing was written.</exception>
    /// <exception cref="ArgumentException">The source has another number of elements. Nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0.</exception>
    /// <exception cref="NotSupportedException">The array is read-only.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short, or has no room. What was written is not known.</exception>
    /// <example><code>
    /// labels.PutFrom(batch.Rows, predicted);    // a[rows] = b
    /// </code></example>
    public static void PutFrom<T>(this MemMapView<T> array, ReadOnlySpan<long> rows, ReadOnlySpan<T> source)
        where T : unmanaged
    {
        Window window = WithRows(array);
        long[] lengths = window.Layout.Lengths.ToArray();
        long elements = new ViewRows<T>(window).ElementsOf(rows.Length);
        if (source.Length != elements)
        {
            throw new ArgumentException($"The source has {source.Length} elements; {rows.Length} rows of an array of shape " +
                $"{Shape.Create(lengths)} have {elements}.", nameof(source));
        }

        lengths[0] = rows.Length;
        using Lease lease = window.Region.Lease();
        fixed (T* memory = source)
        {
            RowPutting.Put<T>(new StridedMemory(lease.Origin, window.Layout, window.Region), rows,
                StridedMemory.Contiguous((byte*)memory, lengths, sizeof(T)));
        }
    }

    private static Window WithRows<T>(MemMapView<T> array)
        where T : unmanaged
    {
        Window window = (array ?? throw new ArgumentNullException(nameof(array))).WritableWindow();
        return window.Layout.Rank > 0 ? window : throw new InvalidOperationException("A view of rank 0 has no rows.");
    }
}
