using System;

namespace MemMap;

/// <content>The variance.</content>
public static partial class MemMapReductions
{
    /// <summary>
    /// The variance of all elements, sum((x - mean)^2) / (count - ddof), in one pass and without a temporary array. NumPy's
    /// <c>a.var(ddof=...)</c>. O(Length).
    /// </summary>
    /// <returns>The variance; NaN when count - ddof is not above 0, or when an element is NaN or infinite.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <example><code>double variance = array.Var(ddof: 1);</code></example>
    /// <inheritdoc cref="Reduction.Var{T}(double)" path="/param"/>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static double Var<T>(this ReductionSource<T> source, double ddof = 0, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Var<T>(ddof), options);

    /// <summary>The variances along one axis. NumPy's <c>a.var(axis, ddof=..., keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <example><code>NDArray&lt;double&gt; columnVariances = array.Var(axis: 0, ddof: 1);</code></example>
    /// <inheritdoc cref="Reduction.Var{T}(double)" path="/param"/>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<double> Var<T>(
        this ReductionSource<T> source, int axis, double ddof = 0, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Var<T>(ddof), [axis], keepDims, options);

    /// <summary>The variances along some axes. NumPy's <c>a.var(axes, ddof=..., keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <inheritdoc cref="Reduction.Var{T}(double)" path="/param"/>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<double> Var<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axes, double ddof = 0, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Var<T>(ddof), axes, keepDims, options);
}
