using System;

namespace MemMap;

/// <content>The number of elements that are not zero, and whether any or all are not.</content>
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
        this ReductionSource<T> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.CountNonZero<T>(), axis, keepDims, options);

    /// <summary>Whether any element is not zero. All elements are read. NumPy's <c>a.any()</c>. O(Length).</summary>
    /// <returns>Whether an element is not zero, as NaN is not; false without elements.</returns>
    /// <example><code>bool isAnySet = counts.Any();</code></example>
    /// <inheritdoc cref="CountNonZero{T}(ReductionSource{T}, ReductionOptions)" path="/*[@name or self::exception]"/>
    public static bool Any<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Any<T>(), options);

    /// <summary>Whether any element is not zero, along one axis. NumPy's <c>a.any(axis, keepdims=...)</c>. O(Length).</summary>
    /// <example><code>NDArray&lt;bool&gt; isAnySetInRow = counts.Any(axis: 1);</code></example>
    /// <inheritdoc cref="CountNonZero{T}(ReductionSource{T}, int, bool, ReductionOptions)" path="/*[not(self::summary or self::example)]"/>
    public static NDArray<bool> Any<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Any<T>(), [axis], keepDims, options);

    /// <summary>Whether any element is not zero, along some axes. NumPy's <c>a.any(axis, keepdims=...)</c>. O(Length).</summary>
    /// <inheritdoc cref="CountNonZero{T}(ReductionSource{T}, ReadOnlySpan{int}, bool, ReductionOptions)" path="/*[not(self::summary)]"/>
    public static NDArray<bool> Any<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Any<T>(), axis, keepDims, options);

    /// <summary>Whether no element is zero. All elements are read. NumPy's <c>a.all()</c>. O(Length).</summary>
    /// <returns>Whether no element is zero, as NaN is not; true without elements.</returns>
    /// <example><code>bool areAllSet = counts.All();</code></example>
    /// <inheritdoc cref="CountNonZero{T}(ReductionSource{T}, ReductionOptions)" path="/*[@name or self::exception]"/>
    public static bool All<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.All<T>(), options);

    /// <summary>Whether no element is zero, along one axis. NumPy's <c>a.all(axis, keepdims=...)</c>. O(Length).</summary>
    /// <example><code>NDArray&lt;bool&gt; areAllSetInRow = counts.All(axis: 1);</code></example>
    /// <inheritdoc cref="CountNonZero{T}(ReductionSource{T}, int, bool, ReductionOptions)" path="/*[not(self::summary or self::example)]"/>
    public static NDArray<bool> All<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.All<T>(), [axis], keepDims, options);

    /// <summary>Whether no element is zero, along some axes. NumPy's <c>a.all(axis, keepdims=...)</c>. O(Length).</summary>
    /// <inheritdoc cref="CountNonZero{T}(ReductionSource{T}, ReadOnlySpan{int}, bool, ReductionOptions)" path="/*[not(self::summary)]"/>
    public static NDArray<bool> All<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.All<T>(), axis, keepDims, options);
}
