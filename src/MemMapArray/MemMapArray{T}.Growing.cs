using System;
using System.IO;
using System.Runtime.InteropServices;
using MemMap.Mapping;

namespace MemMap;

/// <content>
/// Other lengths of the axis that changes slowest in the file: axis 0 in C order, the last in F order.
/// <code>
///   | offset | row 0 | row 1 | ... | row n-1 |   rows come and go here, at the end of the file
/// </code>
/// </content>
public sealed unsafe partial class MemMapArray<T>
{
    private int GrowingAxis => Order == MemMapOrder.C ? 0 : Rank - 1;

    /// <summary>
    /// Gives the array another number of rows: indexes of axis 0 in C order, of the last axis in F order. New rows are zeros. Views and spans from
    /// before stay valid when the array grows. When it shrinks, views from before throw <see cref="ObjectDisposedException"/>, and so may calls on the array that are
    /// running in other threads; spans and references from before must not be used any more.
    /// </summary>
    /// <param name="rows">The new number of rows, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative, or the array would have more than <see cref="long.MaxValue"/> bytes.</exception>
    /// <exception cref="NotSupportedException">The mode is <see cref="MemMapMode.Read"/> or <see cref="MemMapMode.CopyOnWrite"/>.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0, the file has other bytes behind the array or a <c>.npy</c> header without room for the new shape, or the array shrinks while a bulk operation or a
    /// pinned memory in another thread uses it. Nothing has changed.</exception>
    /// <exception cref="IOException">The disk is full, among others. The array is as it was.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public void Resize(long rows)
    {
        lock (_growing)
        {
            Layout layout = WithRows(rows, nameof(rows));
            long before = End(Window.Layout), after = End(layout);
            RequireEndOfFile(before);
            _ = _header?.For(layout.Lengths);
            if (after < before)
            {
                Shrink(layout, before);
            }
            else
            {
                Grow(layout, before);
            }
        }
    }

    /// <summary>Adds rows at the end, through the file: indexes of axis 0 in C order, of the last axis in F order (then each "row" is a slab in the order of the file).
    /// Views and spans from before stay valid. On Linux few appends need a new mapping; elsewhere each does, and it is kept until Dispose, so append many rows at a time.</summary>
    /// <param name="rows">The elements of a whole number of rows.</param>
    /// <exception cref="ArgumentException"><paramref name="rows"/> is not a whole number of rows.</exception>
    /// <exception cref="NotSupportedException">The mode is <see cref="MemMapMode.Read"/> or <see cref="MemMapMode.CopyOnWrite"/>.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0, or the file has other bytes behind the array or a <c>.npy</c> header without room for the new shape. Nothing has changed.</exception>
    /// <exception cref="IOException">The disk is full, among others. The array and the file are as they were.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public void Append(ReadOnlySpan<T> rows)
    {
        lock (_growing)
        {
            RequireGrowable();
            Layout layout = Window.Layout;
            long count = layout.Lengths[GrowingAxis], rowLength = 1;
            for (int axis = 0; axis < layout.Rank; axis++)
            {
                rowLength *= axis == GrowingAxis ? 1 : layout.Lengths[axis];
            }

            if (rowLength == 0 ? !rows.IsEmpty : rows.Length % rowLength != 0)
            {
                throw new ArgumentException($"{rows.Length} elements are not a whole number of rows of {rowLength}, which shape {Shape} has.", nameof(rows));
            }

            RequireEndOfFile(End(layout));
            if (rows.IsEmpty)
            {
                return;
            }

            Layout longer = WithRows(count + (rows.Length / rowLength), nameof(rows));
            _ = _header?.For(longer.Lengths);
            long before = _file.Length;
            bool appended = false;
            try
            {
                // A span of bytes has at most int.MaxValue of them, so more elements go in parts.
                for (int part = int.MaxValue / sizeof(T); !rows.IsEmpty; rows = rows.Slice(Math.Min(part, rows.Length)))
                {
                    _file.Append(MemoryMarshal.AsBytes(rows.Slice(0, Math.Min(part, rows.Length))));
                }

                WriteHeader(longer);
                Continue(longer);
                appended = true;
            }
            finally
            {
                if (!appended)
                {
                    Restore(before);
                }
            }
        }
    }

    // Between two flushes, so that it never says more than is on the medium: rows are there before it counts them, and still there when it has ceased to.
    private void WriteHeader(Layout layout)
    {
        if (_header is not null && !layout.Lengths.SequenceEqual(Window.Layout.Lengths))
        {
            _file.Flush(default);
            _file.WriteAt(0, _header.For(layout.Lengths));
            _file.Flush(default);
        }
    }

