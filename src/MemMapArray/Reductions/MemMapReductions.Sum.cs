using System;
using System.Numerics;

namespace MemMap;

/// <content>Sums, exact and rounded once, and those of complex elements.</content>
public static partial class MemMapReductions
{
    /// <summary>
    /// The sum of all elements: the exact one, rounded once to the nearest double, whatever cancels or overflows on the way. Python's
    /// <c>math.fsum(a.flat)</c>, and NumPy's <c>a.sum(dtype=float64)</c> without its rounding errors.
    /// O(Length).
    /// </summary>
    /// <returns>The sum; 0 without elements, NaN when an element is NaN.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <example><code>double sum = array.Sum();</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or @name!='reduction' and @name!='TResult']"/>
    public static double Sum<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Sum<T>(), options);

    /// <summary>The sums along one axis. NumPy's <c>a.sum(axis, keepdims=..., dtype=float64)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <example><code>NDArray&lt;double&gt; columnSums = array.Sum(axis: 0);</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<double> Sum<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Sum<T>(), [axis], keepDims, options);

    /// <summary>The sums along some axes. NumPy's <c>a.sum(axis, keepdims=..., dtype=float64)</c>. O(Length).</summary>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<double> Sum<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Sum<T>(), axis, keepDims, options);

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

    /// <summary>The exact sums along some axes, as integers. NumPy's <c>a.sum(axis, keepdims=..., dtype=int64)</c>. O(Length).</summary>
    /// <exception cref="OverflowException">A sum is beyond the range of <see cref="long"/>. The message has the sum.</exception>
    /// <exception cref="NotSupportedException">The elements are neither integers nor <see langword="bool"/>.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or @name!='reduction' and @name!='TResult']"/>
    public static NDArray<long> SumInt64<T>(
        this ReductionSource<T> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.SumInt64<T>(), axis, keepDims, options);

    /// <summary>The sum of all elements, real and imaginary parts apart. NumPy's <c>a.sum(dtype=complex128)</c>. O(Length).</summary>
    /// <returns>The sum; 0 without elements. A part is NaN where that part of an element is.</returns>
    /// <example><code>Complex complexSum = signal.Sum();</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::exception or self::param[@name!='reduction']]"/>
    public static Complex Sum(this ReductionSource<Complex> source, ReductionOptions? options = null) =>
        Reduce(source, Reduction.ComplexSum(), options);

    /// <summary>The sums along one axis. NumPy's <c>a.sum(axis, keepdims=..., dtype=complex128)</c>. O(Length).</summary>
    /// <example><code>NDArray&lt;Complex&gt; complexSums = signal.Sum(axis: 0);</code></example>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or self::param[@name!='reduction']]"/>
    public static NDArray<Complex> Sum(
        this ReductionSource<Complex> source, int axis, bool keepDims = false, ReductionOptions? options = null) =>
        Reduce(source, Reduction.ComplexSum(), [axis], keepDims, options);

    /// <summary>The sums along some axes. NumPy's <c>a.sum(axis, keepdims=..., dtype=complex128)</c>. O(Length).</summary>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or self::param[@name!='reduction']]"/>
    public static NDArray<Complex> Sum(
        this ReductionSource<Complex> source, ReadOnlySpan<int> axis, bool keepDims = false, ReductionOptions? options = null) =>
        Reduce(source, Reduction.ComplexSum(), axis, keepDims, options);
}
