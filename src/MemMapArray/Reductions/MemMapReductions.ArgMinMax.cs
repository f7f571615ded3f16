using System;

namespace MemMap;

/// <content>The index of the smallest and of the largest element.</content>
public static partial class MemMapReductions
{
    /// <summary>The index of the smallest of all elements. NumPy's <c>a.argmin()</c>. O(Length).</summary>
    /// <returns>
    /// The index in C order, whatever the layout, of the first smallest element, or of the first NaN. -0 and +0 are equal.
    /// </returns>
    /// <example><code>long first = array.ArgMin();</code></example>
    /// <inheritdoc cref="Min{T}(ReductionSource{T}, ReductionOptions)" path="/*[not(self::summary or self::returns or self::example)]"/>
    public static long ArgMin<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.ArgMin<T>(), options);

    /// <summary>The indices of the smallest elements along one axis. NumPy's <c>a.argmin(axis, keepdims=...)</c>. O(Length).</summary>
    /// <returns>One index, in C order over the axes that disappear, for each index of the other axes, in a new array.</returns>
    /// <example><code>NDArray&lt;long&gt; columnOfMinimum = array.ArgMin(axis: 1);</code></example>
    /// <inheritdoc cref="Min{T}(ReductionSource{T}, int, bool, ReductionOptions)" path="/*[@name or self::exception]"/>
    public static NDArray<long> ArgMin<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.ArgMin<T>(), [axis], keepDims, options);

    /// <summary>The indices of the smallest elements along some axes. NumPy's <c>a.argmin(axis, keepdims=...)</c>. O(Length).</summary>
    /// <returns>One index, in C order over the axes that disappear, for each index of the other axes, in a new array.</returns>
    /// <inheritdoc cref="Min{T}(ReductionSource{T}, ReadOnlySpan{int}, bool, ReductionOptions)" path="/*[@name or self::exception]"/>
    public static NDArray<long> ArgMin<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.ArgMin<T>(), axis, keepDims, options);

    /// <summary>The index of the largest of all elements. NumPy's <c>a.argmax()</c>. O(Length).</summary>
    /// <returns>
    /// The index in C order, whatever the layout, of the first largest element, or of the first NaN. -0 and +0 are equal.
    /// </returns>
    /// <example><code>long last = array.ArgMax();</code></example>
    /// <inheritdoc cref="ArgMin{T}(ReductionSource{T}, ReductionOptions)" path="/*[not(self::summary or self::returns or self::example)]"/>
    public static long ArgMax<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.ArgMax<T>(), options);

    /// <summary>The indices of the largest elements along one axis. NumPy's <c>a.argmax(axis, keepdims=...)</c>. O(Length).</summary>
    /// <example><code>NDArray&lt;long&gt; columnOfMaximum = array.ArgMax(axis: 1);</code></example>
    /// <inheritdoc cref="ArgMin{T}(ReductionSource{T}, int, bool, ReductionOptions)" path="/*[not(self::summary or self::example)]"/>
    public static NDArray<long> ArgMax<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.ArgMax<T>(), [axis], keepDims, options);

    /// <summary>The indices of the largest elements along some axes. NumPy's <c>a.argmax(axis, keepdims=...)</c>. O(Length).</summary>
    /// <inheritdoc cref="ArgMin{T}(ReductionSource{T}, ReadOnlySpan{int}, bool, ReductionOptions)" path="/*[not(self::summary)]"/>
    public static NDArray<long> ArgMax<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.ArgMax<T>(), axis, keepDims, options);
}
