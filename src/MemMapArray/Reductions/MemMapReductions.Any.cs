using System;

namespace MemMap;

/// <content>Whether any element is not zero.</content>
public static partial class MemMapReductions
{
    /// <summary>Whether any element is not zero. All elements are read. NumPy's <c>a.any()</c>. O(Length).</summary>
    /// <returns>Whether an element is not zero, as NaN is not; false without elements.</returns>
    /// <exception cref="NotSupportedException">The element type has no zero.</exception>
    /// <example><code>bool isAnySet = counts.Any();</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static bool Any<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Any<T>(), options);

    /// <summary>Whether any element is not zero, along one axis. NumPy's <c>a.any(axis, keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no zero.</exception>
    /// <example><code>NDArray&lt;bool&gt; isAnySetInRow = counts.Any(axis: 1);</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<bool> Any<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Any<T>(), [axis], keepDims, options);

    /// <summary>Whether any element is not zero, along some axes. NumPy's <c>a.any(axes, keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no zero.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<bool> Any<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Any<T>(), axes, keepDims, options);
}
