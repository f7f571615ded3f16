using System;
using System.IO;
using System.Runtime.InteropServices;

namespace MemMap;

/// <content>New rows at the end of the file, from several arrays and processes at a time.</content>
public sealed unsafe partial class MemMapArray<T>
{
    private volatile bool _isBatch;

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
    /// <exception cref="NpyFormatException">The header of the <c>.npy</c> file is damaged by now.</exception>
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
                // Who reads a raw file counts the whole rows in it, so of many rows none may be there before all have room. A part of one
                // row does not count.
                if (_header is null && rows.Length > rowLength)
                {
                    _file.ReserveBehind(before, end);
                }

                // A span of bytes has at most int.MaxValue of them, so more elements go in parts.
                for (int part = int.MaxValue / sizeof(T); !rows.IsEmpty; rows = rows.Slice(Math.Min(part, rows.Length)))
                {
                    ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(rows.Slice(0, Math.Min(part, rows.Length)));
                    _file.WriteAt(position, bytes);
                    position += bytes.Length;
                }

                if (_file.Length > end)
                {
                    // These bytes were left by an appender that was killed before its rows counted.
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
    /// <exception cref="InvalidDataException">The header of the <c>.npy</c> file was replaced by another one.</exception>
    /// <exception cref="NpyFormatException">The header of the <c>.npy</c> file is damaged by now.</exception>
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
            if (!_appendLock.TryBeginBatch())
            {
                throw BatchElsewhere();
            }

            _isBatch = true;
            return new AppendBatch(this);
        }
    }

    // Whether a batch of appends is open.
    internal bool HasBatch => _isBatch;

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
                        _appendLock.EndBatch();
                    }
                }
            }
        }
    }

    private sealed class AppendBatch(MemMapArray<T> array) : IDisposable
    {
        public void Dispose() => array.EndBatch();
    }
}
