using System;
using System.Runtime.CompilerServices;
using MemMap.Views;

namespace MemMap;

/// <content>
/// The elements as spans and memories, for every API of .NET that takes one. None of them keeps a mapped array alive: use them before its
/// Dispose.</content>
public unsafe partial class MemMapView<T>
{
    /// <summary>All elements as a span to read and write. O(1), no copy.</summary>
    /// <returns>A span into the mapping. It does not keep the array alive: do not use it after Dispose.</returns>
    /// <exception cref="NotSupportedException">The view is read-only; use <see cref="AsReadOnlySpan"/>.</exception>
    /// <exception cref="InvalidOperationException">The view is not contiguous, or longer than <see cref="int.MaxValue"/>.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>array.AsSpan().Sort();</code></example>
    public Span<T> AsSpan()
    {
        Window window = OpenWindow();
        RequireWritable(window);
        return SpanOf(window);
    }

    /// <summary>All elements as a span to read. O(1), no copy.</summary>
    /// <returns>A span into the mapping. It does not keep the array alive: do not use it after Dispose.</returns>
    /// <exception cref="InvalidOperationException">The view is not contiguous, or longer than <see cref="int.MaxValue"/>.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>
    /// ReadOnlySpan&lt;float&gt; elements = array.AsReadOnlySpan();
    /// int index = elements.IndexOf(42f);
    /// </code></example>
    public ReadOnlySpan<T> AsReadOnlySpan() => SpanOf(OpenWindow());

    /// <summary>The elements of one row, all that is under index <paramref name="i"/> of axis 0, as a span to read and write. O(rank), no
    /// copy.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <returns>A span into the mapping. It does not keep the array alive: do not use it after Dispose.</returns>
    /// <exception cref="NotSupportedException">The view is read-only; use <see cref="GetReadOnlyRowSpan"/>.</exception>
    /// <exception cref="InvalidOperationException">The row is not contiguous, or longer than <see cref="int.MaxValue"/>, or the rank is
    /// 0.</exception>
    /// <exception cref="IndexOutOfRangeException">The index is outside axis 0.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>array.GetRowSpan(3).Clear();</code></example>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> GetRowSpan(long i)
    {
        MemMapView<T> view = Newest;
        if (view.HasNoRow(i) || view._isReadOnly)
        {
            ThrowNoWritableRow(view, i);
        }

        return view.RowSpan(i);
    }

    /// <summary>The elements of one row, all that is under index <paramref name="i"/> of axis 0, as a span to read. O(rank), no
    /// copy.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <returns>A span into the mapping. It does not keep the array alive: do not use it after Dispose.</returns>
    /// <exception cref="InvalidOperationException">The row is not contiguous, or longer than <see cref="int.MaxValue"/>, or the rank is
    /// 0.</exception>
    /// <exception cref="IndexOutOfRangeException">The index is outside axis 0.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>int column = array.GetReadOnlyRowSpan(4).IndexOf(45f);</code></example>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> GetReadOnlyRowSpan(long i)
    {
        MemMapView<T> view = Newest;
        if (view.HasNoRow(i))
        {
            ThrowNoRow(view, i);
        }

        return view.RowSpan(i);
    }

    /// <summary>Gets all elements as a span to read and write, if possible. O(rank), no copy.</summary>
    /// <param name="span">The span, or an empty one.</param>
    /// <returns><see langword="false"/> when the view is not contiguous, longer than <see cref="int.MaxValue"/>, or read-only.</returns>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public bool TryGetSpan(out Span<T> span)
    {
        Window window = OpenWindow();
        bool exists = !window.IsReadOnly && WhyNoSpan(window.Layout) is null;
        span = exists ? SpanOf(window) : default;
        return exists;
    }

    /// <summary>Gets all elements as a span to read, if possible. O(rank), no copy.</summary>
    /// <param name="span">The span, or an empty one.</param>
    /// <returns><see langword="false"/> when the view is not contiguous or longer than <see cref="int.MaxValue"/>.</returns>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>
    /// if (array[0, ..].TryGetReadOnlySpan(out ReadOnlySpan&lt;float&gt; row))
    /// {
    ///     Console.WriteLine(row.Length);
    /// }
    /// </code></example>
    public bool TryGetReadOnlySpan(out ReadOnlySpan<T> span)
    {
        Window window = OpenWindow();
        bool exists = WhyNoSpan(window.Layout) is null;
        span = exists ? SpanOf(window) : default;
        return exists;
    }

    /// <summary>All elements as a <see cref="Memory{T}"/> to read and write, for asynchronous code. O(1), no copy.</summary>
    /// <returns>A memory whose <see cref="Memory{T}.Span"/> throws after Dispose, and whose <see cref="Memory{T}.Pin"/> keeps the mapping
    /// until it is unpinned.</returns>
    /// <exception cref="NotSupportedException">The view is read-only; use <see cref="AsReadOnlyMemory"/>.</exception>
    /// <exception cref="InvalidOperationException">The view is not contiguous, or longer than <see cref="int.MaxValue"/>.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>
    /// Memory&lt;float&gt; memory = array.AsMemory();
    /// memory.Span[0] = 1;
    /// </code></example>
    public Memory<T> AsMemory()
    {
        Window window = OpenWindow();
        RequireWritable(window);
        return MemoryOf(window);
    }

    /// <summary>All elements as a <see cref="ReadOnlyMemory{T}"/>, for asynchronous code. O(1), no copy.</summary>
    /// <returns>A memory whose <see cref="ReadOnlyMemory{T}.Span"/> throws after Dispose, and whose <see cref="ReadOnlyMemory{T}.Pin"/>
    /// keeps the mapping until it is unpinned.</returns>
    /// <exception cref="InvalidOperationException">The view is not contiguous, or longer than <see cref="int.MaxValue"/>.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public ReadOnlyMemory<T> AsReadOnlyMemory() => MemoryOf(OpenWindow());

    internal static Span<T> SpanOf(Window window)
    {
        if (WhyNoSpan(window.Layout) is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        return window.Region.Span<T>(window.Layout.Offset, (int)window.Layout.Length);
    }

    private static Memory<T> MemoryOf(Window window)
    {
        if (WhyNoSpan(window.Layout) is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        return new MappedMemory<T>(window).Memory;
    }

    // As with elements, no call that returns: sums in a loop over rows would be in memory, and four times as slow.
    private bool HasNoRow(long i) => (ulong)i >= (ulong)_rows || _rowLength < 0 || _region.IsClosed;

    private Span<T> RowSpan(long i) => _region.Span<T>(OwnOffset + (i * _stride0), _rowLength);

    private static string? WhyNoSpan(Layout layout) => WhyNotContiguous(layout) ?? (layout.Length > int.MaxValue
        ? $"A span has at most {int.MaxValue} elements, this view has {layout.Length}. Take spans of its rows (GetRowSpan) or of parts " +
            "of it (Chunks)."
        : null);

    private static string? WhyNotContiguous(Layout layout)
    {
        if (layout.IsContiguous)
        {
            return null;
        }

        string wayOut = layout.Transpose().IsContiguous
            ? "Its memory is in F order: view.Transpose() is contiguous."
            : "Take its rows (GetRowSpan), or copy it (ToArray, CopyTo).";
        return $"A view of shape {Layout.Text(layout.Lengths)} with strides {Layout.Text(layout.Strides)} is not contiguous in C order, " +
            $"so it is not one run of memory. {wayOut}";
    }
}
