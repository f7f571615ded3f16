using System;

namespace MemMap;

/// <content>The product.</content>
public static partial class MemMapReductions
{
    /// <summary>
    /// The product of all elements, in double precision. It overflows or underflows only where the result does, and never wraps around.
    /// NumPy's <c>a.prod(dtype=float64)</c>. O(Length).
    /// </summary>
    /// <returns>The product; 1 without elements, NaN when an element is NaN, or when one is zero and another infinite.</returns>
    /// <example><code>double product = array.Prod();</code></example>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, ReductionOptions)" path="/*[not(self::summary or self::returns or self::example)]"/>
    public static double Prod<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Prod<T>(), options);

    /// <summary>The products along one axis. NumPy's <c>a.prod(axis, keepdims=..., dtype=float64)</c>. O(Length).</summary>
    /// <example><code>NDArray&lt;double&gt; columnProducts = array.Prod(axis: 0);</code></example>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, int, bool, ReductionOptions)" path="/*[not(self::summary or self::example)]"/>
    public static NDArray<double> Prod<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Prod<T>(), [axis], keepDims, options);

    /// <summary>The products along some axes. NumPy's <c>a.prod(axis, keepdims=..., dtype=float64)</c>. O(Length).</summary>
    /// <inheritdoc cref="Sum{T}(ReductionSource{T}, ReadOnlySpan{int}, bool, ReductionOptions)" path="/*[not(self::summary)]"/>
    public static NDArray<double> Prod<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Prod<T>(), axis, keepDims, options);
}
