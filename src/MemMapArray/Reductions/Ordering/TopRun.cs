using System;
using System.Collections.Generic;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Ordering;

/// <summary>Finds the largest or the smallest of all elements, and where they are.</summary>
/// <typeparam name="TStored">The element type.</typeparam>
/// <param name="call">The elements.</param>
/// <param name="most">How many are asked for.</param>
/// <param name="isLargest">The largest; otherwise the smallest.</param>
internal sealed class TopRun<TStored>(ReductionCall call, int most, bool isLargest) : INumberVisitor<TStored, (TStored[] Values, long[] Indexes)>
    where TStored : unmanaged
{
    /// <summary>Finds them.</summary>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    public (TStored[] Values, long[] Indexes) Run() => Element.AsNumber(this);

    (TStored[] Values, long[] Indexes) INumberVisitor<TStored, (TStored[] Values, long[] Indexes)>.Visit<T>()
    {
        if ((Element.KindOf<T>() & ElementKinds.Numbers) == 0)
        {
            throw Element.HasNoArithmetic<TStored>(ElementKinds.Numbers);
        }

        call.Settings.CancellationToken.ThrowIfCancellationRequested();
        var plan = new ReductionPlan(call.Elements.Layout, call.Reduces, new long[call.Reduces.Length], 1);
        int some = (int)Math.Min(most, plan.Count);
        if (some == 0)
        {
            return ([], []);
        }

        var all = new Candidates(some);
        new Passes<T>(plan, call.Elements, call.Settings)
            .VisitGroup(0, () => new TopVisitor<T>(all, some, isLargest, call.Settings.SkipNaN, plan.Indexes));
        List<(long Rank, long Index)> found = all.ToOrder();
        var values = new TStored[found.Count];
        long[] indexes = new long[found.Count];
        for (int i = 0; i < values.Length; i++)
        {
            (long rank, indexes[i]) = found[i];
            T value = Element.IsFloatingPoint<T>() && rank == TopVisitor<T>.OfNaN
                ? Element.NaN<T>()
                : OrderKey.ToElement<T>(isLargest ? rank : ~rank);
            values[i] = Element.ToStored<TStored, T>(value);
        }

        return (values, indexes);
    }
}
