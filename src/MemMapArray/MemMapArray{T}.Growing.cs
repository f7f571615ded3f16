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
    /// before stay valid when the array grows; when it shrinks they throw <see cref="ObjectDisposedException"/>, and the array itself goes on.
    /// </summary>
    /// <param name="rows">The new number of rows, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative, or the array would have more than <see cref="long.MaxValue"/> bytes.</exception>
    /// <exception cref="NotSupportedException">The mode is <see cref="MemMapMode.Read"/> or <see cref="MemMapMode.CopyOnWrite"/>.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0, the file has other bytes behind the array, or the array shrinks while a bulk operation or a
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
            if (after < before)
            {
                CloseRegionsForShrink();
            }

            try
            {
                _file.SetLength(after, _preallocate);
            }
            catch (IOException)
            {
                if (after < before)
                {
                    // The older regions are closed already; the array goes on with what the file still holds.
                    Continue(Window.Layout);
                }

                throw;
            }

            Continue(layout);
        }
    }

    /// <summary>Adds rows at the end, through the file: indexes of axis 0 in C order, of the last axis in F order (then each "row" is a slab in the order of the file).
    /// Views and spans from before stay valid. Many appends in a row cost no mapping; the first use after them does, and each mapping is kept until Dispose.</summary>
    /// <param name="rows">The elements of a whole number of rows.</param>
    /// <exception cref="ArgumentException"><paramref name="rows"/> is not a whole number of rows.</exception>
    /// <exception cref="NotSupportedException">The mode is <see cref="MemMapMode.Read"/> or <see cref="MemMapMode.CopyOnWrite"/>.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0, or the file has other bytes behind the array. Nothing has changed.</exception>
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
            if (rows.Length <= int.MaxValue / sizeof(T))
            {
                _file.Append(MemoryMarshal.AsBytes(rows));
            }
            else
            {
                AppendInParts(rows);
            }

            Continue(longer);
        }
    }

    private static long End(Layout layout) => layout.Offset + (layout.Length * layout.ElementSize);

    // A span of bytes has at most int.MaxValue of them, so more elements go in parts, of which none stays when one fails.
    private void AppendInParts(ReadOnlySpan<T> rows)
    {
        long before = _file.Length;
        int part = int.MaxValue / sizeof(T);
        try
        {
            for (; !rows.IsEmpty; rows = rows.Slice(Math.Min(part, rows.Length)))
            {
                _file.Append(MemoryMarshal.AsBytes(rows.Slice(0, Math.Min(part, rows.Length))));
            }
        }
        catch (IOException)
        {
            _file.SetLength(before, reserve: false);
            throw;
        }
    }

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

    private void CloseRegionsForShrink()
    {
        if (!_regions.Exists(region => region.IsInUse))
        {
            foreach (MappedRegion region in _regions)
            {
                region.TryCloseForShrink();
            }

            _regions.RemoveAll(region => region.IsClosed);
            if (_regions.Count == 0)
            {
                return;
            }

            // Somebody began to use one just now. The array goes on with its old length.
            if (Window.Region.IsClosed)
            {
                Continue(Window.Layout);
            }
        }

        throw new InvalidOperationException($"A bulk operation or a pinned memory uses the array over '{Path}'; it cannot shrink before that has ended.");
    }

    // The new region is mapped when it is first used.
    private void Continue(Layout layout)
    {
        var region = new MappedRegion(_file, layout.Length == 0 ? 0 : End(layout), Mode);
        _regions.Add(region);
        Replace(new Window(region, layout));
    }
}
