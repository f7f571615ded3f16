using MemMap.Converting;
using MemMap.Series;

namespace MemMap;

/// <content>Cumulative extremes.</content>
public static partial class MemMapSeries
{
    /// <summary>Writes the minimum of the elements up to each, along an axis. NumPy's <c>np.minimum.accumulate(a, axis, out=target)</c>; with
    /// <see cref="SeriesOptions.SkipNaN"/> <c>np.fmin.accumulate</c>. O(Length).</summary>
    /// <typeparam name="T">The element type of the source: any number up to 64 bits, in either byte order; <see cref="bool"/> as 0 and
    /// 1.</typeparam>
    /// <typeparam name="TResult">The element type of the target: a number; of floating-point sources a floating-point number.</typeparam>
    /// <param name="source">A view of any layout, or an array of shards.</param>
    /// <param name="target">Where to, of the same shape. It may be the source: in place.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="options">Threads, NaN, how to read, progress and cancellation.</param>
    /// <remarks>NaN is the result from the first one on. Left out, it is the result only where there was nothing else yet. -0 is below
    /// +0.</remarks>
    /// <inheritdoc cref="CumulativeSum{T, TResult}" path="/exception"/>
    /// <example><code>
    /// prices.CumulativeMin(lowest, axis: 0);    // np.minimum.accumulate(prices, axis=0, out=lowest)
    /// </code></example>
    public static void CumulativeMin<T, TResult>(
        this ReductionSource<T> source, MemMapView<TResult> target, int axis, SeriesOptions? options = null)
        where T : unmanaged
        where TResult : unmanaged =>
        Extremes(source, target, axis, largest: false, options);

    /// <summary>Writes the maximum of the elements up to each, along an axis. NumPy's <c>np.maximum.accumulate(a, axis, out=target)</c>; with
    /// <see cref="SeriesOptions.SkipNaN"/> <c>np.fmax.accumulate</c>. O(Length).</summary>
    /// <typeparam name="T">The element type of the source: any number up to 64 bits, in either byte order; <see cref="bool"/> as 0 and
    /// 1.</typeparam>
    /// <typeparam name="TResult">The element type of the target: a number; of floating-point sources a floating-point number.</typeparam>
    /// <param name="source">A view of any layout, or an array of shards.</param>
    /// <param name="target">Where to, of the same shape. It may be the source: in place.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="options">Threads, NaN, how to read, progress and cancellation.</param>
    /// <remarks>NaN is the result from the first one on. Left out, it is the result only where there was nothing else yet. -0 is below
    /// +0.</remarks>
    /// <inheritdoc cref="CumulativeSum{T, TResult}" path="/exception"/>
    /// <example><code>
    /// prices.CumulativeMax(highest, axis: 0);    // np.maximum.accumulate(prices, axis=0, out=highest)
    /// </code></example>
    public static void CumulativeMax<T, TResult>(
        this ReductionSource<T> source, MemMapView<TResult> target, int axis, SeriesOptions? options = null)
        where T : unmanaged
        where TResult : unmanaged =>
        Extremes(source, target, axis, largest: true, options);

    private static void Extremes<T, TResult>(
        ReductionSource<T> source, MemMapView<TResult> target, int axis, bool largest, SeriesOptions? options)
        where T : unmanaged
        where TResult : unmanaged
    {
        using SeriesCall<TResult> call = SeriesCall<TResult>.Open(source, target, axis, fewer: 0, mayBeInPlace: true, options);
        string what = largest ? "The cumulative maximum" : "The cumulative minimum";
        switch (NumberKinds.Of<T>())
        {
            case NumberKind.UInt64:
                Run<ulong, TResult, CumulativeExtremes<ulong>>(call, new(largest, call.SkipNaN), what);
                break;
            case NumberKind.Half or NumberKind.BFloat16 or NumberKind.Single or NumberKind.Double:
                Run<double, TResult, CumulativeExtremes<double>>(call, new(largest, call.SkipNaN), what);
                break;
            default:
                Run<long, TResult, CumulativeExtremes<long>>(call, new(largest, call.SkipNaN), what);
                break;
        }
    }
}
