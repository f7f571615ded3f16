using System;
using System.Numerics;
using MemMap.Reductions.Elements;
using MemMap.Reductions.Finishing;
using MemMap.Reductions.Kernels;
using MemMap.Reductions.Running;
using MemMap.Reductions.States;

namespace MemMap.Reductions.Catalog;

/// <summary>The reductions of the library: the name of each, the element types that have it, its kernel and its result.</summary>
internal sealed class LibraryReductions : IReductionSet
{
    public void AddTo<TStored, T>(ElementCatalog<TStored, T> catalog)
        where TStored : unmanaged
        where T : unmanaged
    {
        catalog.Add("sum", ElementKinds.Numbers, Sum<TStored, T, AsSum>);
        catalog.Add("sum", ElementKinds.Complex, ComplexSum<TStored, AsSum>);
        catalog.Add("mean", ElementKinds.Numbers, Sum<TStored, T, AsMean>);
        catalog.Add("mean", ElementKinds.Complex, ComplexSum<TStored, AsMean>);
        catalog.Add("sum-int64", ElementKinds.Integers, IntegerSum<TStored, T, AsInt64, long>);
        catalog.Add("prod", ElementKinds.Numbers, Product<TStored, T>);
        catalog.AddWithDdof("var", ElementKinds.Numbers, (name, ddof) => Variance<TStored, T, AsVariance>(name, new(ddof)));
        catalog.AddWithDdof("var", ElementKinds.Complex, (name, ddof) => ComplexVariance<TStored, AsVariance>(name, new(ddof)));
        catalog.AddWithDdof("std", ElementKinds.Numbers, (name, ddof) => Variance<TStored, T, AsStandardDeviation>(name, new(ddof)));
        catalog.AddWithDdof("std", ElementKinds.Complex, (name, ddof) => ComplexVariance<TStored, AsStandardDeviation>(name, new(ddof)));
        catalog.Add("min", ElementKinds.Numbers, Extreme<TStored, T, Smallest>);
        catalog.Add("max", ElementKinds.Numbers, Extreme<TStored, T, Largest>);
        catalog.Add("minmax", ElementKinds.Numbers, Extremes<TStored, T>);
        catalog.Add("argmin", ElementKinds.Numbers, Index<TStored, T, Smallest>);
        catalog.Add("argmax", ElementKinds.Numbers, Index<TStored, T, Largest>);
        catalog.Add("count-nonzero", ElementKinds.All, Count<TStored, T, AsCount, long>);
        catalog.Add("any", ElementKinds.All, Count<TStored, T, AsAny, bool>);
        catalog.Add("all", ElementKinds.All, Count<TStored, T, AsAll, bool>);
        catalog.Add("describe", ElementKinds.Numbers, Describe<TStored, T>);
    }

    private static Reduction<TStored> Sum<TStored, T, TFinish>(string name)
        where TStored : unmanaged
        where T : unmanaged
        where TFinish : struct, IFinish<SumState, double>, IFinish<IntegerSumState, double> =>
        Element.IsFloatingPoint<T>()
            ? ElementCatalog<TStored, T>.By<FloatingSum<T>, SumState, TFinish, double>(name, static o => new(o.SkipNaN))
            : IntegerSum<TStored, T, TFinish, double>(name);

    private static Reduction<TStored> IntegerSum<TStored, T, TFinish, TResult>(string name)
        where TStored : unmanaged
        where T : unmanaged
        where TFinish : struct, IFinish<IntegerSumState, TResult>
        where TResult : unmanaged =>
        Element.IsWideInteger<T>()
            ? ElementCatalog<TStored, T>.By<WideIntegerSum<T>, IntegerSumState, TFinish, TResult>(name, static _ => default)
            : ElementCatalog<TStored, T>.By<IntegerSum<T>, IntegerSumState, TFinish, TResult>(name, static _ => default);

    private static Reduction<TStored> Product<TStored, T>(string name)
        where TStored : unmanaged
        where T : unmanaged =>
        ElementCatalog<TStored, T>.By<Product<T>, ProductState, AsProduct, double>(name, static o => new(SkipsNaN<T>(o)));

    private static Reduction<TStored> ComplexSum<TStored, TFinish>(string name)
        where TStored : unmanaged
        where TFinish : struct, IFinish<SumState, double> =>
        ByParts<TStored, FloatingSum<double>, SumState, AsComplex<SumState, TFinish>, Complex>(name, static o => new(o.SkipNaN), default);

