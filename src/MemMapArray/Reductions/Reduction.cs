using System;
using System.Numerics;
using MemMap.Reductions;
using MemMap.Reductions.Kernels;

namespace MemMap;

/// <summary>The reductions of the library as values, for <see cref="MemMapReductions"/>' <c>Reduce</c>, <c>ReduceTo</c> and <c>ReducePartial</c>.</summary>
/// <remarks>For a reduction over all elements or along axes into a new array, the methods of their names are shorter: <c>a.Mean(axis: 0)</c>.</remarks>
public static class Reduction
{
    private static readonly Reduction<Complex, Complex> s_complexSum = SumOrMean(isMean: false);
    private static readonly Reduction<Complex, Complex> s_complexMean = SumOrMean(isMean: true);

    /// <summary>The sum, as a double.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, double> Sum<T>()
        where T : unmanaged => ElementReductions<T>.Instance.Sum;

    /// <summary>The sum of integers as an integer, exactly. It does not wrap around: a sum that is no <see cref="long"/> ends the reduction with an <see cref="OverflowException"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The elements are no integers and not <see langword="bool"/>.</exception>
    public static Reduction<T, long> SumInt64<T>()
        where T : unmanaged => ElementReductions<T>.Instance.SumInt64;

    /// <summary>The sum of complex elements.</summary>
    /// <returns>The reduction.</returns>
    public static Reduction<Complex, Complex> ComplexSum() => s_complexSum;

    /// <summary>The product, as a double.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, double> Prod<T>()
        where T : unmanaged => ElementReductions<T>.Instance.Prod;

    /// <summary>The arithmetic mean, sum / count.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, double> Mean<T>()
        where T : unmanaged => ElementReductions<T>.Instance.Mean;

    /// <summary>The arithmetic mean of complex elements.</summary>
    /// <returns>The reduction.</returns>
    public static Reduction<Complex, Complex> ComplexMean() => s_complexMean;

    /// <summary>The variance, sum(|x - mean|^2) / (count - ddof).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="ddof">Delta degrees of freedom.</param>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, double> Var<T>(double ddof = 0)
        where T : unmanaged => ElementReductions<T>.Instance.VarOrStd(isRoot: false, ddof);

    /// <summary>The standard deviation, the square root of the variance.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="ddof">Delta degrees of freedom.</param>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, double> Std<T>(double ddof = 0)
        where T : unmanaged => ElementReductions<T>.Instance.VarOrStd(isRoot: true, ddof);

    /// <summary>The smallest element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    public static Reduction<T, T> Min<T>()
        where T : unmanaged => ElementReductions<T>.Instance.Min;

    /// <summary>The largest element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    public static Reduction<T, T> Max<T>()
        where T : unmanaged => ElementReductions<T>.Instance.Max;

    /// <summary>The smallest and the largest element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    public static Reduction<T, (T Min, T Max)> MinMax<T>()
        where T : unmanaged => ElementReductions<T>.Instance.MinMax;

    /// <summary>The index of the smallest element, in C order over the axes that are reduced; of equal ones the first.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    public static Reduction<T, long> ArgMin<T>()
        where T : unmanaged => ElementReductions<T>.Instance.ArgMin;

    /// <summary>The index of the largest element, in C order over the axes that are reduced; of equal ones the first.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    public static Reduction<T, long> ArgMax<T>()
        where T : unmanaged => ElementReductions<T>.Instance.ArgMax;

    /// <summary>How many elements are not zero.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, long> CountNonZero<T>()
        where T : unmanaged => ElementReductions<T>.Instance.CountNonZero;

    /// <summary>Whether an element is not zero.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, bool> Any<T>()
        where T : unmanaged => ElementReductions<T>.Instance.Any;

    /// <summary>Whether no element is zero.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, bool> All<T>()
        where T : unmanaged => ElementReductions<T>.Instance.All;

    /// <summary>Counts, mean, spread, shape and extremes in one pass. Its mean has the bits of <see cref="Mean"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, Moments> Describe<T>()
        where T : unmanaged => ElementReductions<T>.Instance.Describe;

    /// <summary>A reduction of your own.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TState">The type of its states and of its result.</typeparam>
    /// <param name="reducer">How elements become a state, and two states one.</param>
    /// <returns>The reduction.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reducer"/> is null.</exception>
    public static Reduction<T, TState> From<T, TState>(IReducer<T, TState> reducer)
        where T : unmanaged
        where TState : unmanaged =>
        new KernelReduction<T, T, TState, CustomKernel<T, TState>>(
            (reducer ?? throw new ArgumentNullException(nameof(reducer))).ToString() ?? reducer.GetType().FullName!,
            (_, settings) => settings.SkipNaN ? throw new NotSupportedException("SkipNaN is an option of the library's own reductions: leave NaN out in Accumulate.") : new(reducer));

    private static KernelReduction<Complex, Complex, Complex, ComplexSum> SumOrMean(bool isMean) =>
        new(isMean ? "mean" : "sum", (_, settings) => new(isMean, settings.SkipNaN));
}
