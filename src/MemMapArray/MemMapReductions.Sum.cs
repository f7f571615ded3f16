using System;

namespace MemMap;

/// <content>The sum.</content>
public static partial class MemMapReductions
{
    /// <summary>The sum of all elements, in double precision, of integers exactly and then rounded once. NumPy's <c>a.sum()</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The elements.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The sum; 0 when there is no element, NaN when one is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile.</exception>
    public static double Sum<T>(this MemMapView<T> view, ReductionOptions? options = null)
        where T : unmanaged
    {
        Window window = WindowOf(view);
        return SumOf<T>(window, AllAxes(window), isMean: false, options)[0];
    }

    /// <summary>The sum along one axis. NumPy's <c>a.sum(axis, keepdims=...)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The elements.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="keepDims">Whether it stays, with length 1, so that the result broadcasts against the view.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>One for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile.</exception>
    public static NDArray<double> Sum<T>(this MemMapView<T> view, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Sum(view, [axis], keepDims, options);

    /// <summary>The sum along some axes. NumPy's <c>a.sum(axes, keepdims=...)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The elements.</param>
    /// <param name="axes">The axes that disappear, each once; negative ones count from the end. None: every element by itself.</param>
    /// <param name="keepDims">Whether they stay, with length 1, so that the result broadcasts against the view.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>One for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile.</exception>
    public static NDArray<double> Sum<T>(this MemMapView<T> view, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged
    {
        Window window = WindowOf(view);
        bool[] reduces = SomeAxes(window, axes);
        return new(ResultLengths(window, reduces, keepDims), SumOf<T>(window, reduces, isMean: false, options));
    }
}