    // After a failure. Where the system will not take it back, the rows that the header may count must stay.
    private bool TryRestoreHeader()
    {
        if (_header is not null)
        {
            try
            {
                _file.WriteAt(0, _header.For(Window.Layout.Lengths));
                _file.Flush(default);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        return true;
    }

    private static long End(Layout layout) => layout.Offset + (layout.Length * layout.ElementSize);

    private Layout WithRows(long rows, string parameterName)
    {
        RequireGrowable();
        if (rows < 0)
        {
            throw new ArgumentOutOfRangeException(parameterName, rows, "An array has 0 rows or more.");
        }

        long[] lengths = Window.Layout.Lengths.ToArray();
        lengths[GrowingAxis] = rows;
        return Layout.Create(lengths, Order, Offset, sizeof(T));
    }

    private void RequireGrowable()
    {
        Window.Region.ThrowIfClosed();
        if (Mode is MemMapMode.Read or MemMapMode.CopyOnWrite)
        {
            throw new NotSupportedException($"The file '{Path}' is open in mode {Mode}, which never changes it; open it with MemMapMode.ReadWrite to change its number of rows.");
        }

        if (Rank == 0)
        {
            throw new InvalidOperationException("An array of rank 0 has no rows to add or take away.");
        }
    }

    private void RequireEndOfFile(long end)
    {
        _file.RequireLength(end);
        long length = _file.Length;
        if (length > end)
        {
            throw new InvalidOperationException(
                $"The file '{Path}' has {length - end} bytes behind the array, which ends at byte {end}. Changing the number of rows would overwrite or drop them.");
        }
    }

    private void Grow(Layout layout, long before)
    {
        bool grown = false;
        try
        {
            _file.SetLength(End(layout), _preallocate);
            WriteHeader(layout);
            Continue(layout);
            grown = true;
        }
        finally
        {
            if (!grown)
            {
                Restore(before);
            }
        }
    }

    // All that can fail comes before the file is cut: until then the older mappings are only suspended, and views of them can be valid again.
    // Windows cuts no file that is mapped: there they are gone first, and the array is closed when the file cannot be mapped again.
    private void Shrink(Layout layout, long before)
    {
        SuspendRegions();
        MappedRegion? shorter = null;
        bool shrunk = false;
        try
        {
            if (MappedFile.CanShrinkWhileMapped)
            {
                shorter = Map(layout);
            }
            else
            {
                FreeSuspendedRegions();
            }

            WriteHeader(layout);
            _file.SetLength(End(layout), _preallocate);
            shorter ??= Map(layout);
            shrunk = true;
        }
        finally
        {
            if (!shrunk)
            {
                shorter?.Close();
                _regions.ForEach(region => region.CancelShrink());
                Restore(before);
                if (_regions.Count == 0 && _file.Length == before)
                {
                    Continue(Window.Layout);
                }
            }
        }

        FreeSuspendedRegions();
        _regions.Add(shorter!);
        Replace(new Window(shorter!, layout));
    }

    private void SuspendRegions()
    {
        // All or none: an older view must not end by a shrink that is refused.
        int inUse = _regions.FindIndex(region => !region.TryBeginShrink());
        if (inUse >= 0)
        {
            _regions.GetRange(0, inUse).ForEach(region => region.CancelShrink());
            throw new InvalidOperationException($"A bulk operation or a pinned memory uses the array over '{Path}'; it cannot shrink before that has ended.");
        }
    }

    private void FreeSuspendedRegions()
    {
        _regions.ForEach(region => region.FinishShrink());
        _regions.Clear();
    }

    private MappedRegion Map(Layout layout) => new(_file, layout.Length == 0 ? 0 : End(layout), Mode, isGrowing: true);

    private void Continue(Layout layout)
    {
        MappedRegion region = Window.Region;
        if (region.IsClosed || !region.TryGrow(layout.Length == 0 ? 0 : End(layout)))
        {
            region = Map(layout);
            _regions.Add(region);
        }

        Replace(new Window(region, layout));
    }

    // After a failure: header and length as they were. A header is taken back only while the rows it counts are there.
    private void Restore(long fileLength)
    {
        long length = _file.Length;
        if (length >= fileLength && TryRestoreHeader() && length > fileLength)
        {
            _file.SetLength(fileLength, reserve: false);
        }
    }
}
