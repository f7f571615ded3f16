using System;

namespace MemMap;

/// <content>The standard deviation.</content>
public static partial class MemMapReductions
{
    /// <summary>The standard deviation of all elements, the root of the variance, in one pass and without a temporary. NumPy's <c>a.std(ddof=...)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The elements.</param>
    /// <param name="ddof">Delta degrees of freedom: 0 for the spread of these elements, 1 for the estimate from a sample.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The standard deviation; NaN when count - ddof is not above 0, or an element is NaN or infinite.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile.</exception>
    public static double Std<T>(this MemMapView<T> view, double ddof = 0, ReductionOptions? options = null)
        where T : unmanaged
    {
        Window window = WindowOf(view);
        return VarianceOf<T>(window, AllAxes(window), isRoot: true, ddof, options)[0];
    }

    /// <summary>The standard deviation along one axis. NumPy's <c>a.std(axis, keepdims=..., ddof=...)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The elements.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="ddof">Delta degrees of freedom: 0 for the spread of these elements, 1 for the estimate from a sample.</param>
    /// <param name="keepDims">Whether it stays, with length 1, so that the result broadcasts against the view.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>One for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile.</exception>
    public static NDArray<double> Std<T>(this MemMapView<T> view, int axis, double ddof = 0, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Std(view, [axis], ddof, keepDims, options);

    /// <summary>The standard deviation along some axes. NumPy's <c>a.std(axes, keepdims=..., ddof=...)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The elements.</param>
    /// <param name="axes">The axes that disappear, each once; negative ones count from the end. None: every element by itself.</param>
    /// <param name="ddof">Delta degrees of freedom: 0 for the spread of these elements, 1 for the estimate from a sample.</param>
    /// <param name="keepDims">Whether they stay, with length 1, so that the result broadcasts against the view.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>One for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile.</exception>
    public static NDArray<double> Std<T>(this MemMapView<T> view, ReadOnlySpan<int> axes, double ddof = 0, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged
    {
        Window window = WindowOf(view);
        bool[] reduces = SomeAxes(window, axes);
        return new(ResultLengths(window, reduces, keepDims), VarianceOf<T>(window, reduces, isRoot: true, ddof, options));
    }
}
