using System;
using System.Collections.Generic;
using System.Numerics;
using MemMap.Reductions.Catalog;
using MemMap.Reductions.Finishing;
using MemMap.Reductions.Kernels;
using MemMap.Reductions.Running;

namespace MemMap;

/// <summary>The reductions of the library as values, for <see cref="MemMapReductions"/>' <c>Reduce</c>, <c>ReduceTo</c> and
/// <c>ReducePartial</c>.</summary>
/// <remarks>For a reduction over all elements or along axes into a new array, the methods of their names are shorter: <c>a.Mean(axis:
/// 0)</c>.</remarks>
public static class Reduction
{
    /// <summary>The sum, as a double.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, double> Sum<T>()
        where T : unmanaged => Named<T, double>("sum");

    /// <summary>The sum of integers as an integer, exactly. It does not wrap around: a sum that is no <see cref="long"/> ends the
    /// reduction with an <see cref="OverflowException"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The elements are no integers and not <see langword="bool"/>.</exception>
    public static Reduction<T, long> SumInt64<T>()
        where T : unmanaged => Named<T, long>("sum-int64");

    /// <summary>The sum of complex elements.</summary>
    /// <returns>The reduction.</returns>
    public static Reduction<Complex, Complex> ComplexSum() => Named<Complex, Complex>("sum");

    /// <summary>The product, as a double.</summary>
    /// <inheritdoc cref="Sum{T}" path="/*[not(self::summary)]"/>
    public static Reduction<T, double> Prod<T>()
        where T : unmanaged => Named<T, double>("prod");

    /// <summary>The arithmetic mean, sum / count.</summary>
    /// <inheritdoc cref="Sum{T}" path="/*[not(self::summary)]"/>
    public static Reduction<T, double> Mean<T>()
        where T : unmanaged => Named<T, double>("mean");

    /// <summary>The arithmetic mean of complex elements.</summary>
    /// <returns>The reduction.</returns>
    public static Reduction<Complex, Complex> ComplexMean() => Named<Complex, Complex>("mean");

    /// <summary>The variance, sum(|x - mean|^2) / (count - ddof).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="ddof">Delta degrees of freedom.</param>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no arithmetic.</exception>
    public static Reduction<T, double> Var<T>(double ddof = 0)
        where T : unmanaged => Named<T, double>("var", ddof);

    /// <summary>The standard deviation, the square root of the variance.</summary>
    /// <inheritdoc cref="Var{T}(double)" path="/*[not(self::summary)]"/>
    public static Reduction<T, double> Std<T>(double ddof = 0)
        where T : unmanaged => Named<T, double>("std", ddof);

    /// <summary>The smallest element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The reduction.</returns>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    public static Reduction<T, T> Min<T>()
        where T : unmanaged => Named<T, T>("min");

    /// <summary>The largest element.</summary>
    /// <inheritdoc cref="Min{T}" path="/*[not(self::summary)]"/>
    public static Reduction<T, T> Max<T>()
        where T : unmanaged => Named<T, T>("max");

    /// <summary>The smallest and the largest element.</summary>
    /// <inheritdoc cref="Min{T}" path="/*[not(self::summary)]"/>
    public static Reduction<T, (T Min, T Max)> MinMax<T>()
        where T : unmanaged => Named<T, (T Min, T Max)>("minmax");

    /// <summary>The index of the smallest element, in C order over the axes that are reduced; of equal ones the first.</summary>
    /// <inheritdoc cref="Min{T}" path="/*[not(self::summary)]"/>
    public static Reduction<T, long> ArgMin<T>()
        where T : unmanaged => Named<T, long>("argmin");

    /// <summary>The index of the largest element, in C order over the axes that are reduced; of equal ones the first.</summary>
    /// <inheritdoc cref="Min{T}" path="/*[not(self::summary)]"/>
    public static Reduction<T, long> ArgMax<T>()
        where T : unmanaged => Named<T, long>("argmax");

    /// <summary>How many elements are not zero.</summary>
    /// <inheritdoc cref="Sum{T}" path="/*[not(self::summary)]"/>
    public static Reduction<T, long> CountNonZero<T>()
        where T : unmanaged => Named<T, long>("count-nonzero");

