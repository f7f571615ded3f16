using System;
using MemMap.Mapping;

namespace MemMap.Reductions;

/// <summary>The one way from a view to the results of a reduction: plan, units of work, blocks or rows, kernel, merge tree.</summary>
internal static unsafe class ReductionEngine
{
    /// <summary>So many columns at a time that their states stay in the cache.</summary>
    public const int ColumnsPerTile = 1024;

    /// <summary>Reduces the axes that <paramref name="reduces"/> names, and gives a result for each index of the others, in C order.</summary>
    public static TResult[] Reduce<T, TState, TResult, TKernel>(Window window, ReadOnlySpan<bool> reduces, TKernel kernel, ReductionSettings settings)
        where T : unmanaged
        where TKernel : struct, IReductionKernel<T, TState, TResult>
    {
        settings.CancellationToken.ThrowIfCancellationRequested();
        var plan = new ReductionPlan(window.Layout, reduces);
        using Lease lease = window.Region.Lease();
        var results = new TResult[plan.ResultLength];
        if (results.Length == 0)
        {
            return results;
        }

        if (plan.Count == 0)
        {
            results.AsSpan().Fill(kernel.Finish(default!, 0));
            return results;
        }

        byte* first = lease.Origin + plan.Offset;
        IReductionWork work = plan.ContiguousAxisIsReduced
            ? new BlockReduction<T, TState, TResult, TKernel>(plan, first, kernel, results, settings.WorkUnitBytes)
            : new ColumnReduction<T, TState, TResult, TKernel>(plan, first, kernel, results, settings.WorkUnitBytes);
        new ReductionScheduler(work, settings, window.Region.File, window.Layout.ByteRange().End).Run();
        return results;
    }

    /// <summary>Processors make NaNs with different bits; a result has one.</summary>
    public static double Canonical(double value) => double.IsNaN(value) ? double.NaN : value;
}
