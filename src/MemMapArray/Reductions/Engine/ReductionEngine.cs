using System.Runtime.CompilerServices;

namespace MemMap.Reductions;

/// <summary>The one way from elements to the results of a reduction: plan, units of work, blocks or rows, kernel, forest.</summary>
internal static unsafe class ReductionEngine
{
    /// <summary>Reduces all of a plan's elements and writes each result to its place.</summary>
    public static void Reduce<T, TResult, TKernel>(ElementSource source, ReductionPlan plan, TKernel kernel, ResultMemory results, ReductionSettings settings)
        where T : unmanaged
        where TResult : unmanaged
        where TKernel : struct, IReductionKernel<T, TResult>
    {
        settings.CancellationToken.ThrowIfCancellationRequested();
        if (plan.ResultLength == 0)
        {
            return;
        }

        if (plan.Count > 0)
        {
            var positions = new PositionRange(0, plan.Count);
            using var work = new ReductionWork<T, TResult, TKernel>(plan, kernel, source, positions, settings.WorkUnitBytes, results);
            new ReductionScheduler(work, settings).Run();
            return;
        }

        results.RequirePages();
        var group = new GroupCursor(plan);
        for (group.MoveTo(0); group.Group < plan.Groups; group.MoveNext())
        {
            for (int column = 0; column < group.Columns; column++)
            {
                Unsafe.WriteUnaligned(results.Origin + group.ResultOffset(column), kernel.FinishEmpty());
            }
        }
    }

    /// <summary>Processors make NaNs with different bits; a result has one.</summary>
    public static double Canonical(double value) => double.IsNaN(value) ? double.NaN : value;
}