    /// <summary>Whether an element is not zero.</summary>
    /// <inheritdoc cref="Sum{T}" path="/*[not(self::summary)]"/>
    public static Reduction<T, bool> Any<T>()
        where T : unmanaged => Named<T, bool>("any");

    /// <summary>Whether no element is zero.</summary>
    /// <inheritdoc cref="Sum{T}" path="/*[not(self::summary)]"/>
    public static Reduction<T, bool> All<T>()
        where T : unmanaged => Named<T, bool>("all");

    /// <summary>Counts, mean, spread, shape and extremes in one pass. Its mean has the bits of <see cref="Mean"/>.</summary>
    /// <inheritdoc cref="Sum{T}" path="/*[not(self::summary)]"/>
    public static Reduction<T, Moments> Describe<T>()
        where T : unmanaged => Named<T, Moments>("describe");

    /// <summary>A reduction of your own.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TState">The type of its states and of its result.</typeparam>
    /// <param name="reducer">How elements become a state, and two states one.</param>
    /// <returns>The reduction.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reducer"/> is null.</exception>
    public static Reduction<T, TState> From<T, TState>(IReducer<T, TState> reducer)
        where T : unmanaged
        where TState : unmanaged =>
        From(reducer, (reducer ?? throw new ArgumentNullException(nameof(reducer))).ToString() ?? reducer.GetType().FullName!);

    /// <summary>A reduction of your own by a name: partials of the same name merge, and a cluster finds it by its name.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TState">The type of its states and of its result.</typeparam>
    /// <param name="reducer">How elements become a state, and two states one.</param>
    /// <param name="name">What its <c>ToString</c> gives. It should say the reducer's parameters, too.</param>
    /// <returns>The reduction.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <example><code>Reduction&lt;float, double&gt; energy = Reduction.From(new SumOfSquares(), "energy");</code></example>
    public static Reduction<T, TState> From<T, TState>(IReducer<T, TState> reducer, string name)
        where T : unmanaged
        where TState : unmanaged =>
        new KernelReduction<T, T, CustomState<T, TState>, Custom<T, TState>, TState, AsState<T, TState>>(
            (name ?? throw new ArgumentNullException(nameof(name))).Length > 0 ? name
                : throw new ArgumentException("A reduction has a name.", nameof(name)),
            options => !options.SkipNaN ? new(reducer)
                : throw new NotSupportedException("SkipNaN is an option of the library's own reductions: leave NaN out in Accumulate."),
            new(reducer ?? throw new ArgumentNullException(nameof(reducer))),
            isCustom: true);

    /// <summary>The reduction that a text says: what its <c>ToString</c> gave, such as <c>mean</c> or <c>std(ddof=1)</c>. For programs
    /// that are told what to reduce.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="text">The name, with its parameter.</param>
    /// <returns>The reduction. Cast it to <see cref="Reduction{T, TResult}"/> where the type of its results is known.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The library has no reduction of this name; those of your own have to be made.</exception>
    /// <exception cref="NotSupportedException">The element type has no such reduction.</exception>
    /// <example><code>var named = (Reduction&lt;float, double&gt;)Reduction.Parse&lt;float&gt;("std(ddof=1)");</code></example>
    public static Reduction<T> Parse<T>(string text)
        where T : unmanaged =>
        ReductionCatalog.Current.Of<T>().Find(text ?? throw new ArgumentNullException(nameof(text)))
            ?? throw new FormatException(
                $"There is no reduction '{text}'. There are {string.Join(", ", Names<T>())}; "
                + "var and std with their parameter, as in std(ddof=1).");

    /// <summary>The names of the reductions that an element type has.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>The names, without parameters.</returns>
    public static IReadOnlyCollection<string> Names<T>()
        where T : unmanaged => ReductionCatalog.Current.Of<T>().Names;

    private static Reduction<T, TResult> Named<T, TResult>(string name, double ddof = 0)
        where T : unmanaged
        where TResult : unmanaged => ReductionCatalog.Current.Of<T>().Get<TResult>(name, ddof);
}
