using System;

namespace MemMap;

/// <content>The standard deviation.</content>
public static partial class MemMapReductions
{
    /// <summary>The standard deviation of all elements, the square root of <c>Var</c>. NumPy's <c>a.std(ddof=...)</c>. O(Length).</summary>
    /// <returns>The standard deviation; NaN when count - ddof is not above 0, or when an element is NaN or infinite.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <example><code>double deviation = array.Std(ddof: 1);</code></example>
    /// <inheritdoc cref="Reduction.Std{T}(double)" path="/param"/>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static double Std<T>(this ReductionSource<T> source, double ddof = 0, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Std<T>(ddof), options);

    /// <summary>The standard deviations along one axis. NumPy's <c>a.std(axis, ddof=..., keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <example><code>NDArray&lt;double&gt; rowDeviations = array.Std(axis: -1, keepDims: true);</code></example>
    /// <inheritdoc cref="Reduction.Std{T}(double)" path="/param"/>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<double> Std<T>(
        this ReductionSource<T> source, int axis, double ddof = 0, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Std<T>(ddof), [axis], keepDims, options);

    /// <summary>The standard deviations along some axes. NumPy's <c>a.std(axes, ddof=..., keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <inheritdoc cref="Reduction.Std{T}(double)" path="/param"/>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<double> Std<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axes, double ddof = 0, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Std<T>(ddof), axes, keepDims, options);
}
