using System;

namespace MemMap;

/// <content>Everything about a set of numbers in one pass.</content>
public static partial class MemMapReductions
{
    /// <summary>Counts, mean, spread, shape and extremes of all elements in one pass over memory. As <c>scipy.stats.describe(a)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out; it is counted in any case.</param>
    /// <returns>The moments; of no elements, those of nothing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile, or could not be read.</exception>
    public static Moments Describe<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Describe<T>(), options);

    /// <summary>Counts, mean, spread, shape and extremes along one axis. As <c>scipy.stats.describe(a, axis)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="keepDims">Whether it stays, with length 1, so that the result broadcasts against the view.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out; it is counted in any case.</param>
    /// <returns>One for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile, or could not be read.</exception>
    public static NDArray<Moments> Describe<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Describe<T>(), [axis], keepDims, options);

    /// <summary>Counts, mean, spread, shape and extremes along some axes. As <c>scipy.stats.describe(a, axis)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="axes">The axes that disappear, each once; negative ones count from the end. None: every element by itself.</param>
    /// <param name="keepDims">Whether they stay, with length 1, so that the result broadcasts against the view.</param>
    /// <param name="options">Threads, progress, cancellation, and whether NaN is left out; it is counted in any case.</param>
    /// <returns>One for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile, or could not be read.</exception>
    public static NDArray<Moments> Describe<T>(this ReductionSource<T> source, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.Describe<T>(), axes, keepDims, options);
}
