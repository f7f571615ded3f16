using System;
using System.IO;
using MemMap.Mapping;
using MemMap.Views;

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
    /// Changes the number of rows: the length of axis 0 in C order, of the last axis in F order. New rows are zeros. When the array grows,
    /// existing views and spans stay valid. When it shrinks, existing views throw <see cref="ObjectDisposedException"/>, as may calls that
    /// are running in other threads; existing spans and references must not be used any more.
    /// </summary>
    /// <param name="rows">The new number of rows, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative, or the array would have more than
    /// <see cref="long.MaxValue"/> bytes.</exception>
    /// <exception cref="NotSupportedException">The mode is <see cref="MemMapMode.Read"/> or
    /// <see cref="MemMapMode.CopyOnWrite"/>.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0, the file has other bytes behind the array or a <c>.npy</c> header
    /// without room for the new shape, the array has a batch of appends open, or it shrinks while a bulk operation or a
    /// pinned memory in another thread uses it. Nothing has changed.</exception>
    /// <exception cref="IOException">The disk is full, another array over the file has a batch of appends open, the file was cut short or
    /// deleted, among others. The array is as it was.</exception>
    /// <exception cref="InvalidDataException">The header of the <c>.npy</c> file was replaced by another one.</exception>
    /// <exception cref="NpyFormatException">The header of the <c>.npy</c> file is damaged by now.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <remarks>Rows that others have appended are taken into account first: a lower number of rows drops them, too.</remarks>
    /// <example><code>log.Resize(1000);    // 998 more, of zeros</code></example>
    public void Resize(long rows)
    {
        lock (_growing)
        {
            _ = WithRows(rows, nameof(rows));
            if (_isBatch)
            {
                throw new InvalidOperationException(
                    $"The array over '{Path}' has a batch of appends open; its number of rows can be set when that has ended.");
            }

            using Change change = BeginChange();
            Layout layout = WithRows(rows, nameof(rows));
            long before = End(Window.Layout), after = End(layout);
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

    private static long End(Layout layout) => layout.Offset + (layout.Length * layout.ElementSize);

    private Layout WithRows(long rows, string parameterName)
    {
        RequireGrowable();
        if (rows < 0)
        {
            throw new ArgumentOutOfRangeException(parameterName, rows, "An array has 0 rows or more.");
        }

        long rowBytes = Window.Layout.Strides[GrowingAxis];
        if (rows > (long.MaxValue - Offset) / rowBytes)
        {
            throw new ArgumentOutOfRangeException(
                parameterName, rows, $"Rows of {rowBytes} bytes from offset {Offset} on would be more than {long.MaxValue} bytes.");
        }

        return WithLength(rows);
    }

    private Layout WithLength(long rows)
    {
        long[] lengths = Window.Layout.Lengths.ToArray();
        lengths[GrowingAxis] = rows;
        return Layout.Create(lengths, Order, Offset, sizeof(T));
    }

    private void RequireGrowable()
    {
        Window.Region.ThrowIfClosed();
        if (Mode is MemMapMode.Read or MemMapMode.CopyOnWrite)
        {
            throw new NotSupportedException(
                $"The file '{Path}' is open in mode {Mode}, which never changes it; open it with MemMapMode.ReadWrite to change its " +
                "number of rows.");
        }

        if (_behind == BehindArray.Others)
        {
            throw new InvalidOperationException(
                $"The array is a part of the file '{Path}', whose header says where it lies and how long it is: its number of rows stays.");
        }

        RequireRows();
    }

    private void RequireRows()
    {
        if (Rank == 0)
        {
            throw new InvalidOperationException("An array of rank 0 has no rows to add or take away.");
        }
    }

    private void Grow(Layout layout, long before)
    {
        bool grown = false;
        try
        {
            _file.SetLength(End(layout), _preallocate, from: Offset);
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

    // All that can fail comes before the file is cut: until then the older mappings are only suspended, and views of them can be valid
    // again.
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
            throw new InvalidOperationException(
                $"A bulk operation or a pinned memory uses the array over '{Path}'; it cannot shrink before that has ended.");
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
        MappedRegion region = Region;
        if (region.IsClosed || !region.TryGrow(layout.Length == 0 ? 0 : End(layout)))
        {
            region = Map(layout);
            _regions.Add(region);
        }

        Replace(new Window(region, layout));
    }

    // Restores header and length after a failure. A header is taken back only while the rows that it counts are there.
    private void Restore(long fileLength)
    {
        long length = _file.Length;
        if (length >= fileLength && (_isBatch || TryRestoreHeader()) && length > fileLength)
        {
            _file.SetLength(fileLength, reserve: false);
        }
    }
}
