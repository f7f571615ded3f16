using System;

namespace MemMap;

/// <content>The smallest element.</content>
public static partial class MemMapReductions
{
    /// <summary>The smallest of all elements. NumPy's <c>a.min()</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The elements.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The smallest element; NaN when an element is.</returns>
    /// <exception cref="InvalidOperationException">There is no element.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile.</exception>
    public static T Min<T>(this MemMapView<T> view, ReductionOptions? options = null)
        where T : unmanaged
    {
        Window window = WindowOf(view);
        return Array.ConvertAll(MinMaxOf<T>(window, AllAxes(window), options), both => both.Min)[0];
    }

    /// <summary>The smallest element along one axis. NumPy's <c>a.min(axis, keepdims=...)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The elements.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="keepDims">Whether it stays, with length 1, so that the result broadcasts against the view.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>One for each index of the other axes, in a new array.</returns>
    /// <exception cref="InvalidOperationException">There are results, and no elements for them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile.</exception>
    public static NDArray<T> Min<T>(this MemMapView<T> view, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Min(view, [axis], keepDims, options);

    /// <summary>The smallest element along some axes. NumPy's <c>a.min(axes, keepdims=...)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The elements.</param>
    /// <param name="axes">The axes that disappear, each once; negative ones count from the end. None: every element by itself.</param>
    /// <param name="keepDims">Whether they stay, with length 1, so that the result broadcasts against the view.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>One for each index of the other axes, in a new array.</returns>
    /// <exception cref="InvalidOperationException">There are results, and no elements for them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile.</exception>
    public static NDArray<T> Min<T>(this MemMapView<T> view, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged
    {
        Window window = WindowOf(view);
        bool[] reduces = SomeAxes(window, axes);
        return new(ResultLengths(window, reduces, keepDims), Array.ConvertAll(MinMaxOf<T>(window, reduces, options), both => both.Min));
    }
}
