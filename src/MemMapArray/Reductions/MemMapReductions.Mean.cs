using System;

namespace MemMap;

/// <content>The arithmetic mean.</content>
public static partial class MemMapReductions
{
    /// <summary>The arithmetic mean of all elements, sum / count. NumPy's <c>a.mean()</c>. O(Length).</summary>
    /// <returns>The mean; NaN without elements, or when an element is NaN.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <example><code>double mean = array.Mean();</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static double Mean<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Mean<T>(), options);

    /// <summary>The arithmetic means along one axis. NumPy's <c>a.mean(axis, keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <example><code>NDArray&lt;double&gt; columnMeans = array.Mean(axis: 0);</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<double> Mean<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Mean<T>(), [axis], keepDims, options);

    /// <summary>The arithmetic means along some axes. NumPy's <c>a.mean(axes, keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<double> Mean<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Mean<T>(), axes, keepDims, options);
}
