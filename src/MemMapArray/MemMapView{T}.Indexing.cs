using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MemMap;

/// <content>Elements by index: a bounds check and a load.</content>
public unsafe partial class MemMapView<T>
{
    /// <summary>The element of a view of rank 0. NumPy's <c>a[()]</c>.</summary>
    /// <exception cref="ArgumentException">The rank is not 0.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="NotSupportedException">The element is set, and the view is read-only.</exception>
    /// <example><code>
    /// MemMapView&lt;float&gt; one = array[5, 7, Slice.Ellipsis];
    /// float value = one.Value;
    /// </code></example>
    public T Value
    {
        get => Unsafe.ReadUnaligned<T>(Locate(Window, []));
        set => Unsafe.WriteUnaligned(LocateForWriting([]), value);
    }

    /// <summary>The element at an index of a view of rank 1. O(1), no copy, no allocation.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">The index is outside its axis.</exception>
    /// <exception cref="ArgumentException">The rank is not 1; a row of a view of rank 2 is <c>view[i, ..]</c>.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="NotSupportedException">The element is set, and the view is read-only.</exception>
    /// <example><code>
    /// float third = vector[2];
    /// vector[2] = 2 * third;
    /// </code></example>
    public T this[int i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.ReadUnaligned<T>(At(i));
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Unsafe.WriteUnaligned(WritableAt(i), value);
    }

    /// <inheritdoc cref="this[int]"/>
    public T this[long i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.ReadUnaligned<T>(At(i));
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Unsafe.WriteUnaligned(WritableAt(i), value);
    }

    /// <summary>The element at an index of a view of rank 1, counted from either end: <c>view[^1]</c> is the last.</summary>
    /// <param name="i">The index along axis 0.</param>
    /// <inheritdoc cref="this[int]" path="/exception"/>
    /// <example><code>float last = vector[^1];</code></example>
    public T this[Index i]
    {
        get => this[Position(i, 0)];
        set => this[Position(i, 0)] = value;
    }

