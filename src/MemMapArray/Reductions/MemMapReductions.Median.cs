using System;

namespace MemMap;

/// <content>Medians.</content>
public static partial class MemMapReductions
{
    /// <summary>The median of all elements, exactly: the one in the middle, or the mean of the two. NumPy's <c>np.median(a)</c>, and
    /// <c>np.nanmedian</c> with <see cref="ReductionOptions.SkipNaN"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The median; NaN without elements, or when an element is NaN. Its cost, and what is lost of integers of 64 bits, is that of
    /// <see cref="Quantile{T}(ReductionSource{T}, double, QuantileMethod, ReductionOptions)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/exception[not(contains(@cref, 'NotSupported') or contains(@cref, 'OutOfRange'))]"/>
    /// <example><code>double median = array.Median();</code></example>
    public static double Median<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => QuantilesOfAll(source, [0.5], null, options)[0];

    /// <summary>The medians along one axis. NumPy's <c>np.median(a, axis, keepdims=...)</c>.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="keepDims">Whether it stays, with length 1, so that the result broadcasts against the source.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A median for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <inheritdoc cref="Median{T}(ReductionSource{T}, ReductionOptions)"
    ///             path="/*[self::typeparam or self::exception[not(contains(@cref, 'OutOfRange'))]]"/>
    /// <example><code>NDArray&lt;double&gt; columnMedians = array.Median(axis: 0);</code></example>
    public static NDArray<double> Median<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => QuantilesAlong(source, [0.5], isOne: true, [axis], null, keepDims, options);

    /// <summary>The medians along some axes. NumPy's <c>np.median(a, axis, keepdims=...)</c>.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="axis">The axes that disappear, each once; negative ones count from the end. None: every element by itself.</param>
    /// <param name="keepDims">Whether they stay, with length 1, so that the result broadcasts against the source.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A median for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <inheritdoc cref="Median{T}(ReductionSource{T}, ReductionOptions)"
    ///             path="/*[self::typeparam or self::exception[not(contains(@cref, 'OutOfRange'))]]"/>
    public static NDArray<double> Median<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => QuantilesAlong(source, [0.5], isOne: true, axis, null, keepDims, options);
}
