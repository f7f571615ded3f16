using System;
using System.Numerics;

namespace MemMap.Reductions.Kernels;

/// <summary>Which kernels reduce elements of one type.</summary>
/// <typeparam name="TStored">The element type.</typeparam>
/// <typeparam name="T">The same with its bytes in the order of this machine, as kernels know it.</typeparam>
internal sealed class ElementReductions<TStored, T> : ElementReductions<TStored>
    where TStored : unmanaged
    where T : unmanaged
{
    public override Reduction<TStored, double> Sum => field ??= SumOrMean(isMean: false);

    public override Reduction<TStored, double> Mean => field ??= SumOrMean(isMean: true);

    public override Reduction<TStored, double> Prod => field ??= Element.IsNumber<T>()
        ? new KernelReduction<TStored, T, double, Product<T>>("prod", static (_, settings) => new(settings.SkipNaN && Element.IsFloatingPoint<T>()))
        : throw HasNone();

    public override Reduction<TStored, long> SumInt64 => field ??= Element.IsInteger<T>()
        ? new KernelReduction<TStored, T, long, ExactSum<T>>("sum-int64", static (_, _) => default)
        : throw Element.HasNoArithmetic<TStored>(Element.SupportedIntegers);

    public override Reduction<TStored, TStored> Min => field ??= Extreme(isMax: false);

    public override Reduction<TStored, TStored> Max => field ??= Extreme(isMax: true);

    public override Reduction<TStored, (TStored Min, TStored Max)> MinMax => field ??= Element.IsNumber<T>()
        ? new KernelReduction<TStored, T, (TStored Min, TStored Max), MinMax<TStored, T>>("minmax", static (_, settings) => new(settings.SkipNaN))
        : throw HasNone();

    public override Reduction<TStored, long> ArgMin => field ??= ArgExtreme(isMax: false);

    public override Reduction<TStored, long> ArgMax => field ??= ArgExtreme(isMax: true);

    public override Reduction<TStored, long> CountNonZero => field ??= HasZero
        ? new KernelReduction<TStored, T, long, CountNonZero<T>>("count-nonzero", static (_, settings) => new(settings.SkipNaN && HasNaN))
        : throw HasNoneNorComplex();

    public override Reduction<TStored, bool> Any => field ??= AnyOrAll(isAll: false);

    public override Reduction<TStored, bool> All => field ??= AnyOrAll(isAll: true);

    public override Reduction<TStored, Moments> Describe => field ??= CreateDescribe();

    private static bool HasZero => Element.IsNumber<T>() || typeof(T) == typeof(Complex);

    private static bool HasNaN => Element.IsFloatingPoint<T>() || typeof(T) == typeof(Complex);

    public override Reduction<TStored, double> VarOrStd(bool isRoot, double ddof)
    {
        string name = isRoot ? "std" : "var";
        return Element.IsWideInteger<T>() ? new KernelReduction<TStored, T, double, WideIntegerVariance<T>>(name, (_, _) => new(isRoot, ddof), ddof)
            : Element.IsNumber<T>()
                ? new KernelReduction<TStored, T, double, Variance<T>>(name, (_, settings) => new(isRoot, ddof, settings.SkipNaN && Element.IsFloatingPoint<T>()), ddof)
            : typeof(T) == typeof(Complex)
                ? new KernelReduction<TStored, Complex, double, ComplexVariance>(name, (_, settings) => new(isRoot, ddof, settings.SkipNaN), ddof)
            : throw HasNoneNorComplex();
    }

    private static Reduction<TStored, double> SumOrMean(bool isMean)
    {
        string name = isMean ? "mean" : "sum";
        return Element.IsFloatingPoint<T>() ? new KernelReduction<TStored, T, double, FloatingSum<T>>(name, (_, settings) => new(isMean, settings.SkipNaN))
            : Element.IsWideInteger<T>() ? new KernelReduction<TStored, T, double, WideIntegerSum<T>>(name, (_, _) => new(isMean))
            : Element.IsInteger<T>() ? new KernelReduction<TStored, T, double, IntegerSum<T>>(name, (_, _) => new(isMean))
            : typeof(T) == typeof(Complex) ? throw new NotSupportedException($"The {name} of Complex is no double: Reduction.ComplexSum and ComplexMean give it.")
            : throw HasNone();
    }

    private static Reduction<TStored, TStored> Extreme(bool isMax) => Element.IsNumber<T>()
        ? new KernelReduction<TStored, T, TStored, Extreme<TStored, T>>(isMax ? "max" : "min", (_, settings) => new(isMax, settings.SkipNaN))
        : throw HasNone();

    private static Reduction<TStored, long> ArgExtreme(bool isMax) => Element.IsNumber<T>()
        ? new KernelReduction<TStored, T, long, ArgExtreme<T>>(isMax ? "argmax" : "argmin", (plan, settings) => new(plan.Indexes, isMax, settings.SkipNaN && Element.IsFloatingPoint<T>()))
        : throw HasNone();

    private static Reduction<TStored, Moments> CreateDescribe() =>
        Element.IsFloatingPoint<T>() ? DescribeWith<FloatingSum<T>>(static skipNaN => new(isMean: true, skipNaN))
        : Element.IsWideInteger<T>() ? DescribeWith<WideIntegerSum<T>>(static _ => new(isMean: true))
        : Element.IsInteger<T>() ? DescribeWith<IntegerSum<T>>(static _ => new(isMean: true))
        : throw HasNone();

    private static KernelReduction<TStored, T, Moments, Describe<T, TMean>> DescribeWith<TMean>(Func<bool, TMean> createMean)
        where TMean : struct, IReductionKernel<T, double> => new("describe", (_, settings) => new(createMean(settings.SkipNaN), settings.SkipNaN));

    private static Reduction<TStored, bool> AnyOrAll(bool isAll) => HasZero
        ? new KernelReduction<TStored, T, bool, AnyOrAll<T>>(isAll ? "all" : "any", (_, settings) => new(isAll, settings.SkipNaN && HasNaN))
        : throw HasNoneNorComplex();

    private static NotSupportedException HasNone() => Element.HasNoArithmetic<TStored>(Element.Supported);

    private static NotSupportedException HasNoneNorComplex() => Element.HasNoArithmetic<TStored>(Element.Supported + ", and for Complex");
}
