using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap;

/// <content>Rows in batches, for training loops.</content>
public sealed partial class MemMapClusterArray<T>
{
    /// <summary>Goes through all rows once, some at a time, in their order or shuffled, as
    /// <see cref="MemMapRows.BatchesAsync{T}(ReductionSource{T}, int, ulong?, long, bool, int, CancellationToken)"/> does on one machine: a
    /// seed gives the same order there and here. The rows of a batch come from the silos that hold them while earlier ones are
    /// used.</summary>
    /// <param name="size">How many rows a batch has; the last one may have fewer.</param>
    /// <param name="shuffleSeed">Chooses the order of the rows; without it they come as they are.</param>
    /// <param name="epoch">The number of the pass over the data: each has another order of the same seed.</param>
    /// <param name="dropLast">Whether to leave out the last batch if it has fewer rows.</param>
    /// <param name="readAhead">How many batches are fetched before they are asked for, at the same time. So many, and the one that is used,
    /// are in memory.</param>
    /// <param name="cancellationToken">Ends the loop with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The batches, each in memory of its own. Each enumeration fetches them anew.</returns>
    /// <remarks>A batch takes one request for each shard that has some of its rows: shuffled, nearly all shards, so that large batches and
    /// large shards cost least. Such shards stay open on their silos (<see cref="ClusterSiloOptions.ShardIdleTime"/>). What fails is thrown
    /// by the enumerator, at the batch that could not be fetched.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or a batch has more elements than a .NET
    /// array.</exception>
    /// <exception cref="ArgumentException">Elements are left out (Where).</exception>
    /// <exception cref="ShardUnavailableException">The enumerator throws it: a shard could not be read from any silo that should hold
    /// it.</exception>
    /// <exception cref="InvalidDataException">The enumerator throws it: a file differs from the manifest.</exception>
    /// <exception cref="UnauthorizedAccessException">The enumerator throws it: a silo refuses a path, or may not open the file.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <example><code>
    /// await foreach (RowBatch&lt;float&gt; batch in array.BatchesAsync(size: 256, shuffleSeed: 42))
    /// {
    ///     Train(batch.AsSpan(), batch.Rows);
    /// }
    /// </code></example>
    public IAsyncEnumerable<RowBatch<T>> BatchesAsync(
        int size, ulong? shuffleSeed = null, long epoch = 0, bool dropLast = false, int readAhead = 2,
        CancellationToken cancellationToken = default)
    {
        RequireBatch(size);
        bool isShuffled = shuffleSeed is not null;
        return FetchAsync(OrderOf(size, shuffleSeed, epoch, dropLast, readAhead), ReadAsync, readAhead, cancellationToken);

        async Task<RowBatch<T>> ReadAsync(long index, long[] rows, CancellationToken cancellation) =>
            new(index, rows, await ReadBatchAsync(rows, isShuffled, cancellation), ShapeOf(rows));
    }

    /// <summary>Goes through all rows of two arrays in step, such as images and their labels.</summary>
    /// <typeparam name="TLabel">The element type of the labels.</typeparam>
    /// <param name="labels">The other array: as many rows, of any shape, in any shards of the cluster.</param>
    /// <param name="size">How many rows a batch has; the last one may have fewer.</param>
    /// <param name="shuffleSeed">Chooses the order of the rows; without it they come as they are.</param>
    /// <param name="epoch">The number of the pass over the data: each has another order of the same seed.</param>
    /// <param name="dropLast">Whether to leave out the last batch if it has fewer rows.</param>
    /// <param name="readAhead">How many batches are fetched before they are asked for.</param>
    /// <param name="cancellationToken">Ends the loop with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The batches, as those of <see cref="BatchesAsync(int, ulong?, long, bool, int, CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="labels"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The labels have another number of rows, or elements are left out (Where).</exception>
    /// <inheritdoc cref="BatchesAsync(int, ulong?, long, bool, int, CancellationToken)"
    ///             path="/exception[@cref!='T:System.ArgumentException']"/>
    /// <example><code>
    /// await foreach (RowBatch&lt;float, byte&gt; batch in array.BatchesAsync(labels, size: 256, shuffleSeed: 42))
    /// {
    ///     Train(batch.AsSpan(), batch.Labels);
    /// }
    /// </code></example>
    public IAsyncEnumerable<RowBatch<T, TLabel>> BatchesAsync<TLabel>(
        MemMapClusterArray<TLabel> labels, int size, ulong? shuffleSeed = null, long epoch = 0, bool dropLast = false, int readAhead = 2,
        CancellationToken cancellationToken = default)
        where TLabel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Shape[0] != Shape[0])
        {
            throw new ArgumentException(
                $"The labels have shape {labels.Shape}; the rows of shape {Shape} need one row of labels each.", nameof(labels));
        }

        RequireBatch(size);
        labels.RequireBatch(size);
        bool isShuffled = shuffleSeed is not null;
        return FetchAsync(OrderOf(size, shuffleSeed, epoch, dropLast, readAhead), ReadAsync, readAhead, cancellationToken);

        async Task<RowBatch<T, TLabel>> ReadAsync(long index, long[] rows, CancellationToken cancellation)
        {
            Task<T[]> elements = ReadBatchAsync(rows, isShuffled, cancellation);
            Task<TLabel[]> ofRows = labels.ReadBatchAsync(rows, isShuffled, cancellation);
            await Task.WhenAll(elements, ofRows);
            return new(index, rows, await elements, ShapeOf(rows), await ofRows);
        }
    }

    // The order is that of one machine because it is made there: of an array of as many rows, all of which are one element.
    private IAsyncEnumerable<RowBatch<bool>> OrderOf(int size, ulong? shuffleSeed, long epoch, bool dropLast, int readAhead) =>
        NDArray.Create<bool>(1).BroadcastTo(Shape[0]).BatchesAsync(size, shuffleSeed, epoch, dropLast, readAhead);

    private static async IAsyncEnumerable<TBatch> FetchAsync<TBatch>(
        IAsyncEnumerable<RowBatch<bool>> order, Func<long, long[], CancellationToken, Task<TBatch>> read, int readAhead,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ahead = new Queue<Task<TBatch>>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await foreach (RowBatch<bool> numbers in order.WithCancellation(cancellationToken))
            {
                ahead.Enqueue(read(numbers.Index, numbers.Rows.ToArray(), ending.Token));
                if (ahead.Count > readAhead)
                {
                    yield return await ahead.Dequeue();
                }
            }

            while (ahead.TryDequeue(out Task<TBatch>? next))
            {
                yield return await next;
            }
        }
        finally
        {
            // What was not asked for: its failure is nobody's.
            await ending.CancelAsync();
            Task left = Task.WhenAll(ahead);
            await left.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<T[]> ReadBatchAsync(long[] rows, bool isShuffled, CancellationToken cancellation) => isShuffled
        ? TakeElementsAsync(rows, cancellation)
        : ReadRowsAsync(new RowRange(rows[0], rows.Length), cancellation);

    private Shape ShapeOf(long[] rows) => Shape.Create([rows.Length, .. Shape.ToArray().Skip(1)]);

    private void RequireBatch(int size)
    {
        RequireAll(null);
        long perRow = RowElements, rows = Math.Min(size, Shape[0]);
        if (perRow > 0 && rows > Array.MaxLength / perRow)
        {
            throw new ArgumentOutOfRangeException(
                nameof(size), size, $"A batch of {rows} rows of {perRow} elements has more than a .NET array. Take fewer rows.");
        }
    }
}
