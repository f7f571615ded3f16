using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Cluster;

namespace MemMap;

/// <content>Rows by range.</content>
public sealed partial class MemMapClusterArray<T>
{
    /// <summary>Copies some rows from the silos that hold them, across shards, in messages of 256 KiB.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="destination">The memory to copy to, in C order, at least as long as the rows.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the rows are copied. When it fails, some of them may have been copied.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The array has fewer rows.</exception>
    /// <exception cref="ArgumentException">The destination is too short, or elements are left out (Where).</exception>
    /// <exception cref="ShardUnavailableException">A shard could not be read from any silo that should hold it.</exception>
    /// <exception cref="InvalidDataException">A file differs from the manifest.</exception>
    /// <exception cref="UnauthorizedAccessException">A silo refuses a path, or may not open the file.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public async Task ReadRowsAsync(RowRange rows, Memory<T> destination, CancellationToken cancellationToken = default)
    {
        RequireAll(null);
        long perRow = RequireRows(rows);
        if (destination.Length / Math.Max(1, perRow) < rows.Count && perRow > 0)
        {
            throw new ArgumentException(
                $"The destination has {destination.Length} elements; {rows.Count} rows have {perRow} each.", nameof(destination));
        }

        if (rows.Count == 0 || perRow == 0)
        {
            return;
        }

        int first = Manifest.FindShard(rows.Start), last = Manifest.FindShard(rows.End - 1);
        IEnumerable<int> shards = Enumerable.Range(first, last - first + 1).Where(shard => PartOf(shard).Count > 0);
        RequireNone(await ScanAsync(shards, RequestOfRows, Take, cancellationToken));

        RowRange PartOf(int shard)
        {
            RowRange own = Manifest.Shards[shard].Rows;
            long start = Math.Max(own.Start, rows.Start);
            return new(start, Math.Max(0, Math.Min(own.End, rows.End) - start));
        }

        ShardRequest RequestOfRows(int shard)
        {
            RowRange part = PartOf(shard);
            long before = part.Start - Manifest.Shards[shard].Rows.Start;
            return RequestOf(shard) with { FirstElement = before * perRow, Elements = part.Count * perRow };
        }

        void Take(int shard, List<byte[]> pieces, string silo)
        {
            RowRange part = PartOf(shard);
            Span<byte> place = MemoryMarshal.AsBytes(
                destination.Span.Slice((int)((part.Start - rows.Start) * perRow), (int)(part.Count * perRow)));
            if (pieces.Sum(piece => (long)piece.Length) != place.Length)
            {
                throw new InvalidDataException(
                    $"Silo '{silo}' gave {pieces.Sum(piece => (long)piece.Length)} bytes of rows {part}, which have {place.Length}.");
            }

            foreach (byte[] piece in pieces)
            {
                piece.CopyTo(place);
                place = place[piece.Length..];
            }
        }
    }

    /// <summary>Reads some rows into a new array, as <see cref="ReadRowsAsync(RowRange, Memory{T}, CancellationToken)"/> does.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Their elements in C order.</returns>
    /// <exception cref="InvalidOperationException">There are more elements than an array can hold.</exception>
    /// <inheritdoc cref="ReadRowsAsync(RowRange, Memory{T}, CancellationToken)" path="/exception"/>
    /// <example><code>float[] rows = await array.ReadRowsAsync(new RowRange(start: 1000, count: 100));</code></example>
    public async Task<T[]> ReadRowsAsync(RowRange rows, CancellationToken cancellationToken = default)
    {
        long perRow = RequireRows(rows);
        if (perRow > 0 && rows.Count > Array.MaxLength / perRow)
        {
            throw new InvalidOperationException(
                $"{rows.Count} rows of {perRow} elements are more than an array can hold ({Array.MaxLength}). Read fewer at a time.");
        }

        var elements = new T[rows.Count * perRow];
        await ReadRowsAsync(rows, elements, cancellationToken);
        return elements;
    }

    // The elements of a row.
    private long RequireRows(RowRange rows) => rows.End <= Shape[0]
        ? RowElements
        : throw new ArgumentOutOfRangeException(nameof(rows), rows, $"The array has {Shape[0]} rows.");
}
