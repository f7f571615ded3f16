using System;

namespace MemMap;

/// <content>The standard deviation.</content>
public static partial class MemMapReductions
{
    /// <summary>The standard deviation of all elements, the square root of <c>Var</c>. NumPy's <c>a.std(ddof=...)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="ddof">Delta degrees of freedom: 0 for the spread of these elements, 1 for the estimate from a sample.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The standard deviation; NaN when count - ddof is not above 0, or an element is NaN or infinite.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile, or could not be read.</exception>
    public static double Std<T>(this ReductionSource<T> source, double ddof = 0, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Std<T>(ddof), options);

    /// <summary>The standard deviation along one axis. NumPy's <c>a.std(axis, ddof=..., keepdims=...)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="ddof">Delta degrees of freedom: 0 for the spread of these elements, 1 for the estimate from a sample.</param>
    /// <param name="keepDims">Whether it stays, with length 1, so that the result broadcasts against the view.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>One for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile, or could not be read.</exception>
    public static NDArray<double> Std<T>(this ReductionSource<T> source, int axis, double ddof = 0, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Std<T>(ddof), [axis], keepDims, options);

    /// <summary>The standard deviation along some axes. NumPy's <c>a.std(axes, ddof=..., keepdims=...)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="axes">The axes that disappear, each once; negative ones count from the end. None: every element by itself.</param>
    /// <param name="ddof">Delta degrees of freedom: 0 for the spread of these elements, 1 for the estimate from a sample.</param>
    /// <param name="keepDims">Whether they stay, with length 1, so that the result broadcasts against the view.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>One for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile, or could not be read.</exception>
    public static NDArray<double> Std<T>(this ReductionSource<T> source, ReadOnlySpan<int> axes, double ddof = 0, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Std<T>(ddof), axes, keepDims, options);
}
