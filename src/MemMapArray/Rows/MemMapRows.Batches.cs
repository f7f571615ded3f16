using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using MemMap.Rows;

namespace MemMap;

/// <content>Rows in batches, for training loops.</content>
public static partial class MemMapRows
{
    /// <summary>Goes through all rows once, some at a time, in their order or shuffled. A thread reads ahead.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">A view of any layout, of rank 1 or more, or an array of shards, as it is now: rows that are added later do not
    /// come.</param>
    /// <param name="size">How many rows a batch has; the last one may have fewer.</param>
    /// <param name="shuffleSeed">Chooses the order of the rows; without it they come as they are. A seed gives the same order on every
    /// machine and with every version of .NET.</param>
    /// <param name="epoch">The number of the pass over the data: each has another order of the same seed.</param>
    /// <param name="dropLast">Whether to leave out the last batch if it has fewer rows.</param>
    /// <param name="readAhead">How many batches are read before they are asked for. So many, and the one that is used, are in
    /// memory.</param>
    /// <returns>The batches. Each enumeration reads with a thread of its own, which ends with it; a loop that asks for a batch that is not
    /// there yet reads one of the next meanwhile.</returns>
    /// <remarks>
    /// <para>A batch is a copy, shuffled or not, in memory that the next ones get: see <see cref="RowBatch{T}"/>. The rows of a batch lie
    /// in the order in which the epoch has them.</para>
    /// <para>The order is computed, not stored: it takes no memory for billions of rows. How is written in <c>docs/guides/select.md</c>,
    /// and is a promise. It is no secret: not for cryptography.</para>
    /// <para>What fails while reading is thrown by the enumerator, at the batch that could not be read.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or a batch has more elements than a .NET array.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0.</exception>
    /// <exception cref="NotSupportedException">The source has no rows of its own.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed; the enumerator throws it, too.</exception>
    /// <exception cref="System.IO.IOException">The enumerator throws it: a file was cut short, is missing, or cannot be read.</exception>
    /// <example><code>
    /// for (int epoch = 0; epoch &lt; 3; epoch++)
    /// {
    ///     foreach (RowBatch&lt;float&gt; batch in array.Batches(size: 16, shuffleSeed: 42, epoch))
    ///     {
    ///         Train(batch.AsSpan(), batch.Rows);
    ///     }
    /// }
    /// </code></example>
    public static IEnumerable<RowBatch<T>> Batches<T>(
        this ReductionSource<T> source, int size, ulong? shuffleSeed = null, long epoch = 0, bool dropLast = false, int readAhead = 2)
        where T : unmanaged => Read(Prepare(source, size, shuffleSeed, epoch, dropLast, readAhead));

    /// <summary>Goes through all rows of two arrays in step, such as images and their labels.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TLabel">The element type of the labels.</typeparam>
    /// <param name="source">A view of any layout, of rank 1 or more, or an array of shards, as it is now.</param>
    /// <param name="labels">The same of the other array: as many rows, of any shape.</param>
    /// <param name="size">How many rows a batch has; the last one may have fewer.</param>
    /// <param name="shuffleSeed">Chooses the order of the rows; without it they come as they are.</param>
    /// <param name="epoch">The number of the pass over the data: each has another order of the same seed.</param>
    /// <param name="dropLast">Whether to leave out the last batch if it has fewer rows.</param>
    /// <param name="readAhead">How many batches are read before they are asked for.</param>
    /// <returns>The batches, as those of <see cref="Batches{T}"/>.</returns>
    /// <exception cref="ArgumentException">The labels have another number of rows.</exception>
    /// <inheritdoc cref="Batches{T}" path="/exception"/>
    /// <example><code>
    /// foreach (RowBatch&lt;float, byte&gt; batch in array.Batches(labels, size: 16, shuffleSeed: 42))
    /// {
    ///     Train(batch.AsSpan(), batch.Labels);
    /// }
    /// </code></example>
    public static IEnumerable<RowBatch<T, TLabel>> Batches<T, TLabel>(
        this ReductionSource<T> source, ReductionSource<TLabel> labels, int size, ulong? shuffleSeed = null, long epoch = 0,
            bool dropLast = false, int readAhead = 2)
        where T : unmanaged
        where TLabel : unmanaged => Read(Prepare(source, labels, size, shuffleSeed, epoch, dropLast, readAhead));

    /// <summary>As <see cref="Batches{T}"/>, for <c>await foreach</c>: no thread waits for a batch that is still being read.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">A view of any layout, of rank 1 or more, or an array of shards, as it is now.</param>
    /// <param name="size">How many rows a batch has; the last one may have fewer.</param>
    /// <param name="shuffleSeed">Chooses the order of the rows; without it they come as they are.</param>
    /// <param name="epoch">The number of the pass over the data: each has another order of the same seed.</param>
    /// <param name="dropLast">Whether to leave out the last batch if it has fewer rows.</param>
    /// <param name="readAhead">How many batches are read before they are asked for.</param>
    /// <param name="cancellationToken">Ends the loop with an <see cref="OperationCanceledException"/>, when it asks for a batch.</param>
    /// <returns>The batches.</returns>
    /// <inheritdoc cref="Batches{T}" path="/exception"/>
    /// <example><code>
    /// await foreach (RowBatch&lt;float&gt; batch in array.BatchesAsync(size: 16, shuffleSeed: 42))
    /// {
    ///     await SendAsync(batch.ToNDArray());
    /// }
    /// </code></example>
    public static IAsyncEnumerable<RowBatch<T>> BatchesAsync<T>(
        this ReductionSource<T> source, int size, ulong? shuffleSeed = null, long epoch = 0, bool dropLast = false, int readAhead = 2,
            CancellationToken cancellationToken = default)
        where T : unmanaged => ReadAsync(Prepare(source, size, shuffleSeed, epoch, dropLast, readAhead), cancellationToken);

