using System;
using MemMap.Reductions.Engine;
using MemMap.Reductions.Plans;
using MemMap.Scheduling;

namespace MemMap.Reductions.Ordering;

/// <summary>A pass over elements: threads take units of it, each with a visitor of its own, whose findings are added up at the
/// end.</summary>
/// <param name="plan">The way through the elements.</param>
/// <param name="source">The elements.</param>
/// <param name="units">How many units there are.</param>
/// <param name="unitOf">What each of them is.</param>
/// <param name="createVisitor">Makes the visitor of a thread.</param>
internal sealed class VisitPass<T>(
    ReductionPlan plan, ElementSource source, long units, Func<long, VisitUnit> unitOf, Func<ElementVisitor<T>> createVisitor)
    : IUnitWork<object>
    where T : unmanaged
{
    private readonly object _gate = new();

    public long UnitCount => units;

    public IUnitWorker<object> CreateWorker() => new Worker(this, createVisitor());

    /// <summary>How many bytes of elements a unit has.</summary>
    public unsafe long BytesOf(long unit)
    {
        VisitUnit what = unitOf(unit);
        long columns = 0;
        for (long group = what.FirstGroup; group < what.EndGroup; group++)
        {
            columns += plan.ColumnsOf(group);
        }

        return columns * what.Positions.Count * sizeof(T);
    }

    private sealed unsafe class Worker(VisitPass<T> pass, ElementVisitor<T> visitor) : IUnitWorker<object>
    {
        private readonly ColumnReader<T> _reader = new(pass.Plan, pass.Source);
        private GroupCursor _cursor = new(pass.Plan);
        private int _together;

        public object? Process(long unit)
        {
            if (visitor.IsDone)
            {
                return null;
            }

            VisitUnit what = pass.UnitOf(unit);
            GroupCursor last = new(pass.Plan);
            last.MoveTo(what.EndGroup - 1);
            _cursor.MoveTo(what.FirstGroup);
            _reader.BeforeUnit(new UnitBytes(pass.Plan, _cursor, last, what.Positions, sizeof(T)));
            visitor.BeginUnit(unit);
            _together = _together > 0 ? _together : visitor.TakesGroupsTogether ? _reader.StartSideBySide() : 1;
            for (int groups; _together > 1 && _cursor.Group < what.EndGroup; _cursor.MoveBy(groups))
            {
                groups = (int)Math.Min(Math.Min(_together, what.EndGroup - _cursor.Group), _cursor.LeftOfRun);
                visitor.VisitGroups(_reader.SideBySide(_cursor, groups), _cursor.ResultsOf(groups));
            }

            for (; _cursor.Group < what.EndGroup; _cursor.MoveNext())
            {
                _reader.Visit(_cursor, what.Positions.Start, what.Positions.End, visitor);
                visitor.EndGroup(_cursor);
            }

            visitor.EndUnit();

            return null;
        }

        public void Complete(long unit, object? outcome)
        {
            // Nothing is put together in order: what visitors find is added.
        }

        public void Dispose()
        {
            _reader.Dispose();
            lock (pass._gate)
            {
                visitor.Merge();
            }
        }
    }

    private ReductionPlan Plan => plan;

    private ElementSource Source => source;

    private VisitUnit UnitOf(long unit) => unitOf(unit);
}
