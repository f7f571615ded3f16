using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Engine;
using MemMap.Reductions.Partials;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Running;

/// <summary>A reduction that a kernel does: what a call comes to, whole or in part.</summary>
/// <typeparam name="TStored">The element type of sources.</typeparam>
/// <typeparam name="T">The same elements as the kernel knows them: their bytes in the order of this machine.</typeparam>
/// <typeparam name="TState">What the kernel makes of elements.</typeparam>
/// <typeparam name="TKernel">The kernel.</typeparam>
/// <typeparam name="TResult">The type of a result.</typeparam>
/// <typeparam name="TFinish">Makes results of states.</typeparam>
/// <param name="name">The reduction's name, with its parameters.</param>
/// <param name="createKernel">Makes the kernel for a run.</param>
/// <param name="finish">Makes results of states.</param>
/// <param name="isCustom">It is the caller's own.</param>
internal sealed class KernelReduction<TStored, T, TState, TKernel, TResult, TFinish>(
    string name, Func<KernelOptions, TKernel> createKernel, TFinish finish, bool isCustom = false)
    : Reduction<TStored, TResult>
    where TStored : unmanaged
    where T : unmanaged
    where TState : struct, IState
    where TKernel : struct, IStateKernel<T, TState>
    where TResult : unmanaged
    where TFinish : struct, IFinish<TState, TResult>
{
    public override bool IsCustom => isCustom;

    public override string ToString() => name;

    internal override void Run(in ReductionCall call, ReadOnlySpan<long> resultStrides, ResultMemory results) =>
        Run(call, new ReductionPlan(call.Elements.Layout, call.Reduces, resultStrides, Unsafe.SizeOf<TResult>()), results);

    internal override PartialResults<TResult> RunPart(in ReductionCall call, RowRange rows)
    {
        Layout layout = call.Elements.Layout;
        ReductionSettings settings = call.Settings;
        PartialKey key = PartialKey.Of(name, typeof(TStored), layout, call.Reduces, settings.SkipNaN);
        settings.CancellationToken.ThrowIfCancellationRequested();
        if (key.ReducesRows)
        {
            (PartialForest<T, TState, TKernel, TResult, TFinish> forest, TKernel kernel) = CreateForest(key);
            Span<long> none = stackalloc long[layout.Rank];
            var rowsPlan = new ReductionPlan(layout, call.Reduces, none, Unsafe.SizeOf<TResult>(), rows, isPartial: true);
            forest.Cover(rows);
            new PiecesRun<T, TState, TKernel>(forest.Pieces, rowsPlan, kernel, call.Elements, settings).Run(rows);
            return forest;
        }

        Layout results = ResultLayout(key.ResultLengths(rows.Count));
        var part = new TResult[results.Length];
        Span<long> strides = stackalloc long[layout.Rank];
        results.ScatterStrides(call.Reduces, strides);
        unsafe
        {
            fixed (TResult* origin = part)
            {
                var plan = new ReductionPlan(layout, call.Reduces, strides, sizeof(TResult), rows);
                Run(call, plan, new ResultMemory((byte*)origin));
            }
        }

        var partial = new PartialRows<TResult>(key);
        partial.Add(rows, part);
        return partial;
    }

    internal override PartialResults<TResult> CreatePart(PartialKey key) =>
        key.ReducesRows ? CreateForest(key).Forest : new PartialRows<TResult>(key);

    private static unsafe Layout ResultLayout(long[] lengths) => Layout.Create(lengths, MemMapOrder.C, 0, sizeof(TResult));

    private void Run(in ReductionCall call, ReductionPlan plan, ResultMemory results)
    {
        ReductionSettings settings = call.Settings;
        settings.CancellationToken.ThrowIfCancellationRequested();
        if (plan.ResultLength == 0)
        {
            return;
        }

        TKernel kernel = createKernel(new(settings.SkipNaN, plan.Indexes));
        var sink = new ResultSink<TState, TResult, TFinish>(plan, kernel.State, finish, results);
        if (plan.Count == 0)
        {
            sink.TakeNothing();
            return;
        }

        var all = new PositionRange(0, plan.Count);
        using var work = new ReductionWork<T, TState, TKernel>(plan, kernel, call.Elements, all, settings.WorkUnitBytes, sink);
        new ReductionScheduler<Forest<TState>>(work, settings).Run();
    }

    private unsafe (PartialForest<T, TState, TKernel, TResult, TFinish> Forest, TKernel Kernel) CreateForest(PartialKey key)
    {
        Span<long> strides = stackalloc long[key.Reduces.Length];
        ResultLayout(key.ResultLengths()).ScatterStrides(key.Reduces, strides);
        var plan = new ReductionPlan(key.ToLayout(sizeof(T)), key.Reduces, strides, Unsafe.SizeOf<TResult>(), isPartial: true);
        TKernel kernel = createKernel(new(key.SkipsNaN, plan.Indexes));
        return (new(key, plan, kernel, finish), kernel);
    }
}
