using System;

namespace MemMap;

/// <content>Whether no element is zero.</content>
public static partial class MemMapReductions
{
    /// <summary>Whether no element is zero. All elements are read. NumPy's <c>a.all()</c>. O(Length).</summary>
    /// <returns>Whether no element is zero, as NaN is not; true without elements.</returns>
    /// <exception cref="NotSupportedException">The element type has no zero.</exception>
    /// <example><code>bool areAllSet = counts.All();</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static bool All<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.All<T>(), options);

    /// <summary>Whether no element is zero, along one axis. NumPy's <c>a.all(axis, keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no zero.</exception>
    /// <example><code>NDArray&lt;bool&gt; areAllSetInRow = counts.All(axis: 1);</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<bool> All<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.All<T>(), [axis], keepDims, options);

    /// <summary>Whether no element is zero, along some axes. NumPy's <c>a.all(axes, keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no zero.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<bool> All<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.All<T>(), axes, keepDims, options);
}
