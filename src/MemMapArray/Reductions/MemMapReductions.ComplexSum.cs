using System;
using System.Numerics;

namespace MemMap;

/// <content>The sum of complex elements.</content>
public static partial class MemMapReductions
{
    /// <summary>The sum of all elements, part by part. NumPy's <c>a.sum(dtype=complex128)</c>. O(Length).</summary>
    /// <param name="source">The elements.</param>
    /// <param name="options">Threads, progress, cancellation, and whether elements with a part that is NaN are left out.</param>
    /// <returns>The sum, 0 when there is no element; its parts are NaN where one of theirs is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile, or could not be read.</exception>
    public static Complex Sum(this ReductionSource<Complex> source, ReductionOptions? options = null) => Reduce(source, Reduction.ComplexSum(), options);

    /// <summary>The sum along one axis. NumPy's <c>a.sum(axis, keepdims=..., dtype=complex128)</c>. O(Length).</summary>
    /// <param name="source">The elements.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="keepDims">Whether it stays, with length 1, so that the result broadcasts against the view.</param>
    /// <param name="options">Threads, progress, cancellation, and whether elements with a part that is NaN are left out.</param>
    /// <returns>One for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile, or could not be read.</exception>
    public static NDArray<Complex> Sum(this ReductionSource<Complex> source, int axis, bool keepDims = false, ReductionOptions? options = null) => Reduce(source, Reduction.ComplexSum(), [axis], keepDims, options);

    /// <summary>The sum along some axes. NumPy's <c>a.sum(axes, keepdims=..., dtype=complex128)</c>. O(Length).</summary>
    /// <param name="source">The elements.</param>
    /// <param name="axes">The axes that disappear, each once; negative ones count from the end. None: every element by itself.</param>
    /// <param name="keepDims">Whether they stay, with length 1, so that the result broadcasts against the view.</param>
    /// <param name="options">Threads, progress, cancellation, and whether elements with a part that is NaN are left out.</param>
    /// <returns>One for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile, or could not be read.</exception>
    public static NDArray<Complex> Sum(this ReductionSource<Complex> source, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null) => Reduce(source, Reduction.ComplexSum(), axes, keepDims, options);
}
