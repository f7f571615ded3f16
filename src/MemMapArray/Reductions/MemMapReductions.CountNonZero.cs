using System;

namespace MemMap;

/// <content>The number of elements that are not zero.</content>
public static partial class MemMapReductions
{
    /// <summary>The number of elements that are not zero. NumPy's <c>np.count_nonzero(a)</c>. O(Length).</summary>
    /// <returns>The number. NaN is not zero.</returns>
    /// <exception cref="NotSupportedException">The element type has no zero.</exception>
    /// <example><code>long nonZero = counts.CountNonZero();</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static long CountNonZero<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.CountNonZero<T>(), options);

    /// <summary>
    /// The number of elements that are not zero, along one axis. NumPy's <c>np.count_nonzero(a, axis, keepdims=...)</c>. O(Length).
    /// </summary>
    /// <exception cref="NotSupportedException">The element type has no zero.</exception>
    /// <example><code>NDArray&lt;long&gt; nonZeroOfEachRow = counts.CountNonZero(axis: 1);</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<long> CountNonZero<T>(
        this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.CountNonZero<T>(), [axis], keepDims, options);

    /// <summary>
    /// The number of elements that are not zero, along some axes. NumPy's <c>np.count_nonzero(a, axes, keepdims=...)</c>. O(Length).
    /// </summary>
    /// <exception cref="NotSupportedException">The element type has no zero.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<long> CountNonZero<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.CountNonZero<T>(), axes, keepDims, options);
}