    /// <summary>As <see cref="Batches{T, TLabel}"/>, for <c>await foreach</c>: no thread waits for a batch that is still being
    /// read.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TLabel">The element type of the labels.</typeparam>
    /// <param name="source">A view of any layout, of rank 1 or more, or an array of shards, as it is now.</param>
    /// <param name="labels">The same of the other array: as many rows, of any shape.</param>
    /// <param name="size">How many rows a batch has; the last one may have fewer.</param>
    /// <param name="shuffleSeed">Chooses the order of the rows; without it they come as they are.</param>
    /// <param name="epoch">The number of the pass over the data: each has another order of the same seed.</param>
    /// <param name="dropLast">Whether to leave out the last batch if it has fewer rows.</param>
    /// <param name="readAhead">How many batches are read before they are asked for.</param>
    /// <param name="cancellationToken">Ends the loop with an <see cref="OperationCanceledException"/>, when it asks for a batch.</param>
    /// <returns>The batches.</returns>
    /// <inheritdoc cref="Batches{T, TLabel}" path="/exception"/>
    public static IAsyncEnumerable<RowBatch<T, TLabel>> BatchesAsync<T, TLabel>(
        this ReductionSource<T> source,
        ReductionSource<TLabel> labels,
        int size,
        ulong? shuffleSeed = null,
        long epoch = 0,
        bool dropLast = false,
        int readAhead = 2,
        CancellationToken cancellationToken = default)
        where T : unmanaged
        where TLabel : unmanaged => ReadAsync(Prepare(source, labels, size, shuffleSeed, epoch, dropLast, readAhead), cancellationToken);

    // Whatever is wrong is said when batches are asked for, not when the first is read.
    private static Func<ReadAhead<RowBatch<T>>> Prepare<T>(
        ReductionSource<T> source, int size, ulong? shuffleSeed, long epoch, bool dropLast, int readAhead)
        where T : unmanaged
    {
        RowSource<T> from = RowSource<T>.Of(source, nameof(source));
        BatchPlan plan = Plan(from, size, shuffleSeed, epoch, dropLast, readAhead);
        return () => Reader(from, plan);
    }

    private static Func<ReadAhead<RowBatch<T, TLabel>>> Prepare<T, TLabel>(
        ReductionSource<T> source, ReductionSource<TLabel> labels, int size, ulong? shuffleSeed, long epoch, bool dropLast, int readAhead)
        where T : unmanaged
        where TLabel : unmanaged
    {
        RowSource<T> from = RowSource<T>.Of(source, nameof(source));
        RowSource<TLabel> with = Labels(from, labels);
        BatchPlan plan = Plan(from, size, shuffleSeed, epoch, dropLast, readAhead);
        plan.RequireFits(with, size);
        return () => Reader(from, with, plan);
    }

    private static BatchPlan Plan<T>(RowSource<T> from, int size, ulong? shuffleSeed, long epoch, bool dropLast, int readAhead)
        where T : unmanaged
    {
        var plan = new BatchPlan(from.Count, size, shuffleSeed, epoch, dropLast, readAhead);
        plan.RequireFits(from, size);
        return plan;
    }

    private static RowSource<TLabel> Labels<T, TLabel>(RowSource<T> from, ReductionSource<TLabel> labels)
        where T : unmanaged
        where TLabel : unmanaged
    {
        RowSource<TLabel> with = RowSource<TLabel>.Of(labels, nameof(labels));
        return with.Count == from.Count
            ? with
            : throw new ArgumentException($"The labels have shape {Shape.Create(with.Lengths)}; the rows of shape " +
                $"{Shape.Create(from.Lengths)} need one row of labels each.", nameof(labels));
    }

    private static ReadAhead<RowBatch<T>> Reader<T>(RowSource<T> from, BatchPlan plan)
        where T : unmanaged => new(plan.Count, plan.ReadAhead, (index, used) => new(index, plan, from, used), from.RequireOpen);

    private static ReadAhead<RowBatch<T, TLabel>> Reader<T, TLabel>(RowSource<T> from, RowSource<TLabel> labels, BatchPlan plan)
        where T : unmanaged
        where TLabel : unmanaged => new(
            plan.Count,
            plan.ReadAhead,
            (index, used) => new(index, plan, from, labels, used),
            () =>
            {
                from.RequireOpen();
                labels.RequireOpen();
            });

    private static IEnumerable<TBatch> Read<TBatch>(Func<ReadAhead<TBatch>> open)
        where TBatch : class, IReusable
    {
        using ReadAhead<TBatch> reader = open();
        while (reader.MoveNext())
        {
            yield return reader.Current;
        }
    }

    private static async IAsyncEnumerable<TBatch> ReadAsync<TBatch>(Func<ReadAhead<TBatch>> open,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TBatch : class, IReusable
    {
        ReadAhead<TBatch> reader = open();
        try
        {
            while (await reader.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return reader.Current;
            }
        }
        finally
        {
            await reader.DisposeAsync().ConfigureAwait(false);
        }
    }
}