    private static Reduction<TStored> Variance<TStored, T, TFinish>(string name, TFinish finish)
        where TStored : unmanaged
        where T : unmanaged
        where TFinish : struct, IFinish<VarianceState, double> =>
        Element.IsWideInteger<T>()
            ? ElementCatalog<TStored, T>.By<WideIntegerVariance<T>, VarianceState, TFinish, double>(name, static _ => default, finish)
            : ElementCatalog<TStored, T>.By<Variance<T>, VarianceState, TFinish, double>(name, static o => new(SkipsNaN<T>(o)), finish);

    private static Reduction<TStored> ComplexVariance<TStored, TFinish>(string name, TFinish finish)
        where TStored : unmanaged
        where TFinish : struct, IFinish<PairState<VarianceState>, double> =>
        ByParts<TStored, Variance<double>, VarianceState, TFinish, double>(name, static o => new(o.SkipNaN), finish);

    private static Reduction<TStored> Extreme<TStored, T, TSide>(string name)
        where TStored : unmanaged
        where T : unmanaged
        where TSide : struct, ISide =>
        ElementCatalog<TStored, T>.ByStored<Extreme<T, TSide>, ExtremeState<T, TSide>, AsExtreme<TStored, T, TSide>, TStored>(
            name, static o => new(SkipsNaN<T>(o)));

    private static Reduction<TStored> Extremes<TStored, T>(string name)
        where TStored : unmanaged
        where T : unmanaged =>
        ElementCatalog<TStored, T>.ByStored<MinMax<T>, ExtremesState<T>, AsExtremes<TStored, T>, (TStored Min, TStored Max)>(
            name, static o => new(SkipsNaN<T>(o)));

    private static Reduction<TStored> Index<TStored, T, TSide>(string name)
        where TStored : unmanaged
        where T : unmanaged
        where TSide : struct, ISide =>
        ElementCatalog<TStored, T>.By<ArgExtreme<T, TSide>, IndexState<T, TSide>, AsIndex<T, TSide>, long>(
            name, static o => new(o.Indexes, SkipsNaN<T>(o)));

    private static Reduction<TStored> Count<TStored, T, TFinish, TResult>(string name)
        where TStored : unmanaged
        where T : unmanaged
        where TFinish : struct, IFinish<SumState, TResult>
        where TResult : unmanaged =>
        ElementCatalog<TStored, T>.ByStored<CountNonZero<T>, SumState, TFinish, TResult>(name, static o => new(SkipsNaN<T>(o)));

    private static Reduction<TStored> Describe<TStored, T>(string name)
        where TStored : unmanaged
        where T : unmanaged =>
        Element.IsFloatingPoint<T>() ? DescribeBy<TStored, T, FloatingSum<T>, SumState>(name, static o => new(new(o.SkipNaN), o.SkipNaN))
        : Element.IsWideInteger<T>() ? DescribeBy<TStored, T, WideIntegerSum<T>, IntegerSumState>(name, static _ => new(default, skipNaN: false))
        : DescribeBy<TStored, T, IntegerSum<T>, IntegerSumState>(name, static _ => new(default, skipNaN: false));

    private static Reduction<TStored> DescribeBy<TStored, T, TSumKernel, TSum>(string name, Func<KernelOptions, Describe<T, TSumKernel, TSum>> create)
        where TStored : unmanaged
        where T : unmanaged
        where TSumKernel : struct, IStateKernel<T, TSum>
        where TSum : struct, ISumState =>
        ElementCatalog<TStored, T>.By<Describe<T, TSumKernel, TSum>, DescribeState<T, TSum>, AsMoments<T, TSum>, Moments>(name, create);

    // By a kernel of doubles, once for the real and once for the imaginary parts.
    private static KernelReduction<TStored, Complex, PairState<TState>, Pair<Complex, Converted<Complex, double, ToPart, TKernel, TState>, TState>, TResult, TFinish>
        ByParts<TStored, TKernel, TState, TFinish, TResult>(string name, Func<KernelOptions, TKernel> create, TFinish finish)
        where TStored : unmanaged
        where TKernel : struct, IStateKernel<double, TState>
        where TState : struct, IState
        where TFinish : struct, IFinish<PairState<TState>, TResult>
        where TResult : unmanaged =>
        new(name, options => new(new(new(0, options.SkipNaN), create(options)), new(new(1, options.SkipNaN), create(options))), finish);

    // Where nothing can be NaN nothing is left out.
    private static bool SkipsNaN<T>(KernelOptions options) => options.SkipNaN && (Element.KindOf<T>() & ElementKinds.Integers) == 0;
}
