using System;

namespace MemMap;

/// <content>The exact sum of integers.</content>
public static partial class MemMapReductions
{
    /// <summary>
    /// The exact sum of all elements, as an integer. It throws where NumPy would wrap around. NumPy's <c>a.sum(dtype=int64)</c>. O(Length).
    /// </summary>
    /// <returns>The sum; 0 without elements.</returns>
    /// <exception cref="OverflowException">A sum is beyond the range of <see cref="long"/>. The message has the sum.</exception>
    /// <exception cref="NotSupportedException">The elements are neither integers nor <see langword="bool"/>.</exception>
    /// <example><code>long total = counts.SumInt64();</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static long SumInt64<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.SumInt64<T>(), options);

    /// <summary>The exact sums along one axis, as integers. NumPy's <c>a.sum(axis, keepdims=..., dtype=int64)</c>. O(Length).</summary>
    /// <exception cref="OverflowException">A sum is beyond the range of <see cref="long"/>. The message has the sum.</exception>
    /// <exception cref="NotSupportedException">The elements are neither integers nor <see langword="bool"/>.</exception>
    /// <example><code>NDArray&lt;long&gt; totals = counts.SumInt64(axis: 0);</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<long> SumInt64<T>(
        this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.SumInt64<T>(), [axis], keepDims, options);

    /// <summary>The exact sums along some axes, as integers. NumPy's <c>a.sum(axes, keepdims=..., dtype=int64)</c>. O(Length).</summary>
    /// <exception cref="OverflowException">A sum is beyond the range of <see cref="long"/>. The message has the sum.</exception>
    /// <exception cref="NotSupportedException">The elements are neither integers nor <see langword="bool"/>.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<long> SumInt64<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.SumInt64<T>(), axes, keepDims, options);
}
