using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MemMap.Mapping;
using MemMap.Views;

namespace MemMap;

/// <content>From indexes to elements, and what is thrown where there is no element.</content>
public unsafe partial class MemMapView<T>
{
    // Failures go to methods that only throw: a call that could return would cost the loop around it its registers. All is taken from
    // the newest view, which is read once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte At(long i)
    {
        MemMapView<T> view = _newest;
        object? anchor = view._region.Anchor;
        if ((ulong)i >= (ulong)view._rows || view._rank != 1 || anchor is null)
        {
            ThrowNoElement(view, i);
        }

        return ref Anchored.At(anchor, view._start + (i * view._stride0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte At(long i, long j)
    {
        MemMapView<T> view = _newest;
        object? anchor = view._region.Anchor;
        if ((ulong)i >= (ulong)view._rows || (ulong)j >= (ulong)view._columns || anchor is null)
        {
            ThrowNoElement(view, i, j);
        }

        return ref Anchored.At(anchor, view._start + (i * view._stride0) + (j * view._stride1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte WritableAt(long i)
    {
        MemMapView<T> view = _newest;
        object? anchor = view._region.Anchor;
        if ((ulong)i >= (ulong)view._rows || view._rank != 1 || anchor is null || view._isReadOnly)
        {
            ThrowNotWritable(view, i);
        }

        return ref Anchored.At(anchor, view._start + (i * view._stride0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte WritableAt(long i, long j)
    {
        MemMapView<T> view = _newest;
        object? anchor = view._region.Anchor;
        if ((ulong)i >= (ulong)view._rows || (ulong)j >= (ulong)view._columns || anchor is null || view._isReadOnly)
        {
            ThrowNotWritable(view, i, j);
        }

        return ref Anchored.At(anchor, view._start + (i * view._stride0) + (j * view._stride1));
    }

    // Only a view of rank 3 has six dimensions: three lengths, then three strides.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte At(long i, long j, long k)
    {
        MemMapView<T> view = _newest;
        object? anchor = view._region.Anchor;
        long[]? dimensions = view._dimensions;
        if (dimensions is not { Length: 6 } || anchor is null
            || (ulong)i >= (ulong)dimensions[0] || (ulong)j >= (ulong)dimensions[1] || (ulong)k >= (ulong)dimensions[2])
        {
            ThrowNoElement(view, i, j, k);
        }

        return ref Anchored.At(anchor, view._start + (i * dimensions[3]) + (j * dimensions[4]) + (k * dimensions[5]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte WritableAt(long i, long j, long k)
    {
        MemMapView<T> view = _newest;
        object? anchor = view._region.Anchor;
        long[]? dimensions = view._dimensions;
        if (dimensions is not { Length: 6 } || anchor is null || view._isReadOnly
            || (ulong)i >= (ulong)dimensions[0] || (ulong)j >= (ulong)dimensions[1] || (ulong)k >= (ulong)dimensions[2])
        {
            ThrowNotWritable(view, i, j, k);
        }

        return ref Anchored.At(anchor, view._start + (i * dimensions[3]) + (j * dimensions[4]) + (k * dimensions[5]));
    }

    [DoesNotReturn]
    private static void ThrowDisposed(Region region) => throw region.Disposed();

    [DoesNotReturn]
    private static void ThrowNoRow(MemMapView<T> view, long i) => throw NoRow(view.Window, i);

    [DoesNotReturn]
    private static void ThrowNoWritableRow(MemMapView<T> view, long i) =>
        throw (view._isReadOnly && !view._region.IsClosed ? WhyReadOnly(view.Window) : NoRow(view.Window, i));

    [DoesNotReturn]
    private static void ThrowNoElement(MemMapView<T> view, long i) => throw NoElement(view.Window, stackalloc long[] { i });

    [DoesNotReturn]
    private static void ThrowNoElement(MemMapView<T> view, long i, long j) => throw NoElement(view.Window, stackalloc long[] { i, j });

    [DoesNotReturn]
    private static void ThrowNotWritable(MemMapView<T> view, long i) => throw NotWritable(view.Window, stackalloc long[] { i });

    [DoesNotReturn]
    private static void ThrowNotWritable(MemMapView<T> view, long i, long j) => throw NotWritable(view.Window, stackalloc long[] { i, j });

    [DoesNotReturn]
    private static void ThrowNoElement(MemMapView<T> view, long i, long j, long k) =>
        throw NoElement(view.Window, stackalloc long[] { i, j, k });

    [DoesNotReturn]
    private static void ThrowNotWritable(MemMapView<T> view, long i, long j, long k) =>
        throw NotWritable(view.Window, stackalloc long[] { i, j, k });

    private static Exception NotWritable(Window window, ReadOnlySpan<long> index) =>
        window.IsReadOnly ? WhyReadOnly(window) : NoElement(window, index);

    private static ref byte Locate(MemMapView<T> view, scoped ReadOnlySpan<long> index)
    {
        object? anchor = view._region.Anchor;
        if (anchor is null || index.Length != view._rank)
        {
            throw NoElement(view.Window, index);
        }

        long[] dimensions = view.OwnDimensions;
        long distance = view._start;
        for (int axis = 0; axis < index.Length; axis++)
        {
            if ((ulong)index[axis] >= (ulong)dimensions[axis])
            {
                throw NoElement(view.Window, index);
            }

            distance += index[axis] * dimensions[index.Length + axis];
        }

        return ref Anchored.At(anchor, distance);
    }

    private ref byte LocateForWriting(scoped ReadOnlySpan<long> index)
    {
        MemMapView<T> view = Newest;
        if (view._isReadOnly)
        {
            throw WhyReadOnly(view.Window);
        }

        return ref Locate(view, index);
    }

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

    // Why there is no span of a row: disposed, no rows, out of range, in pieces or too long.
    private static Exception NoRow(Window window, long i)
    {
        Layout layout = window.Layout;
        return window.Region.IsClosed ? window.Region.Disposed()
            : layout.Rank == 0 ? new InvalidOperationException("A view of rank 0 has no rows; its element is view.Value.")
            : (ulong)i >= (ulong)layout.Lengths[0] ? Throw.IndexOutOfRange(0, i, layout.Lengths[0])
            : new InvalidOperationException(WhyNoSpan(layout.At(0, i)));
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
