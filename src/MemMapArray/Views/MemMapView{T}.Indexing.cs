using System;
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
        get => Unsafe.ReadUnaligned<T>(ref Locate(Newest, []));
        set => Unsafe.WriteUnaligned(ref LocateForWriting([]), value);
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
        get => Unsafe.ReadUnaligned<T>(ref At(i));
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Unsafe.WriteUnaligned(ref WritableAt(i), value);
    }

    /// <inheritdoc cref="this[int]"/>
    public T this[long i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.ReadUnaligned<T>(ref At(i));
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Unsafe.WriteUnaligned(ref WritableAt(i), value);
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
        get => Unsafe.ReadUnaligned<T>(ref At(i, j));
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Unsafe.WriteUnaligned(ref WritableAt(i, j), value);
    }

    /// <inheritdoc cref="this[int, int]"/>
    public T this[long i, long j]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.ReadUnaligned<T>(ref At(i, j));
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Unsafe.WriteUnaligned(ref WritableAt(i, j), value);
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
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.ReadUnaligned<T>(ref At(i, j, k));
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Unsafe.WriteUnaligned(ref WritableAt(i, j, k), value);
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
        get => Unsafe.ReadUnaligned<T>(ref Locate(Newest, stackalloc long[] { i, j, k, l }));
        set => Unsafe.WriteUnaligned(ref LocateForWriting(stackalloc long[] { i, j, k, l }), value);
    }

    /// <summary>The element of a view of any rank: one index for each axis. O(rank), no copy.</summary>
    /// <param name="index">The index along each axis, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside its axis.</exception>
    /// <exception cref="ArgumentException">There are not as many indexes as axes.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="NotSupportedException">The element is set, and the view is read-only.</exception>
    public T this[params ReadOnlySpan<long> index]
    {
        get => Unsafe.ReadUnaligned<T>(ref Locate(Newest, index));
        set => Unsafe.WriteUnaligned(ref LocateForWriting(index), value);
    }
}
