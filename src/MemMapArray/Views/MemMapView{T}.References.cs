using System;
using System.Runtime.CompilerServices;

namespace MemMap;

/// <content>Elements by reference, for atomic access.</content>
public unsafe partial class MemMapView<T>
{
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
        ref byte first = ref LocateForWriting(index);

        // The alignment that an atomic access of the element, or of its largest field, can ask for.
        int size = sizeof(T), alignment = Math.Min(size & -size, sizeof(long));
        if (((nuint)Unsafe.AsPointer(ref first) & (nuint)(alignment - 1)) != 0)
        {
            throw new InvalidOperationException(
                $"The element lies at byte {ByteOffset} of the file, or strides {Layout.Text(Strides)} further on, not at a multiple of " +
                $"{alignment}, " +
                "so it cannot be accessed atomically. Use the indexer, or lay the data out at an aligned offset.");
        }

        return ref Unsafe.As<byte, T>(ref first);
    }
}
