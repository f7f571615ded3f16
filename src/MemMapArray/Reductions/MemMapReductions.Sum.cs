using System;

namespace MemMap;

/// <content>The sum.</content>
public static partial class MemMapReductions
{
    /// <summary>
    /// The sum of all elements, in double precision. Integers are added exactly and rounded once. NumPy's <c>a.sum(dtype=float64)</c>.
    /// O(Length).
    /// </summary>
    /// <returns>The sum; 0 without elements, NaN when an element is NaN.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <example><code>double sum = array.Sum();</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static double Sum<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Sum<T>(), options);

    /// <summary>The sums along one axis. NumPy's <c>a.sum(axis, keepdims=..., dtype=float64)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <example><code>NDArray&lt;double&gt; columnSums = array.Sum(axis: 0);</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<double> Sum<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Sum<T>(), [axis], keepDims, options);

    /// <summary>The sums along some axes. NumPy's <c>a.sum(axes, keepdims=..., dtype=float64)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<double> Sum<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Sum<T>(), axes, keepDims, options);
}
