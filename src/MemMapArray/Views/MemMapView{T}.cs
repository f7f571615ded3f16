using System;
using System.Collections.Generic;
using System.Diagnostics;
using MemMap.ByteOrders;
using MemMap.Copying;
using MemMap.Mapping;
using MemMap.Reductions.Engine;
using MemMap.Views;

namespace MemMap;

/// <summary>
/// A view of the elements of a mapped file or of an array in memory: a slice, a transpose or a reshape of a <see cref="MemMapArray{T}"/> or
/// an <see cref="NDArray{T}"/>. It copies nothing and need not be disposed; one of a file ends with the array it was taken from.
/// </summary>
/// <typeparam name="T">The element type: any type without references in it.</typeparam>
/// <remarks>
/// <para>After the array's Dispose every member that touches elements throws <see cref="ObjectDisposedException"/>. What is said of Dispose
/// and of files is not about arrays in memory: their views, spans and references keep the memory alive.</para>
/// <para>Bulk operations (copies, fills, reductions) may race with a Dispose in another thread: the memory stays mapped until they end.
/// Element access and spans may not; see <c>docs/guarantees.md</c>.</para>
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
[DebuggerTypeProxy(typeof(MemMapViewDebugView<>))]
public unsafe partial class MemMapView<T> : ReductionSource<T>
    where T : unmanaged
{
    /// <summary>The length of each axis, in elements.</summary>
    public override Shape Shape => Shape.Create(Window.Layout.Lengths);

    /// <summary>The distance from one element to the next along each axis, in bytes, as in NumPy. It is negative after a flip, and 0 after
    /// broadcasting.</summary>
    public ReadOnlySpan<long> Strides => Window.Layout.Strides;

    /// <summary>The number of axes; 0 for a single element. NumPy's <c>ndim</c>.</summary>
    public int Rank => Newest._rank;

    /// <summary>The number of elements. NumPy's <c>size</c>.</summary>
    public long Length => Newest.OwnLength;

    /// <summary>The size of all elements, in bytes. NumPy's <c>nbytes</c>.</summary>
    public long ByteLength => Length * sizeof(T);

    /// <summary>The position of the view's first element in the file, or in the array in memory, in bytes. (A NumPy view reports its
    /// parent's offset.)</summary>
    public long ByteOffset => Newest.OwnOffset;

    /// <summary>Whether writing is refused: the file is open in <see cref="MemMapMode.Read"/>, or several indexes of this view share an
    /// element, as after broadcasting.</summary>
    public bool IsReadOnly => Newest._isReadOnly;

    /// <summary>Whether the elements lie one after the other in C order, so that they are one span.</summary>
    public bool IsContiguous => Window.Layout.IsContiguous;

    private string DebuggerDisplay =>
        $"{(this is MemMapArray<T> ? nameof(MemMapArray) : this is NDArray<T> ? nameof(NDArray) : "MemMapView")}<{typeof(T).Name}> " +
        $"{Shape}{(Window.Region.IsClosed ? ", disposed" : IsReadOnly ? ", read-only" : string.Empty)}";

    /// <summary>Makes the bytes of this view durable: when it returns, they are on the medium. A view with gaps flushes everything from its
    /// first byte to its last. Does nothing in <see cref="MemMapMode.Read"/> and <see cref="MemMapMode.CopyOnWrite"/>. NumPy's <c>flush</c>
    /// always writes the whole array.</summary>
    /// <remarks>Other processes see a write at once, flushed or not. Data that must survive a power cut must be flushed.</remarks>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The system could not write, now or at an earlier flush, or the file was cut short.
    /// It is unknown then what is on the medium.</exception>
    /// <example><code>
    /// log[0, ..].Fill(7);
    /// log[0, ..].Flush();    // that row only
    /// </code></example>
    public virtual void Flush()
    {
        Window window = Window;
        (long start, long end) = window.Layout.ByteRange();
        window.Region.Flush(start, end);
    }

    /// <summary>Asks the system to read the bytes of this view in the background. It is only a hint.</summary>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>array[10..].Prefetch();    // read ahead, while the first rows are used</code></example>
    public void Prefetch()
    {
        Window window = Window;
        (long start, long end) = window.Layout.ByteRange();
        window.Region.Prefetch(start, end);
    }

    /// <summary>Views of up to <paramref name="rows"/> indexes along axis 0, one after the other; the last one may be shorter. No
    /// copy.</summary>
    /// <param name="rows">The number of rows of a chunk, above 0.</param>
    /// <returns>The chunks, made while they are enumerated.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The view has rank 0.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>
    /// foreach (MemMapView&lt;float&gt; chunk in array.Chunks(rows: 8))
    /// {
    ///     maximum = Math.Max(maximum, chunk.Max());
    /// }
    /// </code></example>
    public IEnumerable<MemMapView<T>> Chunks(long rows)
    {
        if (rows < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(rows), rows, "A chunk has at least one row.");
        }

        Window window = OpenWindow();
        if (window.Layout.Rank == 0)
        {
            throw new InvalidOperationException("A view of rank 0 has no rows to cut into chunks.");
        }

        return Cut(window, rows);

        static IEnumerable<MemMapView<T>> Cut(Window window, long rows)
        {
            long length = window.Layout.Lengths[0];
            for (long start = 0; start < length;)
            {
                long count = Math.Min(rows, length - start);
                yield return new MemMapView<T>(window.With(window.Layout.Narrow(0, start, count)));
                start += count;
            }
        }
    }

    internal override ElementSource OpenElements(ReadStrategy strategy)
    {
        Window window = Window;
        bool isReversed = ByteOrder.IsReversed<T>();
        return window.Region is MappedRegion mapped
            ? new FileElements(mapped, window.Layout, isReversed, strategy)
            : new MemoryElements(window.Region, window.Layout, isReversed);
    }

    /// <summary>The elements for a bulk operation, under a lease that the caller has taken on this window.</summary>
    private static StridedMemory Elements(Window window, Lease lease) => new(lease.Origin, window.Layout, window.Region);

    private static void RequireWritable(Window window)
    {
        if (window.IsReadOnly)
        {
            throw WhyReadOnly(window);
        }
    }

    private static Exception WhyReadOnly(Window window) => window.Region.IsClosed
        ? window.Region.Disposed()
        : new NotSupportedException(window.Region is MappedRegion { IsReadOnly: true } mapped
            ? $"The file '{mapped.File.FullPath}' is open for reading only; open it with MemMapMode.ReadWrite, or CopyOnWrite to " +
                "change it in memory only."
            : $"This view of shape {Layout.Text(window.Layout.Lengths)} is broadcast: several indexes share one element, so it cannot " +
                "be written to.");
}
