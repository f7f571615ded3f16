using System;
using System.Diagnostics.CodeAnalysis;
using MemMap.Copying;
using MemMap.Mapping;
using MemMap.Views;

namespace MemMap;

/// <content>Bulk copies. Contiguous parts move as runs, transposed ones by tiles. A Dispose in another thread lets them end
/// first.</content>
public unsafe partial class MemMapView<T>
{
    /// <summary>Sets every element. NumPy's <c>a[...] = value</c>. O(Length).</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="NotSupportedException">The view is read-only.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short during the copy.</exception>
    /// <example><code>array.Fill(1);    // a[...] = 1</code></example>
    public void Fill(T value)
    {
        Window window = WritableWindow();
        using Lease lease = window.Region.Lease();
        StridedCopy<T>.Copy(Elements(window, lease), StridedMemory.Contiguous((byte*)&value, [], sizeof(T)));
    }

    /// <summary>Copies all elements, in C order. O(Length).</summary>
    /// <param name="destination">The memory to copy to, at least as long as this view. The two may overlap.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short during the copy.</exception>
    /// <example><code>array.CopyTo(buffer);</code></example>
    public void CopyTo(Span<T> destination) => CopyTo(destination, reverses: false);

    // With the bytes of each element brought into the other order: for the conversions of MemMapByteOrder.
    internal void CopyTo(Span<T> destination, bool reverses)
    {
        Window window = OpenWindow();
        if (destination.Length < window.Layout.Length)
        {
            throw new ArgumentException(
                $"The destination has {destination.Length} elements; the view of shape {Layout.Text(window.Layout.Lengths)} has " +
                $"{window.Layout.Length}.",
                nameof(destination));
        }

        using Lease lease = window.Region.Lease();
        fixed (T* elements = destination)
        {
            if (!reverses && IsRunOutside(window, (byte*)elements, out MappedRegion? mapped))
            {
                mapped.Read(window.Layout.Offset, (byte*)elements, window.Layout.Length * sizeof(T));
                return;
            }

            var target = StridedMemory.Contiguous((byte*)elements, window.Layout.Lengths, sizeof(T));
            StridedCopy<T>.Copy(target, Elements(window, lease), reverses);
        }
    }

    /// <summary>Writes all elements into a file that is not mapped.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layout">Where they belong: side by side, in either order.</param>
    internal void CopyTo(MappedFile file, Layout layout)
    {
        Window window = OpenWindow();
        using Lease lease = window.Region.Lease();
        StridedCopy<T>.Copy(StridedMemory.InFile(file, layout), Elements(window, lease));
    }

    /// <summary>Copies all elements into another view, broadcast to its shape, as <c>destination.CopyFrom(this)</c> does.</summary>
    /// <param name="destination">The view to copy to. The two may overlap.</param>
    /// <exception cref="NotSupportedException">The destination is read-only.</exception>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short during the copy.</exception>
    /// <example><code>array[5..10].CopyTo(array[..5]);    // a[:5] = a[5:10]</code></example>
    public void CopyTo(MemMapView<T> destination) => (destination ?? throw new ArgumentNullException(nameof(destination))).CopyFrom(this);

    /// <summary>Sets every element from a span that holds them in C order. O(Length).</summary>
    /// <param name="source">The elements, exactly as many as this view has. The two may overlap.</param>
    /// <exception cref="ArgumentException">The source has another number of elements.</exception>
    /// <exception cref="NotSupportedException">The view is read-only.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short during the copy.</exception>
    /// <example><code>array[0, ..].CopyFrom(ten);    // a[0] = ten</code></example>
    public void CopyFrom(ReadOnlySpan<T> source) => CopyFrom(source, reverses: false);

