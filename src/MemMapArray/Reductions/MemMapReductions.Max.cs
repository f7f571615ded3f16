using System;

namespace MemMap;

/// <content>The largest element.</content>
public static partial class MemMapReductions
{
    /// <summary>The largest of all elements. NumPy's <c>a.max()</c>. O(Length).</summary>
    /// <returns>The largest element; NaN when an element is NaN.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <example><code>float largest = array.Max(new ReductionOptions { SkipNaN = true });</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static T Max<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Max<T>(), options);

    /// <summary>The largest elements along one axis. NumPy's <c>a.max(axis, keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <example><code>NDArray&lt;float&gt; columnMaxima = array.Max(axis: 0);</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<T> Max<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Max<T>(), [axis], keepDims, options);

    /// <summary>The largest elements along some axes. NumPy's <c>a.max(axes, keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<T> Max<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Max<T>(), axes, keepDims, options);
}
