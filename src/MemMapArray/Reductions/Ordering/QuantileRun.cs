using System;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Ordering;

/// <summary>Finds quantiles along some axes: of short columns by threads that each hold some, of long ones by passes that all threads
/// share.</summary>
/// <typeparam name="TStored">The element type.</typeparam>
/// <param name="call">The elements, and what is reduced of them.</param>
/// <param name="quantiles">What is asked for.</param>
/// <param name="method">By which method; none for the median.</param>
/// <param name="resultStrides">How far results lie apart along each axis, in bytes.</param>
/// <param name="results">Take the quantiles.</param>
/// <param name="limits">How much is held at a time.</param>
internal sealed class QuantileRun<TStored>(
    ReductionCall call, double[] quantiles, QuantileMethod? method, long[] resultStrides, QuantileResults results, OrderingLimits limits)
    : INumberVisitor<TStored, bool>
    where TStored : unmanaged
{
    // So long a run of memory is worth a way to it.
    private const int RunBytes = 64;

    private readonly QuantileRule[] _rules = QuantileRule.Of(quantiles, method, typeof(TStored) == typeof(bool));

    /// <summary>Finds them.</summary>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    public void Run() => Element.AsNumber(this);

    bool INumberVisitor<TStored, bool>.Visit<T>()
    {
        if ((Element.KindOf<T>() & ElementKinds.Numbers) == 0)
        {
            throw Element.HasNoArithmetic<TStored>(ElementKinds.Numbers);
        }

        call.Settings.CancellationToken.ThrowIfCancellationRequested();
        if (_rules.Length == 0)
        {
            return true;
        }

        ReductionPlan plan = PlanOf<T>(out bool isSmall);
        if (plan.ResultLength == 0)
        {
            return true;
        }

        bool skipNaN = call.Settings.SkipNaN;
        var passes = new Passes<T>(plan, call.Elements, call.Settings);
        if (plan.Count == 0)
        {
            WriteGroups(plan, (_, _, _) => double.NaN);
        }
        else if (isSmall)
        {
            int threads = (int)Math.Max(1, Math.Min(int.MaxValue, limits.PassBytes / SmallColumns<T>.Bytes(plan)));
            passes.VisitGroups(() => new SmallColumns<T>(plan, _rules, skipNaN, results), threads);
        }
        else
        {
            var large = new LargeColumns<T>(passes, _rules, skipNaN, limits);
            ColumnRanks<T>[] ranks = [];
            long found = -1;
            WriteGroups(plan, (group, column, rule) =>
            {
                (ranks, found) = found == group ? (ranks, found) : (large.Find(group), group);
                return ranks[column].Result(rule);
            });
        }

        return true;
    }

    private unsafe ReductionPlan PlanOf<T>(out bool isSmall)
        where T : unmanaged
    {
        var plan = new ReductionPlan(call.Elements.Layout, call.Reduces, resultStrides, 1);
        long bytes = plan.Count * sizeof(T);
        if (plan.ContiguousAxisIsReduced)
        {
            isSmall = bytes <= limits.ColumnBytes;
            return plan;
        }

        // Many threads hold fewer columns each, but a run of memory.
        long run = RunBytes / sizeof(T), room = limits.ColumnsBytes / Math.Max(1, bytes);
        long share = limits.PassBytes / call.Settings.Threads / Math.Max(1, bytes);
        long columns = Math.Min(Math.Min(plan.LineLength, room), Math.Max(run, share));
        isSmall = columns > 0 && (columns == plan.LineLength || columns >= run);
        if (!isSmall)
        {
            // What is known of the ranks of each column takes memory, too.
            columns = Math.Max(1, Math.Min(Math.Max(16, 2 * run), limits.RanksBytes / (_rules.Length * ColumnRanks<T>.BytesOfQuantile)));
        }

        return new(call.Elements.Layout, call.Reduces, resultStrides, (int)Math.Max(1, Rules.ResultBytesPerTile / columns));
    }

    private void WriteGroups(ReductionPlan plan, Func<long, int, int, double> value)
    {
        var cursor = new GroupCursor(plan);
        for (cursor.MoveTo(0); cursor.Group < plan.Groups; cursor.MoveNext())
        {
            for (int column = 0; column < cursor.Columns; column++)
            {
                for (int rule = 0; rule < _rules.Length; rule++)
                {
                    results.Write(cursor.ResultOffset(column), _rules[rule].Number, value(cursor.Group, column, rule));
                }
            }
        }
    }
}
