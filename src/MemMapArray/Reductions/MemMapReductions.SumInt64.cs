using System;

namespace MemMap;

/// <content>The sum of integers, exactly.</content>
public static partial class MemMapReductions
{
    /// <summary>The sum as an integer of all elements, exactly. Where NumPy would wrap around it throws. NumPy's <c>a.sum(dtype=int64)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <returns>The sum, 0 when there is no element.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="OverflowException">A sum is beyond the range of <see cref="long"/>. It says the sum.</exception>
    /// <exception cref="NotSupportedException">The elements are no integers and not <see langword="bool"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile, or could not be read.</exception>
    public static long SumInt64<T>(this ReductionSource<T> source, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.SumInt64<T>(), options);

    /// <summary>The sum as an integer along one axis. NumPy's <c>a.sum(axis, keepdims=..., dtype=int64)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="keepDims">Whether it stays, with length 1, so that the result broadcasts against the view.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <returns>One for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="OverflowException">A sum is beyond the range of <see cref="long"/>. It says the sum.</exception>
    /// <exception cref="NotSupportedException">The elements are no integers and not <see langword="bool"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile, or could not be read.</exception>
    public static NDArray<long> SumInt64<T>(this ReductionSource<T> source, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.SumInt64<T>(), [axis], keepDims, options);

    /// <summary>The sum as an integer along some axes. NumPy's <c>a.sum(axes, keepdims=..., dtype=int64)</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="axes">The axes that disappear, each once; negative ones count from the end. None: every element by itself.</param>
    /// <param name="keepDims">Whether they stay, with length 1, so that the result broadcasts against the view.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <returns>One for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="OverflowException">A sum is beyond the range of <see cref="long"/>. It says the sum.</exception>
    /// <exception cref="NotSupportedException">The elements are no integers and not <see langword="bool"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile, or could not be read.</exception>
    public static NDArray<long> SumInt64<T>(this ReductionSource<T> source, ReadOnlySpan<int> axes, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged => Reduce(source, Reduction.SumInt64<T>(), axes, keepDims, options);
}
