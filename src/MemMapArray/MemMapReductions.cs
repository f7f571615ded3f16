using System;
using MemMap.Reductions;
using MemMap.Reductions.Kernels;

namespace MemMap;

/// <summary>
/// Reductions of views, chunk by chunk in a fixed small amount of memory, whatever the size of the file.
/// </summary>
/// <remarks>
/// <para>Accurate: sums are kept in double precision in short chains that merge as a tree (integers exactly), and deviations are taken
/// around pivots near the data, so results of float32 are as good as those of float64.</para>
/// <para>Reproducible: the bits of a result depend on the elements and their strides only, not on the processor or on how the file is read.</para>
/// <para>Element types: all primitive integers, float, double, and (not on netstandard2.0) Half. NaN propagates, as in NumPy. Elements are read in
/// the order of memory, whatever the order of the axes.</para>
/// <para>A Dispose in another thread lets a running reduction end first.</para>
/// </remarks>
public static class MemMapReductions
{
    /// <summary>The arithmetic mean of all elements, sum / count. NumPy's <c>a.mean()</c> with <c>dtype=float64</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The elements.</param>
    /// <returns>The mean; NaN when there is no element or one is NaN.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile.</exception>
    public static double Mean<T>(this MemMapView<T> view)
        where T : unmanaged
    {
        Window window = WindowOf(view);
        return Mean<T>(window, AllAxes(window))[0];
    }

    /// <summary>The arithmetic mean along one axis. NumPy's <c>a.mean(axis, keepdims=...)</c> with <c>dtype=float64</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The elements.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="keepDims">Whether it stays, with length 1, so that the result broadcasts against the view.</param>
    /// <returns>A mean for each index of the other axes; NaN where the axis has length 0 or an element is NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile.</exception>
    public static NDArray<double> Mean<T>(this MemMapView<T> view, int axis, bool keepDims = false)
        where T : unmanaged
    {
        Window window = WindowOf(view);
        bool[] reduces = OneAxis(window, axis);
        return new(ResultLengths(window, reduces, keepDims), Mean<T>(window, reduces));
    }

    /// <summary>The standard deviation of all elements, sqrt(sum((x - mean)^2) / (count - ddof)). NumPy's <c>a.std(ddof=...)</c> with <c>dtype=float64</c>,
    /// in one pass and without a temporary. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The elements.</param>
    /// <param name="ddof">Delta degrees of freedom: 0 for the deviation of these elements, 1 for the estimate from a sample.</param>
    /// <returns>The standard deviation; NaN when count - ddof is not above 0 or an element is NaN or infinite.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile.</exception>
    public static double Std<T>(this MemMapView<T> view, double ddof = 0)
        where T : unmanaged
    {
        Window window = WindowOf(view);
        return Std<T>(window, AllAxes(window), ddof)[0];
    }

    /// <summary>The standard deviation along one axis. NumPy's <c>a.std(axis, ddof=..., keepdims=...)</c> with <c>dtype=float64</c>. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The elements.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="ddof">Delta degrees of freedom: 0 for the deviation of these elements, 1 for the estimate from a sample.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1, so that the result broadcasts against the view.</param>
    /// <returns>A standard deviation for each index of the other axes; NaN where the axis's length - ddof is not above 0 or an element is NaN or infinite.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile.</exception>
    public static NDArray<double> Std<T>(this MemMapView<T> view, int axis, double ddof = 0, bool keepDims = false)
        where T : unmanaged
    {
        Window window = WindowOf(view);
        bool[] reduces = OneAxis(window, axis);
        return new(ResultLengths(window, reduces, keepDims), Std<T>(window, reduces, ddof));
    }

    private static double[] Mean<T>(Window window, bool[] reduces)
        where T : unmanaged =>
        Element.IsFloatingPoint<T>() ? ReductionEngine.Reduce<T, double, FloatingMean<T>>(window, reduces, default)
        : Element.IsWideInteger<T>() ? ReductionEngine.Reduce<T, WideInteger, WideIntegerMean<T>>(window, reduces, default)
        : Element.IsInteger<T>() ? ReductionEngine.Reduce<T, WideInteger, IntegerMean<T>>(window, reduces, default)
        : throw HasNoArithmetic(typeof(T));

    private static double[] Std<T>(Window window, bool[] reduces, double ddof)
        where T : unmanaged =>
        Element.IsWideInteger<T>() ? ReductionEngine.Reduce<T, MomentsState, WideIntegerStandardDeviation<T>>(window, reduces, new(ddof))
        : Element.IsFloatingPoint<T>() || Element.IsInteger<T>() ? ReductionEngine.Reduce<T, MomentsState, StandardDeviation<T>>(window, reduces, new(ddof))
        : throw HasNoArithmetic(typeof(T));

    private static Window WindowOf<T>(MemMapView<T> view)
        where T : unmanaged
    {
        Window window = (view ?? throw new ArgumentNullException(nameof(view))).Window;
        window.Region.ThrowIfClosed();
        return window;
    }

    private static bool[] AllAxes(Window window)
    {
        bool[] reduces = new bool[window.Layout.Rank];
        reduces.AsSpan().Fill(true);
        return reduces;
    }

    private static bool[] OneAxis(Window window, int axis)
    {
        bool[] reduces = new bool[window.Layout.Rank];
        reduces[Axis.Normalize(axis, reduces.Length, nameof(axis))] = true;
        return reduces;
    }

    private static long[] ResultLengths(Window window, bool[] reduces, bool keepDims)
    {
        var lengths = new System.Collections.Generic.List<long>();
        for (int axis = 0; axis < reduces.Length; axis++)
        {
            if (!reduces[axis])
            {
                lengths.Add(window.Layout.Lengths[axis]);
            }
            else if (keepDims)
            {
                lengths.Add(1);
            }
        }

        return [.. lengths];
    }

    private static NotSupportedException HasNoArithmetic(Type type) =>
        new($"A reduction has no arithmetic for {type.Name}. It has for {Element.Supported}; Cast or Field give a view of such elements.");
}
