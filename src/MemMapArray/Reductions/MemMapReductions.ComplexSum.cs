using System;
using System.Numerics;

namespace MemMap;

/// <content>The sum of complex elements.</content>
public static partial class MemMapReductions
{
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

    /// <summary>The sums along some axes. NumPy's <c>a.sum(axes, keepdims=..., dtype=complex128)</c>. O(Length).</summary>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/*[self::returns or self::exception or self::param[@name!='reduction']]"/>
    public static NDArray<Complex> Sum(
        this ReductionSource<Complex> source, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null) =>
        Reduce(source, Reduction.ComplexSum(), axes, keepDims, options);
}
