using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Cluster;

namespace MemMap;

/// <content>Quantiles and medians.</content>
public sealed partial class MemMapClusterArray<T>
{
    /// <summary>Computes a quantile of all elements, exactly. NumPy's <c>np.quantile(a, q, method=...)</c>.</summary>
    /// <param name="q">From 0 to 1: 0.5 for the median.</param>
    /// <param name="method">How a quantile between two elements is made of them.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels it. The silos end their scans within a few megabytes.</param>
    /// <returns>The quantile: that of the array on one machine.</returns>
    /// <remarks>In rounds, in each of which every shard is read once and answers with counts: 1 round for elements of 8 and 16 bits, 2 for
    /// 32 and 4 for 64. What is sent is that of a <see cref="QuantilePlan{T}"/>: of the shards of a request together mostly some ten
    /// thousand bytes a round, and at most 650,000. <c>Progress</c> grows with each round; its total does too.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="q"/> is NaN or not from 0 to 1, or there is no such
    /// method.</exception>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)"
    ///             path="/exception[not(contains(@cref, 'Null') or contains(@cref, 'NotSupported'))]"/>
    /// <example><code>double p99 = await array.QuantileAsync(0.99);</code></example>
    public async Task<double> QuantileAsync(
        double q, QuantileMethod method = QuantileMethod.Linear, ClusterReductionOptions? options = null,
        CancellationToken cancellationToken = default) =>
        (await QuantileAsync([q], method, options, cancellationToken))[0];

    /// <summary>Computes some quantiles of all elements, in the rounds of one, or few more. NumPy's <c>np.quantile(a, [...])</c>.</summary>
    /// <param name="q">From 0 to 1 each, in any order.</param>
    /// <param name="method">How a quantile between two elements is made of them.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels it. The silos end their scans within a few megabytes.</param>
    /// <returns>A quantile for each of <paramref name="q"/>.</returns>
    /// <remarks>In the rounds, and the bytes, of a <see cref="QuantilePlan{T}"/>: at most 5 rounds for 1,024 quantiles of 32
    /// bits.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="q"/> is <see langword="null"/>.</exception>
    /// <inheritdoc cref="QuantileAsync(double, QuantileMethod, ClusterReductionOptions, CancellationToken)" path="/exception"/>
    public Task<NDArray<double>> QuantileAsync(
        double[] q, QuantileMethod method = QuantileMethod.Linear, ClusterReductionOptions? options = null,
        CancellationToken cancellationToken = default) =>
        QuantileAsync(q, [.. Enumerable.Range(0, Shape.Rank)], method, keepDims: false, options, cancellationToken);

    /// <summary>Computes a quantile along one axis. NumPy's <c>np.quantile(a, q, axis)</c>.</summary>
    /// <param name="q">From 0 to 1: 0.5 for the median.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="method">How a quantile between two elements is made of them.</param>
    /// <param name="keepDims">Whether it stays, with length 1.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels it. The silos end their scans within a few megabytes.</param>
    /// <returns>A quantile for each index of the other axes.</returns>
    /// <inheritdoc cref="QuantileAsync(double[], int[], QuantileMethod, bool, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::remarks or self::exception]"/>
    public Task<NDArray<double>> QuantileAsync(
        double q, int axis, QuantileMethod method = QuantileMethod.Linear, bool keepDims = false, ClusterReductionOptions? options = null,
        CancellationToken cancellationToken = default) => QuantileAsync(q, [axis], method, keepDims, options, cancellationToken);

    /// <summary>Computes a quantile along some axes. NumPy's <c>np.quantile(a, q, axis)</c>.</summary>
    /// <param name="q">From 0 to 1: 0.5 for the median.</param>
    /// <param name="axis">The axes that disappear, each once; negative ones count from the end.</param>
    /// <param name="method">How a quantile between two elements is made of them.</param>
    /// <param name="keepDims">Whether they stay, with length 1.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels it. The silos end their scans within a few megabytes.</param>
    /// <returns>A quantile for each index of the other axes.</returns>
    /// <inheritdoc cref="QuantileAsync(double[], int[], QuantileMethod, bool, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::remarks or self::exception]"/>
    public Task<NDArray<double>> QuantileAsync(
        double q, int[] axis, QuantileMethod method = QuantileMethod.Linear, bool keepDims = false, ClusterReductionOptions? options = null,
        CancellationToken cancellationToken = default) =>
        FindAsync([q], isOne: true, method, AxesOf(axis), keepDims, options ?? new(), cancellationToken);

    /// <summary>Computes some quantiles along one axis. NumPy's <c>np.quantile(a, [...], axis)</c>.</summary>
    /// <param name="q">From 0 to 1 each, in any order.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="method">How a quantile between two elements is made of them.</param>
    /// <param name="keepDims">Whether it stays, with length 1.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels it. The silos end their scans within a few megabytes.</param>
    /// <returns>A quantile for each of <paramref name="q"/> and each index of the other axes, <paramref name="q"/> along the first
    /// axis.</returns>
    /// <inheritdoc cref="QuantileAsync(double[], int[], QuantileMethod, bool, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::remarks or self::exception]"/>
    /// <example><code>NDArray&lt;double&gt; limits = await array.QuantileAsync([0.01, 0.99], axis: 0);    // (2, columns)</code></example>
    public Task<NDArray<double>> QuantileAsync(
        double[] q, int axis, QuantileMethod method = QuantileMethod.Linear, bool keepDims = false, ClusterReductionOptions? options = null,
        CancellationToken cancellationToken = default) => QuantileAsync(q, [axis], method, keepDims, options, cancellationToken);

