namespace MemMap.Reductions.Kernels;

/// <summary>
/// The reductions of <see langword="bool"/>: those of its bytes, 0 and 1. Where another byte would count as itself, <see cref="Truths{TResult, TKernel}"/>
/// makes it 1 first.
/// </summary>
internal sealed class BooleanReductions : ElementReductions<bool>
{
    public override Reduction<bool, double> Sum => field ??= OfTruths<double, IntegerSum<byte>>("sum", new(isMean: false));

    public override Reduction<bool, double> Mean => field ??= OfTruths<double, IntegerSum<byte>>("mean", new(isMean: true));

    public override Reduction<bool, double> Prod => field ??= OfTruths<double, Product<byte>>("prod", new(skipNaN: false));

    public override Reduction<bool, long> SumInt64 => field ??= OfTruths<long, ExactSum<byte>>("sum-int64", default);

    public override Reduction<bool, bool> Min => field ??= OfBytes<bool, Extreme<bool, byte>>("min", new(isMax: false, skipNaN: false));

    public override Reduction<bool, bool> Max => field ??= OfBytes<bool, Extreme<bool, byte>>("max", new(isMax: true, skipNaN: false));

    public override Reduction<bool, (bool Min, bool Max)> MinMax => field ??= OfBytes<(bool Min, bool Max), MinMax<bool, byte>>("minmax", new(skipNaN: false));

    public override Reduction<bool, long> ArgMin => field ??= ArgExtreme(isMax: false);

    public override Reduction<bool, long> ArgMax => field ??= ArgExtreme(isMax: true);

    public override Reduction<bool, long> CountNonZero => field ??= OfBytes<long, CountNonZero<byte>>("count-nonzero", new(skipNaN: false));

    public override Reduction<bool, bool> Any => field ??= OfBytes<bool, AnyOrAll<byte>>("any", new(isAll: false, skipNaN: false));

    public override Reduction<bool, bool> All => field ??= OfBytes<bool, AnyOrAll<byte>>("all", new(isAll: true, skipNaN: false));

    public override Reduction<bool, Moments> Describe => field ??= OfTruths<Moments, Describe<byte, IntegerSum<byte>>>("describe", new(new(isMean: true), skipNaN: false));

    public override Reduction<bool, double> VarOrStd(bool isRoot, double ddof) =>
        new KernelReduction<bool, byte, double, Truths<double, Variance<byte>>>(isRoot ? "std" : "var", (_, _) => new(new(isRoot, ddof, skipNaN: false)), ddof);

    private static KernelReduction<bool, byte, long, Truths<long, ArgExtreme<byte>>> ArgExtreme(bool isMax) =>
        new(isMax ? "argmax" : "argmin", (plan, _) => new(new(plan.Indexes, isMax, skipNaN: false)));

    private static KernelReduction<bool, byte, TResult, Truths<TResult, TKernel>> OfTruths<TResult, TKernel>(string name, TKernel kernel)
        where TResult : unmanaged
        where TKernel : struct, IReductionKernel<byte, TResult> => new(name, (_, _) => new(kernel));

    private static KernelReduction<bool, byte, TResult, TKernel> OfBytes<TResult, TKernel>(string name, TKernel kernel)
        where TResult : unmanaged
        where TKernel : struct, IReductionKernel<byte, TResult> => new(name, (_, _) => kernel);
}