    internal void CopyFrom(ReadOnlySpan<T> source, bool reverses)
    {
        Window window = WritableWindow();
        if (source.Length != window.Layout.Length)
        {
            throw new ArgumentException(
                $"The source has {source.Length} elements; the view of shape {Layout.Text(window.Layout.Lengths)} has " +
                $"{window.Layout.Length}. One value for all is Fill.",
                nameof(source));
        }

        using Lease lease = window.Region.Lease();
        fixed (T* elements = source)
        {
            if (!reverses && IsRunOutside(window, (byte*)elements, out MappedRegion? mapped))
            {
                mapped.Write(window.Layout.Offset, (byte*)elements, window.Layout.Length * sizeof(T));
                return;
            }

            var memory = StridedMemory.Contiguous((byte*)elements, window.Layout.Lengths, sizeof(T));
            StridedCopy<T>.Copy(Elements(window, lease), memory, reverses);
        }
    }

    /// <summary>Sets every element from another view, broadcast to this shape. NumPy's <c>a[...] = b</c>. O(Length).</summary>
    /// <param name="source">The elements. They may overlap this view in any way: the result is as if the source had been copied first. When
    /// the two overlap with different strides, as a view and its transpose do, the source really is copied, which takes memory for all of
    /// it. Another array over the same file counts as overlapping when both were opened by the same path.</param>
    /// <exception cref="ArgumentException">The source cannot be broadcast to this shape.</exception>
    /// <exception cref="NotSupportedException">The view is read-only.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short during the copy.</exception>
    /// <example><code>array.CopyFrom(array[0, ..]);    // a[...] = a[0], broadcast to every row</code></example>
    public void CopyFrom(MemMapView<T> source) => CopyFrom(source, reverses: false);

    internal void CopyFrom(MemMapView<T> source, bool reverses)
    {
        Window window = WritableWindow(), other = (source ?? throw new ArgumentNullException(nameof(source))).OpenWindow();
        using Lease lease = window.Region.Lease();
        using Lease otherLease = other.Region.Lease();
        StridedCopy<T>.Copy(Elements(window, lease), Elements(other, otherLease), reverses);
    }

    /// <summary>All elements in a new array, in C order. O(Length).</summary>
    /// <returns>The copy.</returns>
    /// <exception cref="InvalidOperationException">The view is longer than an array can be.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short during the copy.</exception>
    /// <example><code>float[] copy = array[.., 3].ToArray();</code></example>
    public T[] ToArray() => ToArray(reverses: false);

    /// <summary>All elements in a new array in memory of the same shape, in C order. NumPy's <c>np.array(a)</c>. O(Length).</summary>
    /// <returns>The copy.</returns>
    /// <exception cref="InvalidOperationException">The view is longer than an array can be.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short during the copy.</exception>
    /// <example><code>NDArray&lt;float&gt; inMemory = array[5..10].ToNDArray();    // np.array(a[5:10])</code></example>
    public NDArray<T> ToNDArray()
    {
        // As it is now: an array may grow meanwhile.
        Window window = OpenWindow();
        return new(window.Layout.Lengths, new MemMapView<T>(window).ToArray());
    }

    internal T[] ToArray(bool reverses)
    {
        Window window = OpenWindow();
        if (window.Layout.Length > MaxArrayLength)
        {
            throw new InvalidOperationException(
                $"A .NET array has at most {MaxArrayLength} elements, this view has {window.Layout.Length}. Copy parts of it (Chunks).");
        }

        T[] array = NewArray.Create<T>(window.Layout.Length);
        new MemMapView<T>(window).CopyTo(array, reverses);
        return array;
    }

    // The common case is fast: contiguous elements of a file, and memory that is not a part of it.
    private static bool IsRunOutside(Window window, byte* elements, [NotNullWhen(true)] out MappedRegion? mapped)
    {
        mapped = window.Region as MappedRegion;
        return mapped is not null && window.Layout.IsContiguous && window.Layout.Length > 0
            && mapped.File.Mappings.FindOrigin(elements) == null;
    }

    // Array.MaxLength, which netstandard2.0 does not have.
    internal const int MaxArrayLength = 0x7FFFFFC7;
}
