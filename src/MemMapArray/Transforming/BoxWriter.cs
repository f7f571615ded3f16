using System;
using MemMap.Copying;
using MemMap.Mapping;
using MemMap.Views;

namespace MemMap.Transforming;

/// <summary>Writes boxes into a view: through its mapping or by positional writes, whichever
/// <see cref="StridedMemory.IsReadyToWrite"/> says is best.</summary>
/// <param name="memory">The place, under the caller's lease.</param>
/// <param name="touchingThreads">How many threads may touch pages, rather than write by calls of the system; 0 if none may.</param>
internal sealed unsafe class BoxWriter<T>(StridedMemory memory, int touchingThreads)
    where T : unmanaged
{
    // What is smaller is still in a cache when somebody reads it.
    private const long SmallestLarge = 1 << 23;

    private readonly bool _isLarge = memory.Layout.Length >= SmallestLarge / sizeof(T);

    /// <summary>The elements of a window that a lease holds.</summary>
    public static BoxWriter<T> Into(Window window, in Lease lease, int touchingThreads) =>
        new(new StridedMemory(lease.Origin, window.Layout, window.Region), touchingThreads);

    /// <summary>Where a box is best written piece by piece: its pages are there to be touched, and its elements side by side.</summary>
    /// <param name="offset">Where its first element lies, in bytes.</param>
    /// <param name="lengths">How long its axes are; none of them 0.</param>
    /// <param name="strides">Their strides, in bytes.</param>
    /// <returns>The first element; <see langword="null"/> where <see cref="Write"/> is the way.</returns>
    /// <exception cref="System.IO.IOException">The file was cut short, or has no room.</exception>
    public byte* Place(long offset, ReadOnlySpan<long> lengths, ReadOnlySpan<long> strides)
    {
        byte* first = memory.Origin + offset;
        long bytes = SideBySide(lengths, strides) * sizeof(T);
        if (bytes == 0 || !MayBeTouched(first, bytes))
        {
            return null;
        }

        memory.RequirePages(first, first + bytes, bytes, toWrite: true);
        return first;
    }

    /// <summary>Writes a piece to the place of a box. <see cref="StreamedBytes.Complete"/> comes behind the last.</summary>
    public void WriteTo(byte* place, byte* elements, long bytes)
    {
        if (_isLarge)
        {
            StreamedBytes.Copy(place, elements, bytes);
        }
        else
        {
            Buffer.MemoryCopy(elements, place, bytes, bytes);
        }
    }

    /// <summary>Writes a box whose elements lie side by side in memory, in C order.</summary>
    /// <param name="offset">Where its first element lies, in bytes.</param>
    /// <param name="lengths">How long its axes are; none of them 0.</param>
    /// <param name="strides">Their strides, in bytes.</param>
    /// <param name="elements">The elements, which are not part of the view.</param>
    /// <exception cref="System.IO.IOException">The file was cut short, or has no room.</exception>
    public void Write(long offset, ReadOnlySpan<long> lengths, ReadOnlySpan<long> strides, byte* elements)
    {
        long bytes = SideBySide(lengths, strides) * sizeof(T);
        if (bytes == 0)
        {
            StridedCopy<T>.Copy(
                memory.At(memory.Layout.With(lengths, strides, offset)), StridedMemory.Contiguous(elements, lengths, sizeof(T)));
            return;
        }

        byte* first = memory.Origin + offset;
        if (!MayBeTouched(first, bytes))
        {
            memory.WriteApart(first, elements, bytes);
            return;
        }

        memory.RequirePages(first, first + bytes, bytes, toWrite: true);
        Buffer.MemoryCopy(elements, first, bytes, bytes);
    }

    private bool MayBeTouched(byte* first, long bytes) =>
        touchingThreads > 0 && memory.IsReadyToWrite(first, first + bytes, touchingThreads);

    // How many elements a box has, or 0 where they do not lie side by side.
    private static long SideBySide(ReadOnlySpan<long> lengths, ReadOnlySpan<long> strides)
    {
        long count = 1;
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            if (lengths[axis] != 1 && strides[axis] != count * sizeof(T))
            {
                return 0;
            }

            count *= lengths[axis];
        }

        return count;
    }
}
