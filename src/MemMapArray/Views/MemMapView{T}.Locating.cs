using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MemMap.Mapping;
using MemMap.Views;

namespace MemMap;

/// <content>From indexes to elements, and what is thrown where there is no element.</content>
public unsafe partial class MemMapView<T>
{
    // Failures go to methods that only throw: a call that could return would cost the loop around it its registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte At(long i)
    {
        Window window = _window;
        object? anchor = window.Region.Anchor;
        if ((ulong)i >= (ulong)window.VectorLength || anchor is null)
        {
            ThrowNoElement(window, i);
        }

        return ref Anchored.At(anchor, window.Start + (i * window.Stride0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte At(long i, long j)
    {
        Window window = _window;
        object? anchor = window.Region.Anchor;
        if ((ulong)i >= (ulong)window.Rows || (ulong)j >= (ulong)window.Columns || anchor is null)
        {
            ThrowNoElement(window, i, j);
        }

        return ref Anchored.At(anchor, window.Start + (i * window.Stride0) + (j * window.Stride1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte WritableAt(long i)
    {
        if (_window.IsReadOnly)
        {
            ThrowReadOnly(_window);
        }

        return ref At(i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte WritableAt(long i, long j)
    {
        if (_window.IsReadOnly)
        {
            ThrowReadOnly(_window);
        }

        return ref At(i, j);
    }

    [DoesNotReturn]
    private static void ThrowNoElement(Window window, long i) => throw NoElement(window, stackalloc long[] { i });

    [DoesNotReturn]
    private static void ThrowNoElement(Window window, long i, long j) => throw NoElement(window, stackalloc long[] { i, j });

    private static ref byte Locate(Window window, scoped ReadOnlySpan<long> index)
    {
        Layout layout = window.Layout;
        object? anchor = window.Region.Anchor;
        if (anchor is null || index.Length != layout.Rank)
        {
            throw NoElement(window, index);
        }

        ReadOnlySpan<long> lengths = layout.Lengths, strides = layout.Strides;
        long distance = window.Start;
        for (int axis = 0; axis < index.Length; axis++)
        {
            if ((ulong)index[axis] >= (ulong)lengths[axis])
            {
                throw NoElement(window, index);
            }

            distance += index[axis] * strides[axis];
        }

        return ref Anchored.At(anchor, distance);
    }

    private ref byte LocateForWriting(scoped ReadOnlySpan<long> index) => ref Locate(WritableWindow(), index);

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

        // There may be no such axis; the indexer, which comes next, says so.
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
        string slice = given < layout.Rank
            ? $"; for the view of what {given} of them select, write view[{Sketch(given, layout.Rank)}]"
            : string.Empty;
        string were = given == 1 ? "index was" : "indexes were";
        return new ArgumentException($"{given} {were} given, but the shape {Layout.Text(layout.Lengths)} {needed}{slice}.");

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
