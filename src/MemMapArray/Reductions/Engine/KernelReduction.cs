using System;
using System.Globalization;

namespace MemMap.Reductions;

/// <summary>A reduction that a kernel does.</summary>
/// <typeparam name="TStored">The element type of sources.</typeparam>
/// <typeparam name="T">The same elements as the kernel knows them: their bytes in the order of this machine.</typeparam>
/// <typeparam name="TResult">The type of a result.</typeparam>
/// <typeparam name="TKernel">The kernel.</typeparam>
/// <param name="name">The reduction's name.</param>
/// <param name="createKernel">Makes the kernel for a run.</param>
/// <param name="ddof">A parameter that is part of the name.</param>
internal sealed class KernelReduction<TStored, T, TResult, TKernel>(string name, Func<ReductionPlan, ReductionSettings, TKernel> createKernel, double? ddof = null) : Reduction<TStored, TResult>
    where TStored : unmanaged
    where T : unmanaged
    where TResult : unmanaged
    where TKernel : struct, IReductionKernel<T, TResult>
{
    public override string ToString() => ddof is { } value ? $"{name}(ddof={value.ToString("R", CultureInfo.InvariantCulture)})" : name;

    internal override void Run(ElementSource source, ReadOnlySpan<bool> reduces, ReadOnlySpan<long> resultStrides, ResultMemory results, ReductionSettings settings)
    {
        var plan = new ReductionPlan(source.Layout, reduces, resultStrides);
        ReductionEngine.Reduce<T, TResult, TKernel>(source, plan, createKernel(plan, settings), results, settings);
    }

    internal override PartialResults<TResult> RunPart(ElementSource source, ReadOnlySpan<bool> reduces, RowRange rows, ReductionSettings settings) => throw new NotImplementedException();

    internal override PartialResults<TResult> CreatePart(PartialKey key) => throw new NotImplementedException();
}
