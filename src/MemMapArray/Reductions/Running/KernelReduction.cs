using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Engine;
using MemMap.Reductions.Finishing;
using MemMap.Reductions.Kernels;
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
/// <param name="exactly">What is done where results are to be exact, if that is something else.</param>
/// <param name="isCustom">It is the caller's own.</param>
internal sealed class KernelReduction<TStored, T, TState, TKernel, TResult, TFinish>(
    string name,
    Func<KernelOptions, TKernel> createKernel,
    TFinish finish,
    Reduction<TStored, TResult>? exactly = null,
    bool isCustom = false)
    : Reduction<TStored, TResult>
    where TStored : unmanaged
    where T : unmanaged
    where TState : struct, IState
    where TKernel : struct, IStateKernel<T, TState>
    where TResult : unmanaged
    where TFinish : struct, IFinish<TState, TResult>
{
    public override bool IsCustom => isCustom;

    internal override Reduction<TStored, TResult>? Exactly => exactly;

    public override string ToString() => name;

    internal override void Run(in ReductionCall call, ReadOnlySpan<long> resultStrides, ResultMemory results)
    {
        if (exactly is not null && call.Settings.Exact)
        {
            exactly.Run(call, resultStrides, results);
            return;
        }

        Run(call, new ReductionPlan(call.Elements.Layout, call.Reduces, resultStrides, Unsafe.SizeOf<TResult>()), results);
    }

    internal override PartialResults<TResult> RunPart(in ReductionCall call, RowRange rows)
    {
        if (exactly is not null && call.Settings.Exact)
        {
            return exactly.RunPart(call, rows);
        }

        Layout layout = call.Elements.Layout;
        ReductionSettings settings = call.Settings;
        string selection = call.Elements is SelectedElements selected ? selected.ToString() : string.Empty;
        PartialKey key = PartialKey.Of(name, typeof(TStored), selection, layout, call.Reduces, settings.SkipNaN);
        settings.CancellationToken.ThrowIfCancellationRequested();
        if (key.ReducesRows)
        {
            Span<long> none = stackalloc long[layout.Rank];
            var rowsPlan = new ReductionPlan(layout, call.Reduces, none, Unsafe.SizeOf<TResult>(), rows, isPartial: true);
            ReductionPlan plan = PlanOf(key);
            if (key.IsSelected)
            {
                Selected<T, TState, TKernel> kernel = SelectedKernel(settings.SkipNaN, plan.Indexes);
                var some = SelectedForest(key, plan, kernel);
                some.Cover(rows);
                RunPieces<SelectedState<TState>, Selected<T, TState, TKernel>>(some.Pieces, rowsPlan, kernel, call, rows);
                return some;
            }

            TKernel ofAll = createKernel(new(settings.SkipNaN, plan.Indexes));
            PartialForest<T, TState, TKernel, TResult, TFinish> all = new(key, plan, ofAll, finish);
            all.Cover(rows);
            RunPieces<TState, TKernel>(all.Pieces, rowsPlan, ofAll, call, rows);
            return all;
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

    internal override PartialResults<TResult> CreatePart(PartialKey key)
    {
        if (!key.ReducesRows)
        {
            return new PartialRows<TResult>(key);
        }

        ReductionPlan plan = PlanOf(key);
        return key.IsSelected
            ? SelectedForest(key, plan, SelectedKernel(key.SkipsNaN, plan.Indexes))
            : new PartialForest<T, TState, TKernel, TResult, TFinish>(key, plan, createKernel(new(key.SkipsNaN, plan.Indexes)), finish);
    }

    private static unsafe Layout ResultLayout(long[] lengths) => Layout.Create(lengths, MemMapOrder.C, 0, sizeof(TResult));

    private static unsafe ReductionPlan PlanOf(PartialKey key)
    {
        Span<long> strides = stackalloc long[key.Reduces.Length];
        ResultLayout(key.ResultLengths(keepDims: false)).ScatterStrides(key.Reduces, strides);
        return new(key.ToLayout(sizeof(T)), key.Reduces, strides, Unsafe.SizeOf<TResult>(), isPartial: true);
    }

    private static void RunPieces<TAnyState, TAnyKernel>(
        PieceSet pieces, ReductionPlan plan, TAnyKernel kernel, in ReductionCall call, RowRange rows)
        where TAnyState : struct, IState
        where TAnyKernel : struct, IStateKernel<T, TAnyState> =>
        new PiecesRun<T, TAnyState, TAnyKernel>(pieces, plan, kernel, call.Elements, call.Settings).Run(rows);

    private static void Run<TAnyState, TAnyKernel, TAnyFinish>(
        in ReductionCall call, ReductionPlan plan, ResultMemory results, TAnyKernel kernel, TAnyFinish finish)
        where TAnyState : struct, IState
        where TAnyKernel : struct, IStateKernel<T, TAnyState>
        where TAnyFinish : struct, IFinish<TAnyState, TResult>
    {
        var sink = new ResultSink<TAnyState, TResult, TAnyFinish>(plan, kernel.State, finish, results);
        if (plan.Count == 0)
        {
            sink.TakeNothing();
            return;
        }

        var all = new PositionRange(0, plan.Count);
        using var work = new ReductionWork<T, TAnyState, TAnyKernel>(plan, kernel, call.Elements, all, call.Settings.WorkUnitBytes, sink);
        new ReductionScheduler<Forest<TAnyState>>(work, call.Settings).Run();
    }

    private void Run(in ReductionCall call, ReductionPlan plan, ResultMemory results)
    {
        ReductionSettings settings = call.Settings;
        settings.CancellationToken.ThrowIfCancellationRequested();
        if (plan.ResultLength == 0)
        {
            return;
        }

        if (call.Elements is SelectedElements)
        {
            Selected<T, TState, TKernel> kernel = SelectedKernel(settings.SkipNaN, plan.Indexes);
            OfSelected<TState, TResult, TFinish> ofSelected = new(finish);
            Run<SelectedState<TState>, Selected<T, TState, TKernel>, OfSelected<TState, TResult, TFinish>>(
                call, plan, results, kernel, ofSelected);
            return;
        }

        Run<TState, TKernel, TFinish>(call, plan, results, createKernel(new(settings.SkipNaN, plan.Indexes)), finish);
    }

    private Selected<T, TState, TKernel> SelectedKernel(bool skipNaN, TraversalIndexes indexes) =>
        new(some => createKernel(new(skipNaN, some)), indexes);

    private PartialForest<Selectable<T>, SelectedState<TState>, SelectedEdges<T, TState, TKernel>, TResult,
        OfSelected<TState, TResult, TFinish>> SelectedForest(PartialKey key, ReductionPlan plan, Selected<T, TState, TKernel> kernel) =>
        new(key, plan, new(kernel), new(finish));
}
