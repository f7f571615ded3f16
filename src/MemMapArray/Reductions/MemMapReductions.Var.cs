using System;

namespace MemMap;

/// <content>The variance and the standard deviation.</content>
public static partial class MemMapReductions
{
    /// <summary>
    /// The variance of all elements, sum((x - mean)^2) / (count - ddof), in one pass and without a temporary array. NumPy's
    /// <c>a.var(ddof=...)</c>. O(Length).
    /// </summary>
    /// <returns>The variance; NaN when count - ddof is not above 0, or when an element is NaN or infinite. It is right to about 1e-15, and with
    /// <see cref="ReductionOptions.Exact"/> exact, rounded once.</returns>
    /// <example><code>double variance = array.Var(ddof: 1);</code></example>
    /// <inheritdoc cref="Reduction.Var{T}(double)" path="/param"/>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, ReductionOptions)" path="/*[not(self::summary or self::returns or self::example)]"/>
    public static double Var<T>(this ReductionSource<T> source, double ddof = 0, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Var<T>(ddof), options);

    /// <summary>The variances along one axis. NumPy's <c>a.var(axis, ddof=..., keepdims=...)</c>. O(Length).</summary>
    /// <example><code>NDArray&lt;double&gt; columnVariances = array.Var(axis: 0, ddof: 1);</code></example>
    /// <inheritdoc cref="Reduction.Var{T}(double)" path="/param"/>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, int, bool, ReductionOptions)" path="/*[not(self::summary or self::example)]"/>
    public static NDArray<double> Var<T>(
        this ReductionSource<T> source, int axis, double ddof = 0, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Var<T>(ddof), [axis], keepDims, options);

    /// <summary>The variances along some axes. NumPy's <c>a.var(axis, ddof=..., keepdims=...)</c>. O(Length).</summary>
    /// <inheritdoc cref="Reduction.Var{T}(double)" path="/param"/>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, ReadOnlySpan{int}, bool, ReductionOptions)" path="/*[not(self::summary)]"/>
    public static NDArray<double> Var<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, double ddof = 0, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Var<T>(ddof), axis, keepDims, options);

    /// <summary>The standard deviation of all elements, the square root of <c>Var</c>. NumPy's <c>a.std(ddof=...)</c>. O(Length).</summary>
    /// <returns>The standard deviation; NaN when count - ddof is not above 0, or when an element is NaN or infinite. It is right where the
    /// variance is too large or too small for a double, too.</returns>
    /// <example><code>double deviation = array.Std(ddof: 1);</code></example>
    /// <inheritdoc cref="Reduction.Std{T}(double)" path="/param"/>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, ReductionOptions)" path="/*[not(self::summary or self::returns or self::example)]"/>
    public static double Std<T>(this ReductionSource<T> source, double ddof = 0, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Std<T>(ddof), options);

    /// <summary>The standard deviations along one axis. NumPy's <c>a.std(axis, ddof=..., keepdims=...)</c>. O(Length).</summary>
    /// <example><code>NDArray&lt;double&gt; rowDeviations = array.Std(axis: -1, keepDims: true);</code></example>
    /// <inheritdoc cref="Reduction.Std{T}(double)" path="/param"/>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, int, bool, ReductionOptions)" path="/*[not(self::summary or self::example)]"/>
    public static NDArray<double> Std<T>(
        this ReductionSource<T> source, int axis, double ddof = 0, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Std<T>(ddof), [axis], keepDims, options);

    /// <summary>The standard deviations along some axes. NumPy's <c>a.std(axis, ddof=..., keepdims=...)</c>. O(Length).</summary>
    /// <inheritdoc cref="Reduction.Std{T}(double)" path="/param"/>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, ReadOnlySpan{int}, bool, ReductionOptions)" path="/*[not(self::summary)]"/>
    public static NDArray<double> Std<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, double ddof = 0, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Std<T>(ddof), axis, keepDims, options);
}