    /// <summary>Computes some quantiles along some axes. NumPy's <c>np.quantile(a, [...], axis)</c>.</summary>
    /// <param name="q">From 0 to 1 each, in any order.</param>
    /// <param name="axis">The axes that disappear, each once; negative ones count from the end.</param>
    /// <param name="method">How a quantile between two elements is made of them.</param>
    /// <param name="keepDims">Whether they stay, with length 1.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels it. The silos end their scans within a few megabytes.</param>
    /// <returns>A quantile for each of <paramref name="q"/> and each index of the other axes, <paramref name="q"/> along the first
    /// axis.</returns>
    /// <remarks>Where axis 0 is kept, each shard is read once or by the passes of one machine, and answers with the results of its rows.
    /// Where it disappears, all shards answer in rounds, for at most 1,024 quantiles of columns at a time: so many rounds for each of
    /// these.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="q"/> or <paramref name="axis"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <inheritdoc cref="QuantileAsync(double, QuantileMethod, ClusterReductionOptions, CancellationToken)" path="/exception"/>
    public Task<NDArray<double>> QuantileAsync(
        double[] q, int[] axis, QuantileMethod method = QuantileMethod.Linear, bool keepDims = false,
        ClusterReductionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(q);
        return FindAsync(q, isOne: false, method, AxesOf(axis), keepDims, options ?? new(), cancellationToken);
    }

    /// <summary>Computes the median of all elements, exactly. NumPy's <c>np.median(a)</c>.</summary>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels it. The silos end their scans within a few megabytes.</param>
    /// <returns>The median: that of the array on one machine.</returns>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    /// <inheritdoc cref="QuantileAsync(double, QuantileMethod, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::remarks or self::exception[not(contains(@cref, 'OutOfRange') or contains(@cref, 'NotSupported'))]]"/>
    /// <example><code>double median = await array.MedianAsync();</code></example>
    public async Task<double> MedianAsync(ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        (await MedianAsync([.. Enumerable.Range(0, Shape.Rank)], keepDims: false, options, cancellationToken)).Value;

    /// <summary>Computes the medians along one axis. NumPy's <c>np.median(a, axis)</c>.</summary>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="keepDims">Whether it stays, with length 1.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels it. The silos end their scans within a few megabytes.</param>
    /// <returns>A median for each index of the other axes.</returns>
    /// <inheritdoc cref="MedianAsync(int[], bool, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::remarks or self::exception]"/>
    public Task<NDArray<double>> MedianAsync(
        int axis, bool keepDims = false, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        MedianAsync([axis], keepDims, options, cancellationToken);

    /// <summary>Computes the medians along some axes. NumPy's <c>np.median(a, axis)</c>.</summary>
    /// <param name="axis">The axes that disappear, each once; negative ones count from the end.</param>
    /// <param name="keepDims">Whether they stay, with length 1.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels it. The silos end their scans within a few megabytes.</param>
    /// <returns>A median for each index of the other axes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <inheritdoc cref="QuantileAsync(double[], int[], QuantileMethod, bool, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::remarks or self::exception[not(contains(@cref, 'OutOfRange'))]]"/>
    public Task<NDArray<double>> MedianAsync(
        int[] axis, bool keepDims = false, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        FindAsync([0.5], isOne: true, null, AxesOf(axis), keepDims, options ?? new(), cancellationToken);

    // A question and counts by turns where axis 0 is reduced; otherwise each shard by itself.
    private async Task<NDArray<double>> FindAsync(
        double[] q, bool isOne, QuantileMethod? method, int[] axes, bool keepDims, ClusterReductionOptions options,
        CancellationToken cancellation)
    {
        // What is wrong with the arguments is the caller's, before any message.
        QuantilePlan<T> plan = method is { } by
            ? QuantilePlan.Create<T>(Shape, q, axes.Contains(0) ? axes : [0], by, options.SkipNaN)
            : QuantilePlan.CreateMedian<T>(Shape, axes.Contains(0) ? axes : [0], options.SkipNaN);
        IEnumerable<int> kept = Enumerable.Range(0, Shape.Rank).Where(axis => keepDims || !axes.Contains(axis));
        long[] lengths = [.. isOne ? [] : new long[] { q.Length }, .. kept.Select(axis => axes.Contains(axis) ? 1 : Shape[axis])];
        if (axes.Contains(0))
        {
            for (int round = 0; !plan.IsComplete; round++)
            {
                var question = new OrderRequest(OrderKind.Counts) { Question = plan.Question };
                await AskAsync(question, axes, options, round, (_, pieces) => pieces.ForEach(piece => plan.Add(piece)), cancellation);
            }

            return NDArray.From(plan.ToNDArray().ToArray(), lengths);
        }

        long perRow = RowShape.ElementsOf(
            [.. Enumerable.Range(0, Shape.Rank).Where(axis => !axes.Contains(axis)).Select(axis => Shape[axis])]);
        double[] results = new double[checked((int)(q.Length * perRow * Shape[0]))];
        if (results.Length > 0)
        {
            var order = new OrderRequest(OrderKind.Quantiles) { Numbers = q, Method = method };
            await AskAsync(order, axes, options, 0, (shard, pieces) => Place(shard, pieces, results, q.Length, perRow), cancellation);
        }

        return NDArray.From(results, lengths);
    }
}
