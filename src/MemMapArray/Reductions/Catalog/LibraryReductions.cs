using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Finishing;
using MemMap.Reductions.Kernels;
using MemMap.Reductions.Running;

namespace MemMap.Reductions.Catalog;

/// <summary>The reductions of the library: the name of each, the element types that have it, its kernel and its result.</summary>
internal sealed class LibraryReductions : IReductionSet
{
    public void AddTo<TStored, T>(ElementCatalog<TStored, T> catalog)
        where TStored : unmanaged
        where T : unmanaged => Entries<TStored, T>.AddTo(catalog);
}

/// <summary>The entries for one element type.</summary>
/// <typeparam name="TStored">The element type.</typeparam>
/// <typeparam name="T">The same as kernels know it.</typeparam>
internal static class Entries<TStored, T>
    where TStored : unmanaged
    where T : unmanaged
{
    // Before the name of a reduction where results are to be exact: partials of both do not merge.
    private const string Exact = "exact ";

    public static void AddTo(ElementCatalog<TStored, T> catalog)
    {
        catalog.Add("sum", ElementKinds.Numbers, Sum<AsSum<ExactSumState<T>>, AsSum<IntegerSumState>>);
        catalog.Add("sum", ElementKinds.Complex, ComplexSum<AsSum<ExactSumState<double>>>);
        catalog.Add("mean", ElementKinds.Numbers, Sum<AsMean<ExactSumState<T>>, AsMean<IntegerSumState>>);
        catalog.Add("mean", ElementKinds.Complex, ComplexSum<AsMean<ExactSumState<double>>>);
        catalog.Add("sum-int64", ElementKinds.Integers, IntegerSum<AsInt64, long>);
        catalog.Add("prod", ElementKinds.Numbers, Product);
        catalog.AddWithDdof("var", ElementKinds.Numbers, (name, ddof) =>
            Variance<AsVariance>(name, new(ddof), ExactVariance(Exact + name, new(ddof), new(ddof))));
        catalog.AddWithDdof("var", ElementKinds.Complex, (name, ddof) =>
            ComplexVariance<AsVariance>(name, new(ddof), ExactComplexVariance(Exact + name, new(ddof))));
        catalog.AddWithDdof("std", ElementKinds.Numbers, (name, ddof) =>
            Variance<AsStandardDeviation>(
                name, new(ddof), ExactVariance(Exact + name, new(ddof, isDeviation: true), new(ddof, isDeviation: true))));
        catalog.AddWithDdof("std", ElementKinds.Complex, (name, ddof) =>
            ComplexVariance<AsStandardDeviation>(name, new(ddof), ExactComplexVariance(Exact + name, new(ddof, isDeviation: true))));
        catalog.Add("min", ElementKinds.Numbers, Extreme<Smallest>);
        catalog.Add("max", ElementKinds.Numbers, Extreme<Largest>);
        catalog.Add("minmax", ElementKinds.Numbers, Extremes);
        catalog.Add("argmin", ElementKinds.Numbers, Index<Smallest>);
        catalog.Add("argmax", ElementKinds.Numbers, Index<Largest>);
        catalog.Add("count-nonzero", ElementKinds.All, Count<AsCount, long>);
        catalog.Add("any", ElementKinds.All, Count<AsAny, bool>);
        catalog.Add("all", ElementKinds.All, Count<AsAll, bool>);
        catalog.Add("describe", ElementKinds.Numbers, Describe);
    }

    private static Reduction<TStored> Sum<TFloating, TInteger>(string name)
        where TFloating : struct, IFinish<ExactSumState<T>, double>
        where TInteger : struct, IFinish<IntegerSumState, double> =>
        Element.IsFloatingPoint<T>()
            ? ElementCatalog<TStored, T>.By<FloatingSum<T>, ExactSumState<T>, TFloating, double>(name, static o => new(o.SkipNaN))
            : IntegerSum<TInteger, double>(name);

    private static Reduction<TStored> IntegerSum<TFinish, TResult>(string name)
        where TFinish : struct, IFinish<IntegerSumState, TResult>
        where TResult : unmanaged =>
        Element.IsWideInteger<T>()
            ? ElementCatalog<TStored, T>.By<WideIntegerSum<T>, IntegerSumState, TFinish, TResult>(name, static _ => default)
            : ElementCatalog<TStored, T>.By<IntegerSum<T>, IntegerSumState, TFinish, TResult>(name, static _ => default);

    private static Reduction<TStored> Product(string name) =>
        ElementCatalog<TStored, T>.By<Product<T>, ProductState, AsProduct, double>(name, static o => new(SkipsNaN(o)));

    private static Reduction<TStored> ComplexSum<TFinish>(string name)
        where TFinish : struct, IFinish<ExactSumState<double>, double> =>
        ByParts<FloatingSum<double>, ExactSumState<double>, AsComplex<ExactSumState<double>, TFinish>, Complex>(
            name, static o => new(o.SkipNaN), default);

    private static Reduction<TStored> Variance<TFinish>(string name, TFinish finish, Reduction<TStored> exactly)
        where TFinish : struct, IFinish<VarianceState, double> =>
        Element.IsWideInteger<T>()
            ? ElementCatalog<TStored, T>.By<WideIntegerVariance<T>, VarianceState, TFinish, double>(
                name, static _ => default, finish, exactly)
            : ElementCatalog<TStored, T>.By<Variance<T>, VarianceState, TFinish, double>(
                name, static o => new(SkipsNaN(o)), finish, exactly);

    private static Reduction<TStored> ComplexVariance<TFinish>(string name, TFinish finish, Reduction<TStored> exactly)
        where TFinish : struct, IFinish<PairState<VarianceState>, double> =>
        ByParts<Variance<double>, VarianceState, TFinish, double>(name, static o => new(o.SkipNaN), finish, exactly);

    // Of floats and of doubles; what else there is becomes one of these, or is summed digit by digit.
    private static Reduction<TStored> ExactVariance(string name, AsExactVariance<float> ofFloats, AsExactVariance<double> ofDoubles) =>
        typeof(T) == typeof(double)
            ? ElementCatalog<TStored, double>.By<ExactVariance<double>, ExactVarianceState<double>, AsExactVariance<double>, double>(
                name, static o => new(o.SkipNaN), ofDoubles)
        : typeof(T) == typeof(float)
            ? ElementCatalog<TStored, float>.By<ExactVariance<float>, ExactVarianceState<float>, AsExactVariance<float>, double>(
                name, static o => new(o.SkipNaN), ofFloats)
        : Element.IsWideInteger<T>()
            ? ElementCatalog<TStored, T>.By<ExactWideVariance<T>, ExactVarianceState<double>, AsExactVariance<double>, double>(
                name, static _ => default, ofDoubles)
        : Unsafe.SizeOf<T>() == sizeof(int)
            ? ElementCatalog<TStored, T>.By<
                Converted<T, double, ToExact<T, double>, ExactVariance<double>, ExactVarianceState<double>>,
                ExactVarianceState<double>, AsExactVariance<double>, double>(name, static _ => default, ofDoubles)
        : ElementCatalog<TStored, T>.By<
            Converted<T, float, ToExact<T, float>, ExactVariance<float>, ExactVarianceState<float>>,
            ExactVarianceState<float>, AsExactVariance<float>, double>(name, static o => new(default, new(SkipsNaN(o))), ofFloats);

    private static Reduction<TStored> ExactComplexVariance(string name, AsExactVariance<double> finish) =>
        ByParts<ExactVariance<double>, ExactVarianceState<double>, AsExactVariance<double>, double>(
            name, static o => new(o.SkipNaN), finish);

    private static Reduction<TStored> Extreme<TSide>(string name)
        where TSide : struct, ISide =>
        ElementCatalog<TStored, T>.ByStored<Extreme<T, TSide>, ExtremeState<T, TSide>, AsExtreme<TStored, T, TSide>, TStored>(
            name, static o => new(SkipsNaN(o)));

    private static Reduction<TStored> Extremes(string name) =>
        ElementCatalog<TStored, T>.ByStored<MinMax<T>, ExtremesState<T>, AsExtremes<TStored, T>, (TStored Min, TStored Max)>(
            name, static o => new(SkipsNaN(o)));

    private static Reduction<TStored> Index<TSide>(string name)
        where TSide : struct, ISide =>
        ElementCatalog<TStored, T>.By<ArgExtreme<T, TSide>, IndexState<T, TSide>, AsIndex<T, TSide>, long>(
            name, static o => new(o.Indexes, SkipsNaN(o)));

    private static Reduction<TStored> Count<TFinish, TResult>(string name)
        where TFinish : struct, IFinish<SumState, TResult>
        where TResult : unmanaged =>
        ElementCatalog<TStored, T>.ByStored<CountNonZero<T>, SumState, TFinish, TResult>(name, static o => new(SkipsNaN(o)));

    private static Reduction<TStored> Describe(string name) =>
        Element.IsFloatingPoint<T>() ? DescribeBy<FloatingSum<T>, ExactSumState<T>>(name, static o => new(new(o.SkipNaN), o.SkipNaN))
        : Element.IsWideInteger<T>() ? DescribeBy<WideIntegerSum<T>, IntegerSumState>(name, static _ => new(default, skipNaN: false))
        : DescribeBytes<T>.IsFor
            ? ElementCatalog<TStored, T>.By<DescribeBytes<T>, DescribeState<T, IntegerSumState>, AsMoments<T, IntegerSumState>, Moments>(
                name, static _ => default)
        : DescribeBy<IntegerSum<T>, IntegerSumState>(name, static _ => new(default, skipNaN: false));

    private static Reduction<TStored> DescribeBy<TSumKernel, TSum>(string name, Func<KernelOptions, Describe<T, TSumKernel, TSum>> create)
        where TSumKernel : struct, IStateKernel<T, TSum>
        where TSum : struct, ISumState =>
        ElementCatalog<TStored, T>.By<Describe<T, TSumKernel, TSum>, DescribeState<T, TSum>, AsMoments<T, TSum>, Moments>(name, create);

    // By a kernel of doubles, once for the real and once for the imaginary parts.
    private static Reduction<TStored> ByParts<TKernel, TState, TFinish, TResult>(
        string name, Func<KernelOptions, TKernel> create, TFinish finish, Reduction<TStored>? exactly = null)
        where TKernel : struct, IStateKernel<double, TState>
        where TState : struct, IState
        where TFinish : struct, IFinish<PairState<TState>, TResult>
        where TResult : unmanaged =>
        ElementCatalog<TStored, Complex>.ByStored<
            Pair<Complex, Converted<Complex, double, ToPart, TKernel, TState>, TState>, PairState<TState>, TFinish, TResult>(
            name,
            options => new(new(new(0, options.SkipNaN), create(options)), new(new(1, options.SkipNaN), create(options))),
            finish,
            exactly);

    // Where nothing can be NaN nothing is left out.
    private static bool SkipsNaN(KernelOptions options) => options.SkipNaN && (Element.KindOf<T>() & ElementKinds.Integers) == 0;
}
