using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap;

/// <content>Rows by their numbers.</content>
public sealed partial class MemMapClusterArray<T>
{
    // The numbers that travel with a request: 128 KiB.
    private const int MaxTakenRows = 1 << 14;

    /// <summary>Copies some rows from the silos that hold them, in the order asked for. NumPy's <c>np.take(a, rows, axis=0)</c>. Each shard
    /// is asked once for each 16,384 of its rows.</summary>
    /// <param name="rows">The numbers of the rows, in any order; a number may come more than once. Negative numbers count from the end, -1
    /// is the last row.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A new array in memory of shape (number of rows asked for, shape of a row).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is <see langword="null"/>.</exception>
    /// <exception cref="IndexOutOfRangeException">A row is outside the array. No message was sent.</exception>
    /// <exception cref="InvalidOperationException">There are more elements than an array can hold; or a silo failed.</exception>
    /// <exception cref="ArgumentException">Elements are left out (Where).</exception>
    /// <exception cref="ShardUnavailableException">A shard could not be read from any silo that should hold it.</exception>
    /// <exception cref="InvalidDataException">A file differs from the manifest.</exception>
    /// <exception cref="UnauthorizedAccessException">A silo refuses a path, or may not open the file.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <example><code>
    /// NDArray&lt;float&gt; some = await array.TakeAsync([4999, 0, -1]);    // np.take(a, [4999, 0, -1], axis=0)
    /// </code></example>
    public async Task<NDArray<T>> TakeAsync(long[] rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        RequireAll(null);
        T[] taken = await TakeElementsAsync(rows, cancellationToken);
        return NDArray.From(taken, Shape.Create([rows.Length, .. Shape.ToArray().Skip(1)]));
    }

    private async Task<T[]> TakeElementsAsync(long[] rows, CancellationToken cancellationToken)
    {
        long perRow = RowElements;
        if (perRow > 0 && rows.Length > Array.MaxLength / perRow)
        {
            throw new InvalidOperationException(
                $"{rows.Length} rows of {perRow} elements are more than an array can hold ({Array.MaxLength}). Take fewer at a time.");
        }

        var taken = new T[rows.Length * perRow];
        Dictionary<int, List<int>> places = PlacesOfShards(rows);
        for (int first = 0; perRow > 0 && places.Values.Any(list => list.Count > first); first += MaxTakenRows)
        {
            await TakeAsync(rows, places, first, taken, cancellationToken);
        }

        return taken;
    }

    // Some rows of each shard: those from the first-th place on.
    private async Task TakeAsync(
        long[] rows, Dictionary<int, List<int>> places, int first, T[] taken, CancellationToken cancellationToken)
    {
        RequireNone(await ScanAsync(
            places.Where(one => one.Value.Count > first).Select(one => one.Key),
            shard => RequestOf(shard) with { TakenRows = [.. PlacesOf(shard).Select(place => FromStart(rows[place]))] },
            Put,
            cancellationToken));

        IEnumerable<int> PlacesOf(int shard) => places[shard].Skip(first).Take(MaxTakenRows);

        void Put(int shard, List<byte[]> pieces, string silo)
        {
            int[] own = [.. PlacesOf(shard)];
            int rowBytes = (int)(taken.Length / rows.Length) * Unsafe.SizeOf<T>(), next = 0;
            if (pieces.Sum(piece => (long)piece.Length) != (long)own.Length * rowBytes || pieces.Any(piece => piece.Length % rowBytes != 0))
            {
                throw new InvalidDataException($"Silo '{silo}' gave other bytes than those of {own.Length} rows of {rowBytes} bytes.");
            }

            foreach (byte[] piece in pieces)
            {
                for (int at = 0; at < piece.Length; at += rowBytes)
                {
                    Span<T> place = taken.AsSpan(own[next++] * (rowBytes / Unsafe.SizeOf<T>()), rowBytes / Unsafe.SizeOf<T>());
                    piece.AsSpan(at, rowBytes).CopyTo(MemoryMarshal.AsBytes(place));
                }
            }
        }
    }

    [SuppressMessage("Usage", "CA2201:Do not raise reserved exception types", Justification = "What Take throws on one machine.")]
    private Dictionary<int, List<int>> PlacesOfShards(long[] rows)
    {
        var places = new Dictionary<int, List<int>>();
        for (int place = 0; place < rows.Length; place++)
        {
            long row = FromStart(rows[place]);
            if (row < 0 || row >= Shape[0])
            {
                throw new IndexOutOfRangeException($"Row {rows[place]} is outside axis 0, which has length {Shape[0]}.");
            }

            int shard = Manifest.FindShard(row);
            if (!places.TryGetValue(shard, out List<int>? own))
            {
                places.Add(shard, own = []);
            }

            own.Add(place);
        }

        return places;
    }

    private long FromStart(long row) => row < 0 ? row + Shape[0] : row;
}
