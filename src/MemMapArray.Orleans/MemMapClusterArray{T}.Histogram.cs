using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Cluster;

namespace MemMap;

/// <content>Histograms.</content>
public sealed partial class MemMapClusterArray<T>
{
    /// <summary>Counts how many elements lie in each of some bins of one width. NumPy's <c>np.histogram(a, bins, range)</c>.</summary>
    /// <param name="bins">How many bins.</param>
    /// <param name="range">The first and the last edge. Without it, the smallest and the largest element, for which each shard is read once
    /// more; 0 and 1 when there is none.</param>
    /// <param name="options">Progress; SkipNaN is for what has no range.</param>
    /// <param name="cancellationToken">Cancels it. The silos end their scans within a few megabytes.</param>
    /// <returns>The counts and the edges: those of the array on one machine.</returns>
    /// <remarks>Each shard answers with 8 bytes a bin.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 1.</exception>
    /// <exception cref="ArgumentException">The range ends before it begins, or is infinite or NaN.</exception>
    /// <exception cref="InvalidOperationException">There is no range, and an element is infinite or NaN; or a silo failed.</exception>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)"
    ///             path="/exception[not(contains(@cref, 'Null') or contains(@cref, 'NotSupported') or contains(@cref, 'InvalidOp'))]"/>
    /// <example><code>Histogram histogram = await array.HistogramAsync(100, (0, 1));</code></example>
    public async Task<Histogram> HistogramAsync(
        int bins, (double Low, double High)? range = null, ClusterReductionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new();
        T[] ends = [];
        if (range is null && Shape.Length > 0)
        {
            // The wrong number of bins is told before any message.
            _ = NDArray.From(ends).Histogram(bins);
            var skip = new ClusterReductionOptions { SkipNaN = options.SkipNaN };
            bool isAny = _masks.Length + _predicates.Length == 0 ||
                (await TopKAsync(1, options: skip, cancellationToken: cancellationToken)).Values.Length > 0;
            if (isAny)
            {
                (T min, T max) = await MinMaxAsync(skip, cancellationToken);
                ends = [min, max];
            }
        }

        // Where bins begin and end is decided as on one machine: by the smallest and the largest element.
        Histogram empty = NDArray.From(ends).Histogram(bins, range, new ReductionOptions { SkipNaN = options.SkipNaN });
        var order = new OrderRequest(OrderKind.Histogram) { Count = bins, Numbers = [empty.Edges[0], empty.Edges[^1]] };
        return await CountAsync(order, empty.Edges.ToArray(), options, cancellationToken);
    }

    /// <summary>Counts how many elements lie between each edge and the next. NumPy's <c>np.histogram(a, edges)</c>.</summary>
    /// <param name="edges">The edges, ascending; at least two.</param>
    /// <param name="options">Progress.</param>
    /// <param name="cancellationToken">Cancels it. The silos end their scans within a few megabytes.</param>
    /// <returns>The counts and the edges: those of the array on one machine.</returns>
    /// <remarks>Each shard is asked with 8 bytes an edge, and answers with 8 bytes a bin.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="edges"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There are fewer than two edges, one is NaN, or one is below the one before.</exception>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)"
    ///             path="/exception[not(contains(@cref, 'Null') or contains(@cref, 'NotSupported'))]"/>
    public Task<Histogram> HistogramAsync(
        double[] edges, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(edges);
        double[] copy = [.. edges];
        _ = NDArray.From(Array.Empty<T>()).Histogram(copy);
        return CountAsync(new OrderRequest(OrderKind.Histogram) { Numbers = copy }, copy, options ?? new(), cancellationToken);
    }

    private async Task<Histogram> CountAsync(
        OrderRequest order, double[] edges, ClusterReductionOptions options, CancellationToken cancellation)
    {
        long[] counts = new long[edges.Length - 1];
        await AskAsync(order, null, options, 0, Take, cancellation);
        return Histogram.FromCounts(counts, edges);

        void Take(int shard, List<byte[]> pieces)
        {
            foreach (byte[] piece in pieces)
            {
                Require(shard, piece.Length == counts.Length * sizeof(long));
                ReadOnlySpan<long> some = MemoryMarshal.Cast<byte, long>(piece);
                for (int bin = 0; bin < counts.Length; bin++)
                {
                    counts[bin] += some[bin];
                }
            }
        }
    }
}
