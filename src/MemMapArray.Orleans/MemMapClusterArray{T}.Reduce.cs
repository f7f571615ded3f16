using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Cluster;

namespace MemMap;

/// <content>Any reduction of the library, as a value.</content>
public sealed partial class MemMapClusterArray<T>
{
    /// <summary>Reduces all elements. Each shard is read once, where it lies, and returns a message of a few hundred bytes.</summary>
    /// <typeparam name="TResult">The type of a result.</typeparam>
    /// <param name="reduction">A reduction of <see cref="Reduction"/>, or one of your own that the silos were given by
    /// <see cref="MemMapCluster.AddMemMapReduction"/>.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels the reduction. The silos end their scans within a few megabytes.</param>
    /// <returns>The result, with the same bits as on one machine.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reduction"/> is <see langword="null"/>.</exception>
    /// <exception cref="NotSupportedException">The reduction is one of your own, and a silo was not given it; or it has no such
    /// option.</exception>
    /// <exception cref="ShardUnavailableException">A shard could not be read from any silo that should hold it.</exception>
    /// <exception cref="InvalidDataException">A file differs from the manifest.</exception>
    /// <exception cref="UnauthorizedAccessException">A silo refuses a path, or may not open the file.</exception>
    /// <exception cref="InvalidOperationException">There are no elements, and the reduction needs some; or a silo failed.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <example><code>bool areAllSet = await array.ReduceAsync(Reduction.All&lt;float&gt;());</code></example>
    public async Task<TResult> ReduceAsync<TResult>(
        Reduction<T, TResult> reduction, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default)
        where TResult : unmanaged =>
        (await RunAsync(reduction, null, keepDims: false, options, allowMissing: false, cancellationToken)).Value;

    /// <summary>Reduces along some axes.</summary>
    /// <typeparam name="TResult">The type of a result.</typeparam>
    /// <param name="reduction">The reduction.</param>
    /// <param name="axis">The axes that disappear, each once; negative ones count from the end.</param>
    /// <param name="keepDims">Whether they stay, with length 1.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels the reduction. The silos end their scans within a few megabytes.</param>
    /// <returns>One result for each index of the other axes, in memory. When axis 0 is reduced, each shard returns as many states as there
    /// are results, in messages of 256 KiB.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)" path="/exception"/>
    public async Task<NDArray<TResult>> ReduceAsync<TResult>(
        Reduction<T, TResult> reduction, int[] axis, bool keepDims = false, ClusterReductionOptions? options = null,
        CancellationToken cancellationToken = default)
        where TResult : unmanaged
    {
        ArgumentNullException.ThrowIfNull(axis);
        return (await RunAsync(reduction, axis, keepDims, options, allowMissing: false, cancellationToken)).Result;
    }

    /// <summary>Reduces all elements of the shards that can be read.</summary>
    /// <typeparam name="TResult">The type of a result.</typeparam>
    /// <param name="reduction">The reduction.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels the reduction. The silos end their scans within a few megabytes.</param>
    /// <returns>The result, the fraction of the rows that is in it, and the shards that are missing.</returns>
    /// <exception cref="ShardUnavailableException">No shard could be read.</exception>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)"
    ///             path="/exception[@cref!='T:MemMap.ShardUnavailableException']"/>
    /// <example><code>
    /// ClusterAnswer&lt;double&gt; answer = await array.ReduceAvailableAsync(Reduction.Mean&lt;float&gt;());
    /// Console.WriteLine($"{answer.Value} of {answer.Fraction:P0} of the rows");
    /// </code></example>
    public Task<ClusterAnswer<TResult>> ReduceAvailableAsync<TResult>(
        Reduction<T, TResult> reduction, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default)
        where TResult : unmanaged => RunAsync(reduction, null, keepDims: false, options, allowMissing: true, cancellationToken);

    /// <summary>Reduces the shards that can be read along axis 0 and possibly others.</summary>
    /// <typeparam name="TResult">The type of a result.</typeparam>
    /// <param name="reduction">The reduction.</param>
    /// <param name="axis">The axes that disappear, each once. Axis 0 must be among them: otherwise results would be missing with the
    /// rows.</param>
    /// <param name="keepDims">Whether they stay, with length 1.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels the reduction. The silos end their scans within a few megabytes.</param>
    /// <returns>The results, the fraction of the rows that is in them, and the shards that are missing.</returns>
    /// <exception cref="ShardUnavailableException">No shard could be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice, or axis 0 is not named.</exception>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)"
    ///             path="/exception[@cref!='T:MemMap.ShardUnavailableException']"/>
    public Task<ClusterAnswer<TResult>> ReduceAvailableAsync<TResult>(
        Reduction<T, TResult> reduction, int[] axis, bool keepDims = false, ClusterReductionOptions? options = null,
        CancellationToken cancellationToken = default)
        where TResult : unmanaged
    {
        ArgumentNullException.ThrowIfNull(axis);
        return ReducesRows(axis)
            ? RunAsync(reduction, axis, keepDims, options, allowMissing: true, cancellationToken)
            : throw new ArgumentException("Axis 0 is kept: the rows of a shard that is missing would have no results.", nameof(axis));
    }

    // About: a state of a deviation has 40 bytes.
    private long NodeBytes(int[]? axes) => 40 * RowShape.ElementsOf(
        Shape.ToArray().Select((length, axis) => axes is null || axes.Contains(axis) || axes.Contains(axis - Shape.Rank) ? 1 : length));

    private bool ReducesRows(int[]? axes) => axes is null || axes.Any(number => number == 0 || number == -Shape.Rank);

    private async Task<ClusterAnswer<TResult>> RunAsync<TResult>(
        Reduction<T, TResult> reduction, int[]? axes, bool keepDims, ClusterReductionOptions? options, bool allowMissing,
        CancellationToken cancellationToken)
        where TResult : unmanaged
    {
        ArgumentNullException.ThrowIfNull(reduction);

        // Before any message: what is wrong with the axes or the reduction is the caller's.
        options ??= new ClusterReductionOptions();
        ReductionPartial<T, TResult> all = OfNoRows(reduction, axes, options);
        IReadOnlyList<(int Shard, string Reason)> missing = await ScanAsync(
            shard => RequestOf(shard) with
            {
                Reduction = reduction.ToString(),
                IsCustom = reduction.IsCustom,
                Axes = axes,
                SkipNaN = options.SkipNaN,
                Exact = options.Exact,
            },
            pieces => pieces.ConvertAll(piece => reduction.ReadPartial(piece)),
            (_, partials) => partials.ForEach(all.Merge),
            options.Progress,
            cancellationToken,
            ReducesRows(axes) ? _masks : null,
            NodeBytes(axes));
        long covered = all.Rows.Sum(rows => rows.Count);
        if (missing.Count > 0 && (!allowMissing || covered == 0))
        {
            throw Unavailable(missing);
        }

        return missing.Count == 0
            ? new(all.ToNDArray(keepDims), 1, [])
            : new(all.ToNDArrayOfRows(keepDims), (double)covered / Shape[0], [.. missing.Select(one => Manifest.Shards[one.Shard])]);
    }

    private ReductionPartial<T, TResult> OfNoRows<TResult>(Reduction<T, TResult> reduction, int[]? axes, ClusterReductionOptions options)
        where TResult : unmanaged
    {
        using MemMapShards<T> array = OpenElsewhere();
        axes ??= [.. Enumerable.Range(0, Shape.Rank)];
        var settings = new ReductionOptions { SkipNaN = options.SkipNaN, Exact = options.Exact };
        return Select(array).ReducePartial(reduction, new RowRange(0, 0), axes, settings);
    }
}
