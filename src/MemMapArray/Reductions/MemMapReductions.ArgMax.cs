using System;

namespace MemMap;

/// <content>The index of the largest element.</content>
public static partial class MemMapReductions
{
    /// <summary>The index of the largest of all elements. NumPy's <c>a.argmax()</c>. O(Length).</summary>
    /// <returns>
    /// The index in C order, whatever the layout, of the first largest element, or of the first NaN. -0 and +0 are equal.
    /// </returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <example><code>long last = array.ArgMax();</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static long ArgMax<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.ArgMax<T>(), options);

    /// <summary>The indices of the largest elements along one axis. NumPy's <c>a.argmax(axis, keepdims=...)</c>. O(Length).</summary>
    /// <returns>One index, in C order over the axes that disappear, for each index of the other axes, in a new array.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <example><code>NDArray&lt;long&gt; columnOfMaximum = array.ArgMax(axis: 1);</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<long> ArgMax<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.ArgMax<T>(), [axis], keepDims, options);

    /// <summary>The indices of the largest elements along some axes. NumPy's <c>a.argmax(axes, keepdims=...)</c>. O(Length).</summary>
    /// <returns>One index, in C order over the axes that disappear, for each index of the other axes, in a new array.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<long> ArgMax<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.ArgMax<T>(), axes, keepDims, options);
}
