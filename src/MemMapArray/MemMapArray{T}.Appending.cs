using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using MemMap.Mapping;

namespace MemMap;

/// <content>Rows at the end of the file, from several arrays and processes at a time, and those of others made visible.</content>
public sealed unsafe partial class MemMapArray<T>
{
    // The file ended where the array did when it was opened, or when that was seen since: what comes behind are rows, or what is left of
    // some.
    private bool _endsAtEnd;
    private bool _isBatch;
    private bool _isUncounted;

    /// <summary>Adds rows at the end of the file: along axis 0 in C order, along the last axis in F order. Existing views and spans stay
    /// valid. On Linux few appends need a new mapping. On other systems each append needs one, which is kept until Dispose, so append many
    /// rows at a time.</summary>
    /// <param name="rows">The elements of a whole number of rows.</param>
    /// <remarks>
    /// <para>Several arrays and processes may append to one file: each waits for the others and adds its rows after theirs, so that the
    /// array may grow by more rows than it has added. (On file systems without locks, and together with programs that do not use them, only
    /// one may append.)</para>
    /// <para>Cost: a few microseconds and the copy in raw files. In <c>.npy</c> files the header must never count rows that are not on the
    /// medium, so each append flushes the disk twice, which takes from a fraction of a millisecond to many. <see cref="BeginAppend"/> does
    /// that once for many appends.</para>
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="rows"/> is not a whole number of rows.</exception>
    /// <exception cref="NotSupportedException">The mode is <see cref="MemMapMode.Read"/> or
    /// <see cref="MemMapMode.CopyOnWrite"/>.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0, or the file has other bytes after the array or a <c>.npy</c> header
    /// without room for the new shape. Nothing has changed.</exception>
    /// <exception cref="IOException">The disk is full, another array over the file has a batch open, the file was cut short, or there is
    /// another error. The array and the file are unchanged.</exception>
    /// <exception cref="InvalidDataException">The header of the <c>.npy</c> file was replaced by another one.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>
    /// using MemMapArray&lt;float&gt; log = MemMapArray.Create&lt;float&gt;(path, (0, 3));
    /// log.Append(rows);    // two rows of three
    /// </code></example>
    public void Append(ReadOnlySpan<T> rows)
    {
        lock (_growing)
        {
            RequireGrowable();
            long rowLength = RowLength(Window.Layout);
            if (rowLength == 0 ? !rows.IsEmpty : rows.Length % rowLength != 0)
            {
                throw new ArgumentException(
                    $"{rows.Length} elements are not a whole number of rows of {rowLength}, which shape {Shape} has.", nameof(rows));
            }

            using Change change = BeginChange();
            if (rows.IsEmpty)
            {
                return;
            }

            Layout layout = Window.Layout, longer = WithRows(layout.Lengths[GrowingAxis] + (rows.Length / rowLength), nameof(rows));
            _ = _header?.For(longer.Lengths);
            long before = End(layout), end = End(longer), position = before;
            bool appended = false;
            try
            {
                // A span of bytes has at most int.MaxValue of them, so more elements go in parts.
                for (int part = int.MaxValue / sizeof(T); !rows.IsEmpty; rows = rows.Slice(Math.Min(part, rows.Length)))
                {
                    ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(rows.Slice(0, Math.Min(part, rows.Length)));
                    _file.WriteAt(position, bytes);
                    position += bytes.Length;
                }

                if (_file.Length > end)
                {
                    // What an appender left that was killed before its rows counted.
                    _file.SetLength(end, reserve: false);
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

    /// <summary>Begins a batch of appends. Until it ends, <see cref="Append"/> is as fast in <c>.npy</c> files as in raw files, because the
    /// header counts the new rows only when the batch ends, or at <see cref="Flush"/>. No one else can append meanwhile.</summary>
    /// <param name="dropUncounted">Whether to drop bytes after the array that the header does not count, as a batch leaves them when its
    /// process is killed. Use it only if no other program stores data after the array.</param>
    /// <returns>The batch. Dispose it to end it. Then all rows are counted and on the medium, as after each <see cref="Flush"/>.</returns>
    /// <remarks>A process that is killed leaves all rows that its last <see cref="Flush"/> counted, and perhaps uncounted bytes after
    /// them.</remarks>
    /// <exception cref="NotSupportedException">The mode is <see cref="MemMapMode.Read"/> or
    /// <see cref="MemMapMode.CopyOnWrite"/>.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0, the array has a batch already, or the file has other bytes after the
    /// array.</exception>
    /// <exception cref="IOException">Another array over the file has a batch open, or the file was cut short.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>
    /// using (log.BeginAppend())
    /// {
    ///     foreach (float[] batch in batches)
    ///     {
    ///         log.Append(batch);
    ///     }
    /// }
    /// </code></example>
    public IDisposable BeginAppend(bool dropUncounted = false)
    {
        lock (_growing)
        {
            RequireGrowable();
            if (_isBatch)
            {
                throw new InvalidOperationException($"The array over '{Path}' has a batch of appends open already.");
            }

            using Change change = BeginChange(dropUncounted);
            if (!_file.Appending.TryBeginBatch())
            {
                throw BatchElsewhere();
            }

            _isBatch = true;
            return new AppendBatch(this);
        }
    }

    /// <summary>Makes rows visible that others have appended to the file: the array gets more rows. Existing views are unchanged and stay
    /// valid.</summary>
    /// <returns>The number of new rows. O(1): it reads the length of a raw file, or the header of a <c>.npy</c> file. Only whole rows
    /// count.</returns>
    /// <exception cref="NotSupportedException">The mode is <see cref="MemMapMode.CopyOnWrite"/>: changes in memory would be
    /// lost.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0, the file had other bytes after the array when it was opened, or the
    /// array is a member of an archive.</exception>
    /// <exception cref="InvalidDataException">The header of the <c>.npy</c> file was replaced by another one.</exception>
    /// <exception cref="IOException">The file was cut short, or has fewer rows than before.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>long added = reader.Refresh();</code></example>
    public long Refresh()
    {
        lock (_growing)
        {
            Window.Region.ThrowIfClosed();
            if (Mode == MemMapMode.CopyOnWrite)
            {
                throw new NotSupportedException(
                    $"The file '{Path}' is open in mode {Mode}; mapped anew, what was written to it would be gone.");
            }

            RequireRows();
            if (_header is null ? !_endsAtEnd : Offset != _header.Length)
            {
                throw new InvalidOperationException(
                    $"The file '{Path}' has other bytes behind the array, so it cannot be told how many rows have come.");
            }

            return _isUncounted ? 0 : Adopt();
        }
    }

    // The header counts what a batch has added.
    private void CountRows()
    {
        lock (_growing)
        {
            if (_isUncounted && !_file.IsClosed)
            {
                WriteCount(Window.Layout);
                _isUncounted = false;
            }
        }
    }

    private void EndBatch()
    {
        lock (_growing)
        {
            if (_isBatch)
            {
                try
                {
                    CountRows();
                }
                finally
                {
                    _isBatch = false;
                    if (!_file.IsClosed)
                    {
                        _file.Appending.EndBatch();
                    }
                }
            }
        }
    }

    private long RowLength(Layout layout)
    {
        long length = 1;
        for (int axis = 0; axis < layout.Rank; axis++)
        {
            length *= axis == GrowingAxis ? 1 : layout.Lengths[axis];
        }

        return length;
    }

    // Nobody else changes the number of rows until the change is disposed, and the array has all that there are.
    private Change BeginChange(bool dropUncounted = false)
    {
        if (_isBatch)
        {
            // Nobody else does anyway.
            RequireEndOfFile(End(Window.Layout));
            return default;
        }

        _file.Appending.Acquire();
        bool begun = false;
        try
        {
            if (_file.Appending.HasOthersBatch())
            {
                throw BatchElsewhere();
            }

            if (_endsAtEnd || _header is not null)
            {
                Adopt();
            }

            if (dropUncounted && _file.Length > End(Window.Layout))
            {
                _file.SetLength(End(Window.Layout), reserve: false);
            }

            RequireEndOfFile(End(Window.Layout));
            begun = true;
            return new Change(_file.Appending);
        }
        finally
        {
            if (!begun)
            {
                _file.Appending.Release();
            }
        }
    }

    private IOException BatchElsewhere() =>
        new($"Another array over '{Path}', perhaps of another process, has a batch of appends open. Nothing was written.");

    // Behind an array that ended with its file there is nothing but rows that do not count, or parts of one, of an appender that was
    // killed: the next one writes over them.
    private void RequireEndOfFile(long end)
    {
        _file.RequireLength(end);
        long length = _file.Length;
        if (length > end && !_endsAtEnd)
        {
            throw new InvalidOperationException(
                $"The file '{Path}' has {length - end} bytes behind the array, which ends at byte {end}. Changing the number of rows " +
                "would overwrite or drop them." +
                (_header is null ? string.Empty : " Where an appender that was killed left them, BeginAppend(dropUncounted: true) drops them."));
        }

        _endsAtEnd = true;
    }

    // Rows that others have added.
    private long Adopt()
    {
        Layout layout = Window.Layout;
        long rows = layout.Lengths[GrowingAxis], found = _header is null ? RowsInFile(layout) : CountOfHeader(layout);
        if (found < rows)
        {
            throw new IOException($"The file '{Path}' has {found} rows; it had {rows} when it was opened. Open it anew.");
        }

        if (found > rows)
        {
            Layout longer = WithLength(found);
            _file.RequireLength(End(longer));
            Continue(longer);
        }

        return found - rows;
    }

    private long RowsInFile(Layout layout)
    {
        long rowBytes = RowLength(layout) * sizeof(T);
        _file.RequireLength(End(layout));
        return rowBytes == 0 ? layout.Lengths[GrowingAxis] : (_file.Length - Offset) / rowBytes;
    }

    // Whoever changes the header writes it at once; but a reader may see some bytes of before and some of after. So it is read until it is
    // the same twice.
    private long CountOfHeader(Layout layout)
    {
        byte[] bytes = new byte[_header!.Length], again = new byte[bytes.Length];
        Read(bytes);
        for (Read(again); !bytes.AsSpan().SequenceEqual(again); Read(again))
        {
            again.CopyTo(bytes, 0);
            Thread.Sleep(0);
        }

        long[] lengths = _header.LengthsOf(bytes, Path);
        long found = lengths[GrowingAxis];
        lengths[GrowingAxis] = layout.Lengths[GrowingAxis];
        return lengths.AsSpan().SequenceEqual(layout.Lengths) ? found
            : throw new InvalidDataException($"The file '{Path}' holds shape {Layout.Text(lengths)} by now; all but its rows must be as in {Layout.Text(layout.Lengths)}. Open it anew.");

        void Read(byte[] header)
        {
            fixed (byte* pointer = header)
            {
                _file.ReadExactly(0, pointer, header.Length);
            }
        }
    }

    private void WriteHeader(Layout layout)
    {
        if (_isBatch && _header is not null)
        {
            _isUncounted = true;
        }
        else if (_header is not null && !layout.Lengths.SequenceEqual(Window.Layout.Lengths))
        {
            WriteCount(layout);
        }
    }

    // Between two flushes, so that it never says more than is on the medium: rows are there before it counts them, and still there when it
    // has ceased to.
    private void WriteCount(Layout layout)
    {
        _file.Flush(default);
        _file.WriteAt(0, _header!.For(layout.Lengths));
        _file.Flush(default);
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

    private readonly struct Change(AppendLock? held) : IDisposable
    {
        public void Dispose() => held?.Release();
    }

    private sealed class AppendBatch(MemMapArray<T> array) : IDisposable
    {
        public void Dispose() => array.EndBatch();
    }
}
