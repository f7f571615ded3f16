using System;

namespace MemMap;

/// <content>The index of the smallest element.</content>
public static partial class MemMapReductions
{
    /// <summary>The index of the smallest of all elements. NumPy's <c>a.argmin()</c>. O(Length).</summary>
    /// <returns>
    /// The index in C order, whatever the layout, of the first smallest element, or of the first NaN. -0 and +0 are equal.
    /// </returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <example><code>long first = array.ArgMin();</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static long ArgMin<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.ArgMin<T>(), options);

    /// <summary>The indices of the smallest elements along one axis. NumPy's <c>a.argmin(axis, keepdims=...)</c>. O(Length).</summary>
    /// <returns>One index, in C order over the axes that disappear, for each index of the other axes, in a new array.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <example><code>NDArray&lt;long&gt; columnOfMinimum = array.ArgMin(axis: 1);</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<long> ArgMin<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.ArgMin<T>(), [axis], keepDims, options);

    /// <summary>The indices of the smallest elements along some axes. NumPy's <c>a.argmin(axes, keepdims=...)</c>. O(Length).</summary>
    /// <returns>One index, in C order over the axes that disappear, for each index of the other axes, in a new array.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<long> ArgMin<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.ArgMin<T>(), axes, keepDims, options);
}