    /// <summary>The element at a row and a column of a view of rank 2. O(1), no copy, no allocation.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <param name="j">The index along axis 1, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside its axis.</exception>
    /// <exception cref="ArgumentException">The rank is not 2.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="NotSupportedException">The element is set, and the view is read-only.</exception>
    /// <example><code>
    /// float element = array[5, 7];
    /// array[5, 7] = element + 1;
    /// </code></example>
    public T this[int i, int j]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.ReadUnaligned<T>(At(i, j));
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Unsafe.WriteUnaligned(WritableAt(i, j), value);
    }

    /// <inheritdoc cref="this[int, int]"/>
    public T this[long i, long j]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.ReadUnaligned<T>(At(i, j));
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Unsafe.WriteUnaligned(WritableAt(i, j), value);
    }

    /// <summary>The element at a row and a column of a view of rank 2, each counted from either end.</summary>
    /// <param name="i">The index along axis 0.</param>
    /// <param name="j">The index along axis 1.</param>
    /// <inheritdoc cref="this[int, int]" path="/exception"/>
    /// <example><code>float corner = array[^1, ^1];</code></example>
    public T this[Index i, Index j]
    {
        get => this[Position(i, 0), Position(j, 1)];
        set => this[Position(i, 0), Position(j, 1)] = value;
    }

    /// <summary>The element of a view of rank 3. O(1), no copy, no allocation.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <param name="j">The index along axis 1, from 0.</param>
    /// <param name="k">The index along axis 2, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside its axis.</exception>
    /// <exception cref="ArgumentException">The rank is not 3.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="NotSupportedException">The element is set, and the view is read-only.</exception>
    /// <example><code>float voxel = cube[1, 2, 3];</code></example>
    public T this[long i, long j, long k]
    {
        get => Unsafe.ReadUnaligned<T>(Locate(Window, stackalloc long[] { i, j, k }));
        set => Unsafe.WriteUnaligned(LocateForWriting(stackalloc long[] { i, j, k }), value);
    }

    /// <summary>The element of a view of rank 4. O(1), no copy, no allocation.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <param name="j">The index along axis 1, from 0.</param>
    /// <param name="k">The index along axis 2, from 0.</param>
    /// <param name="l">The index along axis 3, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside its axis.</exception>
    /// <exception cref="ArgumentException">The rank is not 4.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="NotSupportedException">The element is set, and the view is read-only.</exception>
    public T this[long i, long j, long k, long l]
    {
        get => Unsafe.ReadUnaligned<T>(Locate(Window, stackalloc long[] { i, j, k, l }));
        set => Unsafe.WriteUnaligned(LocateForWriting(stackalloc long[] { i, j, k, l }), value);
    }

    /// <summary>The element of a view of any rank: one index for each axis. O(rank), no copy.</summary>
    /// <param name="index">The index along each axis, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside its axis.</exception>
    /// <exception cref="ArgumentException">There are not as many indexes as axes.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="NotSupportedException">The element is set, and the view is read-only.</exception>
    public T this[params ReadOnlySpan<long> index]
    {
        get => Unsafe.ReadUnaligned<T>(Locate(Window, index));
        set => Unsafe.WriteUnaligned(LocateForWriting(index), value);
    }

    /// <summary>A reference to an element of a view of rank 1. See <see cref="GetReference(ReadOnlySpan{long})"/>.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <returns>A reference into the mapping.</returns>
    /// <inheritdoc cref="GetReference(ReadOnlySpan{long})" path="/exception"/>
    public ref T GetReference(long i) => ref GetReference(stackalloc long[] { i });

    /// <summary>A reference to an element of a view of rank 2. See <see cref="GetReference(ReadOnlySpan{long})"/>.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <param name="j">The index along axis 1, from 0.</param>
    /// <returns>A reference into the mapping.</returns>
    /// <inheritdoc cref="GetReference(ReadOnlySpan{long})" path="/exception"/>
    public ref T GetReference(long i, long j) => ref GetReference(stackalloc long[] { i, j });

    /// <summary>A reference to an element of a view of rank 3. See <see cref="GetReference(ReadOnlySpan{long})"/>.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <param name="j">The index along axis 1, from 0.</param>
    /// <param name="k">The index along axis 2, from 0.</param>
    /// <returns>A reference into the mapping.</returns>
    /// <inheritdoc cref="GetReference(ReadOnlySpan{long})" path="/exception"/>
    public ref T GetReference(long i, long j, long k) => ref GetReference(stackalloc long[] { i, j, k });

    /// <summary>A reference to an element of a view of rank 4. See <see cref="GetReference(ReadOnlySpan{long})"/>.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <param name="j">The index along axis 1, from 0.</param>
    /// <param name="k">The index along axis 2, from 0.</param>
    /// <param name="l">The index along axis 3, from 0.</param>
    /// <returns>A reference into the mapping.</returns>
    /// <inheritdoc cref="GetReference(ReadOnlySpan{long})" path="/exception"/>
    public ref T GetReference(long i, long j, long k, long l) => ref GetReference(stackalloc long[] { i, j, k, l });

    /// <summary>
    /// A reference to an element, for <see cref="System.Threading.Interlocked"/> and <see cref="System.Threading.Volatile"/>: processes
    /// that map the same file can count and signal through it.
    /// </summary>
    /// <param name="index">The index along each axis, from 0.</param>
    /// <returns>A reference into the mapping. It does not keep the array alive: do not use it after Dispose.</returns>
    /// <exception cref="NotSupportedException">The view is read-only.</exception>
    /// <exception cref="InvalidOperationException">The element's address is not a multiple of its size, so it cannot be accessed
    /// atomically.</exception>
    /// <exception cref="IndexOutOfRangeException">An index is outside its axis.</exception>
    /// <exception cref="ArgumentException">There are not as many indexes as axes.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>long ticket = Interlocked.Increment(ref counters.GetReference(0, 1));    // across processes</code></example>
    public ref T GetReference(params ReadOnlySpan<long> index)
    {
        byte* address = LocateForWriting(index);

        // The alignment that an atomic access of the element, or of its largest field, can ask for.
        int size = sizeof(T), alignment = Math.Min(size & -size, sizeof(long));
        if (((nuint)address & (nuint)(alignment - 1)) != 0)
        {
            throw new InvalidOperationException(
                $"The element lies at byte {ByteOffset} of the file, or strides {Layout.Text(Strides)} further on, not at a multiple " +
                $"of {alignment}, " +
                "so it cannot be accessed atomically. Use the indexer, or lay the data out at an aligned offset.");
        }

        return ref *(T*)address;
    }

    // What fails goes to methods that only throw: a call that could return would cost the loop around it its registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* At(long i)
    {
        Window window = _window;
        byte* origin = window.Region.Origin;
        if ((ulong)i >= (ulong)window.VectorLength || origin == null)
        {
            ThrowNoElement(window, i);
        }

        return origin + window.Layout.Offset + (i * window.Stride0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* At(long i, long j)
    {
        Window window = _window;
        byte* origin = window.Region.Origin;
        if ((ulong)i >= (ulong)window.Rows || (ulong)j >= (ulong)window.Columns || origin == null)
        {
            ThrowNoElement(window, i, j);
        }

        return origin + window.Layout.Offset + (i * window.Stride0) + (j * window.Stride1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* WritableAt(long i)
    {
        if (_window.IsReadOnly)
        {
            ThrowReadOnly(_window);
        }

        return At(i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* WritableAt(long i, long j)
    {
        if (_window.IsReadOnly)
        {
            ThrowReadOnly(_window);
        }

        return At(i, j);
    }

    [DoesNotReturn]
    private static void ThrowNoElement(Window window, long i) => throw NoElement(window, stackalloc long[] { i });

    [DoesNotReturn]
    private static void ThrowNoElement(Window window, long i, long j) => throw NoElement(window, stackalloc long[] { i, j });

    private static byte* Locate(Window window, ReadOnlySpan<long> index)
    {
        Layout layout = window.Layout;
        byte* origin = window.Region.Origin;
        if (origin == null || index.Length != layout.Rank)
        {
            throw NoElement(window, index);
        }

        ReadOnlySpan<long> lengths = layout.Lengths, strides = layout.Strides;
        byte* address = origin + layout.Offset;
        for (int axis = 0; axis < index.Length; axis++)
        {
            if ((ulong)index[axis] >= (ulong)lengths[axis])
            {
                throw NoElement(window, index);
            }

            address += index[axis] * strides[axis];
        }

        return address;
    }

    private byte* LocateForWriting(ReadOnlySpan<long> index) => Locate(WritableWindow(), index);

    // Why there is no element at an index: disposed, another rank, or out of range.
    private static Exception NoElement(Window window, ReadOnlySpan<long> index)
    {
        Layout layout = window.Layout;
        if (!window.Region.IsClosed)
        {
            if (index.Length != layout.Rank)
            {
                return WrongNumberOfIndexes(layout, index.Length);
            }

            for (int axis = 0; axis < index.Length; axis++)
            {
                if ((ulong)index[axis] >= (ulong)layout.Lengths[axis])
                {
                    return Throw.IndexOutOfRange(axis, index[axis], layout.Lengths[axis]);
                }
            }
        }

        return window.Region.Disposed();
    }

    private long Position(Index index, int axis)
    {
        Window window = Window;

        // With another rank there may be no such axis; the indexer that is asked next says so.
        if (!index.IsFromEnd || axis >= window.Layout.Rank)
        {
            return index.Value;
        }

        long length = window.Layout.Lengths[axis];
        if (index.Value > length)
        {
            window.Region.ThrowIfClosed();
            throw Throw.IndexOutOfRange(axis, index.ToString(), length);
        }

        return length - index.Value;
    }

    private static ArgumentException WrongNumberOfIndexes(Layout layout, int given)
    {
        string needed = layout.Rank == 0
            ? "has rank 0: its element is view.Value"
            : $"needs {layout.Rank} {(layout.Rank == 1 ? "index" : "indexes")} for an element, view[{Sketch(layout.Rank, layout.Rank)}]";
        string slice = given < layout.Rank ? $"; for the view of what {given} of them select, write view[{Sketch(given, layout.Rank)}]" : string.Empty;
        return new ArgumentException($"{given} {(given == 1 ? "index was" : "indexes were")} given, but the shape {Layout.Text(layout.Lengths)} {needed}{slice}.");

        static string Sketch(int indexes, int rank)
        {
            string[] parts = new string[rank];
            for (int axis = 0; axis < rank; axis++)
            {
                parts[axis] = axis < indexes ? "i" + axis : "..";
            }

            return string.Join(", ", parts);
        }
    }
}
