using System;
using System.Numerics;

namespace MemMap;

/// <content>The arithmetic mean.</content>
public static partial class MemMapReductions
{
    /// <summary>The arithmetic mean of all elements: the exact sum / count, rounded once to the nearest double. NumPy's <c>a.mean()</c>
    /// without its rounding errors. O(Length).</summary>
    /// <returns>The mean; NaN without elements, or when an element is NaN.</returns>
    /// <example><code>double mean = array.Mean();</code></example>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, ReductionOptions)" path="/*[not(self::summary or self::returns or self::example)]"/>
    public static double Mean<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Mean<T>(), options);

    /// <summary>The arithmetic means along one axis. NumPy's <c>a.mean(axis, keepdims=...)</c>. O(Length).</summary>
    /// <example><code>NDArray&lt;double&gt; columnMeans = array.Mean(axis: 0);</code></example>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, int, bool, ReductionOptions)" path="/*[not(self::summary or self::example)]"/>
    public static NDArray<double> Mean<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Mean<T>(), [axis], keepDims, options);

    /// <summary>The arithmetic means along some axes. NumPy's <c>a.mean(axis, keepdims=...)</c>. O(Length).</summary>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, ReadOnlySpan{int}, bool, ReductionOptions)" path="/*[not(self::summary)]"/>
    public static NDArray<double> Mean<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Mean<T>(), axis, keepDims, options);

    /// <summary>The arithmetic mean of all elements, sum / count. NumPy's <c>a.mean()</c>. O(Length).</summary>
    /// <returns>The mean; NaN without elements. A part is NaN where that part of an element is.</returns>
    /// <example><code>Complex complexMean = signal.Mean();</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or self::param[@name!='reduction']]"/>
    public static Complex Mean(this ReductionSource<Complex> source, ReductionOptions? options = null) =>
        Reduce(source, Reduction.ComplexMean(), options);

    /// <summary>The arithmetic means along one axis. NumPy's <c>a.mean(axis, keepdims=...)</c>. O(Length).</summary>
    /// <example><code>NDArray&lt;Complex&gt; complexMeans = signal.Mean(axis: 0);</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or self::param[@name!='reduction']]"/>
    public static NDArray<Complex> Mean(
        this ReductionSource<Complex> source, int axis, bool keepDims = false, ReductionOptions? options = null) =>
        Reduce(source, Reduction.ComplexMean(), [axis], keepDims, options);

    /// <summary>The arithmetic means along some axes. NumPy's <c>a.mean(axis, keepdims=...)</c>. O(Length).</summary>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or self::param[@name!='reduction']]"/>
    public static NDArray<Complex> Mean(
        this ReductionSource<Complex> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null) =>
        Reduce(source, Reduction.ComplexMean(), axis, keepDims, options);
}
