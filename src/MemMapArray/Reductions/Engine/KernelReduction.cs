using System;
using System.Globalization;
using System.Runtime.CompilerServices;

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
        var plan = new ReductionPlan(source.Layout, reduces, resultStrides, Unsafe.SizeOf<TResult>());
        ReductionEngine.Reduce<T, TResult, TKernel>(source, plan, createKernel(plan, settings), results, settings);
    }

    internal override PartialResults<TResult> RunPart(ElementSource source, ReadOnlySpan<bool> reduces, RowRange rows, ReductionSettings settings)
    {
        PartialKey key = PartialKey.Of(this, source.Layout, reduces, settings.SkipNaN);
        settings.CancellationToken.ThrowIfCancellationRequested();
        if (key.ReducesRows)
        {
            PartialForest<T, TResult, TKernel> forest = CreateForest(key);
            forest.Add(source, rows, new ReductionPlan(source.Layout, reduces, stackalloc long[reduces.Length], Unsafe.SizeOf<TResult>(), rows, isPartial: true), settings);
            return forest;
        }

        Layout results = ResultLayout(key.ResultLengths(rows.Count));
        var part = new TResult[results.Length];
        Span<long> strides = stackalloc long[reduces.Length];
        results.ScatterStrides(reduces, strides);
        var plan = new ReductionPlan(source.Layout, reduces, strides, Unsafe.SizeOf<TResult>(), rows);
        unsafe
        {
            fixed (TResult* origin = part)
            {
                ReductionEngine.Reduce<T, TResult, TKernel>(source, plan, createKernel(plan, settings), new ResultMemory((byte*)origin), settings);
            }
        }

        var partial = new PartialRows<TResult>(key);
        partial.Add(rows, part);
        return partial;
    }

    internal override PartialResults<TResult> CreatePart(PartialKey key) => key.ReducesRows ? CreateForest(key) : new PartialRows<TResult>(key);

    private static unsafe Layout ResultLayout(long[] lengths) => Layout.Create(lengths, MemMapOrder.C, 0, sizeof(TResult));

    private unsafe PartialForest<T, TResult, TKernel> CreateForest(PartialKey key)
    {
        Span<long> strides = stackalloc long[key.Reduces.Length];
        ResultLayout(key.ResultLengths()).ScatterStrides(key.Reduces, strides);
        var plan = new ReductionPlan(key.ToLayout(sizeof(T)), key.Reduces, strides, Unsafe.SizeOf<TResult>(), isPartial: true);
        return new(key, plan, createKernel(plan, new ReductionSettings(new ReductionOptions { SkipNaN = key.SkipsNaN })));
    }
}
