using System;

namespace MemMap;

/// <content>The smallest and the largest element.</content>
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

    /// <summary>The smallest elements along some axes. NumPy's <c>a.min(axis, keepdims=...)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<T> Min<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Min<T>(), axis, keepDims, options);

    /// <summary>The largest of all elements. NumPy's <c>a.max()</c>. O(Length).</summary>
    /// <returns>The largest element; NaN when an element is NaN.</returns>
    /// <example><code>float largest = array.Max(new ReductionOptions { SkipNaN = true });</code></example>
    /// <inheritdoc cref="Min{T}(ReductionSource{T}, ReductionOptions)" path="/*[not(self::summary or self::returns or self::example)]"/>
    public static T Max<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Max<T>(), options);

    /// <summary>The largest elements along one axis. NumPy's <c>a.max(axis, keepdims=...)</c>. O(Length).</summary>
    /// <example><code>NDArray&lt;float&gt; columnMaxima = array.Max(axis: 0);</code></example>
    /// <inheritdoc cref="Min{T}(ReductionSource{T}, int, bool, ReductionOptions)" path="/*[not(self::summary or self::example)]"/>
    public static NDArray<T> Max<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Max<T>(), [axis], keepDims, options);

    /// <summary>The largest elements along some axes. NumPy's <c>a.max(axis, keepdims=...)</c>. O(Length).</summary>
    /// <inheritdoc cref="Min{T}(ReductionSource{T}, ReadOnlySpan{int}, bool, ReductionOptions)" path="/*[not(self::summary)]"/>
    public static NDArray<T> Max<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Max<T>(), axis, keepDims, options);

    /// <summary>The smallest and the largest of all elements, in one pass. NumPy's <c>a.min(), a.max()</c>. O(Length).</summary>
    /// <returns>Both elements; NaN when an element is NaN.</returns>
    /// <example><code>(float min, float max) = array.MinMax();</code></example>
    /// <inheritdoc cref="Min{T}(ReductionSource{T}, ReductionOptions)" path="/*[not(self::summary or self::returns or self::example)]"/>
    public static (T Min, T Max) MinMax<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.MinMax<T>(), options);

    /// <summary>
    /// The smallest and the largest elements along one axis. NumPy's <c>a.min(axis, keepdims=...), a.max(axis, keepdims=...)</c>.
    /// O(Length).
    /// </summary>
    /// <example><code>NDArray&lt;(float Min, float Max)&gt; columnRanges = array.MinMax(axis: 0);</code></example>
    /// <inheritdoc cref="Min{T}(ReductionSource{T}, int, bool, ReductionOptions)" path="/*[not(self::summary or self::example)]"/>
    public static NDArray<(T Min, T Max)> MinMax<T>(
        this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.MinMax<T>(), [axis], keepDims, options);

    /// <summary>
    /// The smallest and the largest elements along some axes. NumPy's <c>a.min(axis, keepdims=...), a.max(axis, keepdims=...)</c>.
    /// O(Length).
    /// </summary>
    /// <inheritdoc cref="Min{T}(ReductionSource{T}, ReadOnlySpan{int}, bool, ReductionOptions)" path="/*[not(self::summary)]"/>
    public static NDArray<(T Min, T Max)> MinMax<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.MinMax<T>(), axis, keepDims, options);
}
