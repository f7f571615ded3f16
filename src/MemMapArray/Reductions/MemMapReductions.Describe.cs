using System;

namespace MemMap;

/// <content>Counts, mean, spread, skewness, kurtosis and extremes in one pass.</content>
public static partial class MemMapReductions
{
    /// <summary>
    /// Counts, mean, spread, skewness, kurtosis and extremes of all elements, in one pass over memory. As <c>scipy.stats.describe(a)</c>.
    /// O(Length).
    /// </summary>
    /// <returns>The moments. NaN is counted even where it is left out.</returns>
    /// <example><code>
    /// Moments moments = array.Describe();
    /// Console.WriteLine(moments);
    /// </code></example>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, ReductionOptions)" path="/*[not(self::summary or self::returns or self::example)]"/>
    public static Moments Describe<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Describe<T>(), options);

    /// <summary>
    /// Counts, mean, spread, skewness, kurtosis and extremes along one axis. As <c>scipy.stats.describe(a, axis)</c>. O(Length).
    /// </summary>
    /// <example><code>
    /// NDArray&lt;Moments&gt; columns = array.Describe(axis: 0);
    /// double skewness = columns[2].Skewness;
    /// </code></example>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, int, bool, ReductionOptions)" path="/*[not(self::summary or self::example)]"/>
    public static NDArray<Moments> Describe<T>(
        this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Describe<T>(), [axis], keepDims, options);

    /// <summary>
    /// Counts, mean, spread, skewness, kurtosis and extremes along some axes. As <c>scipy.stats.describe(a, axis)</c>. O(Length).
    /// </summary>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, ReadOnlySpan{int}, bool, ReductionOptions)" path="/*[not(self::summary)]"/>
    public static NDArray<Moments> Describe<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Describe<T>(), axis, keepDims, options);
}
