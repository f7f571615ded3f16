using System;
using System.Globalization;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Ordering;

namespace MemMap;

/// <content>Histograms.</content>
public static partial class MemMapReductions
{
    /// <summary>How many elements lie in each of some bins of one width. NumPy's <c>np.histogram(a, bins, range)</c>, by its rules of
    /// edges.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="bins">How many bins.</param>
    /// <param name="range">The first and the last edge. Without it, the smallest and the largest element, for which they are read once
    /// more, unless a sample shows both; 0 and 1 when there is none.</param>
    /// <param name="options">Threads, how to read, progress, cancellation; SkipNaN is for what has no range.</param>
    /// <returns>The counts and the edges. Elements count as the nearest doubles; those beyond the range, and NaN, are not
    /// counted. Where the first and the last edge are the same, bins reach half a unit to either side.</returns>
    /// <remarks>O(Length), in memory for two counters a bin and thread.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 1, or an option has a value that does not
    /// exist.</exception>
    /// <exception cref="ArgumentException">The range ends before it begins, or is infinite or NaN.</exception>
    /// <exception cref="InvalidOperationException">There is no range, and an element is infinite or NaN.</exception>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/exception[contains(@cref, 'Null') or contains(@cref, 'Canceled') or contains(@cref, 'Disposed') or contains(@cref, 'IOEx')]"/>
    /// <example><code>Histogram histogram = array.Histogram(100, (0, 1));    // np.histogram(a, 100, (0, 1))</code></example>
    public static Histogram Histogram<T>(
        this ReductionSource<T> source, int bins, (double Low, double High)? range = null, ReductionOptions? options = null)
        where T : unmanaged
    {
        if (bins < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(bins), bins, "There is at least one bin.");
        }

        if (range is { } wrong && !(wrong.Low <= wrong.High && Math.Abs(wrong.High - wrong.Low) <= double.MaxValue))
        {
            throw new ArgumentException(
                string.Format(CultureInfo.InvariantCulture, "The range from {0} to {1} is not one of numbers from a lower to a higher one.", wrong.Low, wrong.High),
                nameof(range));
        }

        using ReductionCall call = ReductionCall.OverAll(source, options);
        var run = new HistogramRun<T>(call, OrderingLimits.Default);
        long[] counts;
        if (range is { } given)
        {
            counts = run.Run(HistogramRun<T>.Between(given.Low, given.High, bins));
        }
        else
        {
            // Extremes of all elements are found at the speed of memory; of selected ones there may be none.
            bool isFast = !source.IsMasked && call.Elements.Layout.Length > 0;
            counts = run.Run(bins, isFast ? () => MinMax(source, WithoutProgress(options)) : null);
        }

        return new(counts, run.Bins.Edges);
    }

    /// <summary>How many elements lie between each edge and the next. NumPy's <c>np.histogram(a, edges)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="edges">The edges, ascending; at least two.</param>
    /// <param name="options">Threads, how to read, progress, cancellation.</param>
    /// <returns>The counts and the edges. Elements count as the nearest doubles; those beyond the edges, and NaN, are not counted.</returns>
    /// <remarks>O(Length log bins); up to 128 bins all elements are compared with each edge, many at a time.</remarks>
    /// <exception cref="ArgumentException">There are fewer than two edges, one is NaN, or one is below the one before.</exception>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/exception[not(contains(@cref, 'NotSupported') or contains(@cref, 'InvalidOp'))]"/>
    /// <example><code>Histogram decades = array.Histogram([1, 10, 100, 1000]);</code></example>
    public static Histogram Histogram<T>(this ReductionSource<T> source, ReadOnlySpan<double> edges, ReductionOptions? options = null)
        where T : unmanaged
    {
        if (edges.Length < 2)
        {
            throw new ArgumentException($"There are {edges.Length} edges; a bin has two.", nameof(edges));
        }

        for (int i = 1; i < edges.Length; i++)
        {
            if (!(edges[i - 1] <= edges[i]))
            {
                throw new ArgumentException(
                    string.Format(CultureInfo.InvariantCulture, "Edges ascend; edge {0} is {1}, after {2}.", i, edges[i], edges[i - 1]), nameof(edges));
            }
        }

        using ReductionCall call = ReductionCall.OverAll(source, options);
        var run = new HistogramRun<T>(call, OrderingLimits.Default);
        return new(run.Run(new HistogramBins(edges.ToArray())), run.Bins.Edges);
    }

    private static ReductionOptions? WithoutProgress(ReductionOptions? options) => options is null ? null : new()
    {
        MaxDegreeOfParallelism = options.MaxDegreeOfParallelism,
        WorkUnitBytes = options.WorkUnitBytes,
        ReadStrategy = options.ReadStrategy,
        SkipNaN = options.SkipNaN,
        CancellationToken = options.CancellationToken,
    };
}
