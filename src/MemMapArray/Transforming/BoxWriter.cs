using System;
using MemMap.Copying;
using MemMap.Mapping;
using MemMap.Views;

namespace MemMap.Transforming;

/// <summary>Writes boxes into a view: through its mapping where pages were just written, by positional writes where not.</summary>
/// <param name="memory">The place, under the caller's lease.</param>
/// <param name="mayTouch">Pages may be touched, rather than written by calls of the system.</param>
internal sealed unsafe class BoxWriter<T>(StridedMemory memory, bool mayTouch)
    where T : unmanaged
{
    /// <summary>The elements of a window that a lease holds.</summary>
    public static BoxWriter<T> Into(Window window, in Lease lease, bool mayTouch) =>
        new(new StridedMemory(lease.Origin, window.Layout, window.Region), mayTouch);

    /// <summary>Writes a box whose elements lie side by side in memory, in C order.</summary>
    /// <param name="offset">Where its first element lies, in bytes.</param>
    /// <param name="lengths">How long its axes are; none of them 0.</param>
    /// <param name="strides">Their strides, in bytes.</param>
    /// <param name="elements">The elements, which are not part of the view.</param>
    /// <exception cref="System.IO.IOException">The file was cut short, or has no room.</exception>
    public void Write(long offset, ReadOnlySpan<long> lengths, ReadOnlySpan<long> strides, byte* elements)
    {
        long count = 1;
        bool isSideBySide = true;
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            isSideBySide &= lengths[axis] == 1 || strides[axis] == count * sizeof(T);
            count *= lengths[axis];
        }

        if (!isSideBySide)
        {
            StridedCopy<T>.Copy(
                memory.At(memory.Layout.With(lengths, strides, offset)), StridedMemory.Contiguous(elements, lengths, sizeof(T)));
            return;
        }

        long bytes = count * sizeof(T);
        byte* first = memory.Origin + offset;
        if (!mayTouch || !memory.IsReadyToWrite(first, first + bytes))
        {
            memory.WriteApart(first, elements, bytes);
            return;
        }

        memory.RequirePages(first, first + bytes, bytes, toWrite: true);
        Buffer.MemoryCopy(elements, first, bytes, bytes);
    }
}
