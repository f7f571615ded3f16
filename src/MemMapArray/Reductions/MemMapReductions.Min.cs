using System;

namespace MemMap;

/// <content>The smallest element.</content>
public static partial class MemMapReductions
{
    /// <summary>The smallest of all elements. NumPy's <c>a.min()</c>. O(Length).</summary>
    /// <returns>The smallest element; NaN when an element is NaN.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <example><code>float smallest = array.Min();</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static T Min<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Min<T>(), options);

    /// <summary>The smallest elements along one axis. NumPy's <c>a.min(axis, keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <example><code>NDArray&lt;float&gt; columnMinima = array.Min(axis: 0);</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<T> Min<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Min<T>(), [axis], keepDims, options);

    /// <summary>The smallest elements along some axes. NumPy's <c>a.min(axes, keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<T> Min<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Min<T>(), axes, keepDims, options);
}
