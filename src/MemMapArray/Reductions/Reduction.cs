using System;
using MemMap.Reductions;
using MemMap.Reductions.Kernels;

namespace MemMap;

/// <summary>The reductions of the library as values, for <see cref="MemMapReductions"/>' <c>Reduce</c>, <c>ReduceTo</c> and <c>ReducePartial</c>.</summary>
/// <remarks>For a reduction over all elements or along axes into a new array, the methods of their names are shorter: <c>a.Mean(axis: 0)</c>.</remarks>
public static class Reduction
{
    /// <summary>The sum, as a double.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, double> Sum<T>()
        where T : unmanaged => Known<T>.Sum ??= SumOrMean<T>(isMean: false);

    /// <summary>The arithmetic mean, sum / count.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, double> Mean<T>()
        where T : unmanaged => Known<T>.Mean ??= SumOrMean<T>(isMean: true);

    /// <summary>The variance, sum((x - mean)^2) / (count - ddof).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="ddof">Delta degrees of freedom.</param>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, double> Var<T>(double ddof = 0)
        where T : unmanaged => VarOrStd<T>(isRoot: false, ddof);

    /// <summary>The standard deviation, the square root of the variance.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="ddof">Delta degrees of freedom.</param>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, double> Std<T>(double ddof = 0)
        where T : unmanaged => VarOrStd<T>(isRoot: true, ddof);

    /// <summary>The smallest element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    public static Reduction<T, T> Min<T>()
        where T : unmanaged => Known<T>.Min ??= RequireOrder<T>(new KernelReduction<T, T, T, Extreme<T>>("min", static (_, settings) => new(isMax: false, settings.SkipNaN)));

    /// <summary>The largest element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    public static Reduction<T, T> Max<T>()
        where T : unmanaged => Known<T>.Max ??= RequireOrder<T>(new KernelReduction<T, T, T, Extreme<T>>("max", static (_, settings) => new(isMax: true, settings.SkipNaN)));

    /// <summary>The smallest and the largest element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    public static Reduction<T, (T Min, T Max)> MinMax<T>()
        where T : unmanaged =>
        Known<T>.MinMax ??= Element.HasOrder<T>()
            ? new KernelReduction<T, T, (T Min, T Max), MinMax<T>>("minmax", static (_, settings) => new(settings.SkipNaN))
            : throw HasNoArithmetic<T>();

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

    private static Reduction<T, double> SumOrMean<T>(bool isMean)
        where T : unmanaged
    {
        string name = isMean ? "mean" : "sum";
        return Element.IsFloatingPoint<T>() ? new KernelReduction<T, T, double, FloatingSum<T>>(name, (_, settings) => new(isMean, settings.SkipNaN))
            : Element.IsWideInteger<T>() ? new KernelReduction<T, T, double, WideIntegerSum<T>>(name, (_, _) => new(isMean))
            : Element.IsInteger<T>() ? new KernelReduction<T, T, double, IntegerSum<T>>(name, (_, _) => new(isMean))
            : throw HasNoArithmetic<T>();
    }

    private static Reduction<T, double> VarOrStd<T>(bool isRoot, double ddof)
        where T : unmanaged
    {
        string name = isRoot ? "std" : "var";
        return Element.IsWideInteger<T>() ? new KernelReduction<T, T, double, WideIntegerVariance<T>>(name, (_, _) => new(isRoot, ddof), ddof)
            : Element.IsFloatingPoint<T>() || Element.IsInteger<T>()
                ? new KernelReduction<T, T, double, Variance<T>>(name, (_, settings) => new(isRoot, ddof, settings.SkipNaN && Element.IsFloatingPoint<T>()), ddof)
            : throw HasNoArithmetic<T>();
    }

    private static Reduction<T, T> RequireOrder<T>(Reduction<T, T> reduction)
        where T : unmanaged => Element.HasOrder<T>() ? reduction : throw HasNoArithmetic<T>();

    private static NotSupportedException HasNoArithmetic<T>() =>
        new($"A reduction has no arithmetic for {typeof(T).Name}. It has for {Element.Supported}; Cast or Field give a view of such elements.");

    // Made once for each element type: they hold nothing.
    private static class Known<T>
        where T : unmanaged
    {
        public static Reduction<T, double>? Sum { get; set; }

        public static Reduction<T, double>? Mean { get; set; }

        public static Reduction<T, T>? Min { get; set; }

        public static Reduction<T, T>? Max { get; set; }

        public static Reduction<T, (T Min, T Max)>? MinMax { get; set; }
    }
}
