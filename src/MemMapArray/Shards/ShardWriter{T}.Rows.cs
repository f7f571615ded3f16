using System;
using System.IO;
using MemMap.Shards;

namespace MemMap;

/// <content>Rows, cut into files.</content>
public sealed partial class ShardWriter<T>
{
    private const long DefaultShardBytes = 256 << 20;

    private NewShard<T>? _shard;

    /// <summary>The number of rows that were appended and are not in a shard yet. <see cref="Commit"/> makes a shard of them.</summary>
    public long PendingRows => _shard?.Rows ?? 0;

    /// <summary>Adds rows after the last row. Each time there are enough rows for a shard, the shard is published. The remaining rows wait
    /// for the next rows, or for <see cref="Commit"/>.</summary>
    /// <param name="rows">Whole rows, in C order.</param>
    /// <exception cref="ArgumentException"><paramref name="rows"/> is not a whole number of rows.</exception>
    /// <exception cref="IOException">The disk is full, a file cannot be written, another file has the name of the next shard, or the
    /// manifest was changed by another program. Shards that were published before stay. <see cref="PendingRows"/> is the number of rows
    /// that the unfinished shard still has: 0 when it could not be published.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    /// <exception cref="ObjectDisposedException">The writer is disposed.</exception>
    /// <example><code>
    /// writer.Append(rows);
    /// writer.Commit();
    /// </code></example>
    public unsafe void Append(ReadOnlySpan<T> rows)
    {
        RequireOpen();
        long rowLength = Manifest.RowBytes / sizeof(T);
        if (rowLength == 0 ? !rows.IsEmpty : rows.Length % rowLength != 0)
        {
            throw new ArgumentException(
                $"{rows.Length} elements are not a whole number of rows of {rowLength}, which shape {Manifest.Shape} has.", nameof(rows));
        }

        while (!rows.IsEmpty)
        {
            long count = Shard().Room(rows.Length / rowLength);
            int length = (int)(count * rowLength);
            ReadOnlySpan<T> taken = rows.Slice(0, length);
            rows = rows.Slice(length);
            _shard!.Write(taken, count);
            FinishFullShard();
        }
    }

    /// <summary>Adds the rows of a view after the last row, as <see cref="Append(ReadOnlySpan{T})"/> does: from one file to many.</summary>
    /// <param name="rows">A view with rows of this array's shape.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The rows have another shape.</exception>
    /// <inheritdoc cref="Append(ReadOnlySpan{T})" path="/exception"/>
    public void Append(MemMapView<T> rows)
    {
        RequireOpen();
        Shape shape = (rows ?? throw new ArgumentNullException(nameof(rows))).Shape;
        if (shape.Rank != Manifest.Shape.Rank || !shape.Span.Slice(1).SequenceEqual(Manifest.Shape.Span.Slice(1)))
        {
            throw new ArgumentException(
                $"The view has shape {shape}; the array has {Manifest.Shape}: all but the first length must be the same.", nameof(rows));
        }

        for (long start = 0; start < shape[0];)
        {
            long count = Shard().Room(shape[0] - start);
            _shard!.Write(rows[Slice.Range(start, start + count)]);
            start += count;
            FinishFullShard();
        }
    }

    /// <summary>Publishes the rows that are not in a shard yet as a shorter shard. Does nothing when there are no such rows.</summary>
    /// <remarks>When more rows follow, the next shard ends at a multiple of <see cref="ShardManifest.RowsPerBorder"/> again. The border
    /// between the two shards is not a border of blocks, so their partials are larger. Results have the same bits. Commit seldom.</remarks>
    /// <exception cref="IOException">As for <see cref="Append(ReadOnlySpan{T})"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    /// <exception cref="ObjectDisposedException">The writer is disposed.</exception>
    public void Commit()
    {
        RequireOpen();
        if (PendingRows > 0)
        {
            FinishShard();
        }
    }

    /// <summary>Ends the writer, and lets others write. Rows that were appended and not committed are lost. A second call does
    /// nothing.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            DropRows();
            ClearUnfinished();
            _lock.Dispose();
        }
    }

    // The shard that is being written.
    private NewShard<T> Shard()
    {
        if (_shard is null)
        {
            if (_hasUnfinished)
            {
                ClearUnfinished();
            }

            // After a shard that ended elsewhere this one ends at a border again.
            long[] shape = Manifest.Shape.ToArray();
            shape[0] = RowsPerShard - (shape[0] % Manifest.RowsPerBorder);
            string name = NpyStack.NameOf(Manifest.Shards.Count);
            var shard = new NewShard<T>(Path.Combine(_folder, name), Manifest.Descr, shape, Manifest.RowBytes);
            _lock.Note(Path.GetFileName(shard.TemporaryPath));
            _shard = shard;
        }

        return _shard;
    }

    private void FinishFullShard()
    {
        if (_shard!.IsFull)
        {
            FinishShard();
        }
    }

    private void FinishShard()
    {
        bool added = false;
        try
        {
            RequireManifest();
            string name = NpyStack.NameOf(Manifest.Shards.Count);
            _shard!.Finish();
            _lock.NoteName(_shard.TemporaryPath, name);
            _shard.Publish();
            (Shard shard, _) = ShardFile.OfNpy(_folder, name, Manifest.Shape[0], _options.Labels, allowOutside: false);
            Publish(Manifest.With(shard));
            _lock.Clear();
            added = true;
        }
        finally
        {
            DropRows();
            if (!added)
            {
                ClearUnfinished();
            }
        }
    }

    private void DropRows()
    {
        _shard?.Dispose();
        _shard = null;
    }

    private void RequireNothingPending()
    {
        RequireOpen();
        if (PendingRows > 0)
        {
            throw new InvalidOperationException(
                $"{PendingRows} rows were appended and are in no shard yet. Commit makes one of them; then files can be added behind " +
                "them.");
        }
    }

    private static long RowsOf(ShardManifest manifest, long rowsPerShard)
    {
        long border = manifest.RowsPerBorder, rows = rowsPerShard == 0 ? DefaultShardBytes / Math.Max(1, manifest.RowBytes) : rowsPerShard;
        if (rowsPerShard < 0 || rows > long.MaxValue - border
            || (manifest.RowBytes > 0 && rows + border > (long.MaxValue / 2) / manifest.RowBytes))
        {
            throw new ArgumentOutOfRangeException(
                nameof(rowsPerShard),
                rowsPerShard,
                $"A shard has at least one row, and no more bytes than a file can have; a row has {manifest.RowBytes}.");
        }

        return Math.Max(1, (rows + border - 1) / border) * border;
    }
}
