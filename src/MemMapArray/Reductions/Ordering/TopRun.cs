using System;
using System.Linq;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Ordering;

/// <summary>Finds the largest or the smallest elements of columns, and where they are: of short ones by threads that each have some, of
/// long ones by threads that share one group of columns after the other.</summary>
/// <typeparam name="TStored">The element type.</typeparam>
/// <param name="call">The elements, and what is reduced of them.</param>
/// <param name="rule">Which elements come first.</param>
/// <param name="resultStrides">How far results lie apart along each axis, in elements.</param>
/// <param name="results">Take them.</param>
internal sealed class TopRun<TStored>(ReductionCall call, TopRule rule, long[] resultStrides, TopResults<TStored> results)
    : INumberVisitor<TStored, bool>
    where TStored : unmanaged
{
    // So many columns have a thread's candidates at least, as neighbours share the bytes that are read.
    private const int LeastColumns = 16;
    private const int CandidateBytes = 32;

    /// <summary>Finds them.</summary>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    public void Run() => Element.AsNumber(this);

    unsafe bool INumberVisitor<TStored, bool>.Visit<T>()
    {
        if ((Element.KindOf<T>() & ElementKinds.Numbers) == 0)
        {
            throw Element.HasNoArithmetic<TStored>(ElementKinds.Numbers);
        }

        call.Settings.CancellationToken.ThrowIfCancellationRequested();
        int share = (int)Math.Min((long)rule.Most * CandidateBytes, Rules.ResultBytesPerTile / LeastColumns);
        var plan = new ReductionPlan(call.Elements.Layout, call.Reduces, resultStrides, Math.Max(1, share));
        if (results.Values.Length == 0)
        {
            return true;
        }

        var passes = new Passes<T>(plan, call.Elements, call.Settings);
        if (plan.Groups > 1 && plan.Count * plan.Columns * sizeof(T) <= call.Settings.WorkUnitBytes)
        {
            passes.VisitGroups(() => new TopOfGroups<TStored, T>(plan, rule, results));
            return true;
        }

        var cursor = new GroupCursor(plan);
        for (cursor.MoveTo(0); cursor.Group < plan.Groups; cursor.MoveNext())
        {
            Candidates[] all = [.. Enumerable.Range(0, cursor.Columns).Select(_ => new Candidates(rule.Most))];
            passes.VisitGroup(cursor.Group, () => new TopOfParts<T>(all, rule, plan.Indexes));
            for (int column = 0; column < all.Length; column++)
            {
                results.Write<T>(cursor.ResultOffset(column), all[column], rule);
            }
        }

        return true;
    }
}
