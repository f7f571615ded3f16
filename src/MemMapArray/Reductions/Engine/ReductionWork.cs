using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions;

/// <summary>
/// The leaves of each group of results, in units: a subtree of a group's leaves, or several groups where one is small.
/// </summary>
internal sealed unsafe class ReductionWork<T, TResult, TKernel> : IReductionWork
    where T : unmanaged
    where TResult : unmanaged
    where TKernel : struct, IReductionKernel<T, TResult>
{
    private readonly ReductionPlan _plan;
    private readonly TKernel _kernel;
    private readonly ElementSource _source;
    private readonly ResultMemory _results;
    private readonly Action<GroupCursor, Forest<T, TResult, TKernel>>? _keep;
    private readonly PositionRange _positions;
    private readonly long _firstLeaf;
    private readonly long _leaves;
    private readonly long _leavesPerUnit = 1;
    private readonly long _unitsPerGroup;
    private readonly long _groupsPerUnit;
    private readonly Forest<T, TResult, TKernel>? _forest;
    private GroupCursor _cursor;

    /// <param name="plan">What lies where.</param>
    /// <param name="kernel">What is done.</param>
    /// <param name="source">The elements.</param>
    /// <param name="positions">Of each result the positions to reduce: from a border of leaves to another, or to the end.</param>
    /// <param name="workUnitBytes">About how many bytes a unit has.</param>
    /// <param name="results">Where results are written, unless forests are kept.</param>
    /// <param name="keep">Takes the forest of each group instead of finishing it, on any thread, and in any order. The forest is used again afterwards.</param>
    public ReductionWork(
        ReductionPlan plan,
        TKernel kernel,
        ElementSource source,
        PositionRange positions,
        long workUnitBytes,
        ResultMemory results,
        Action<GroupCursor, Forest<T, TResult, TKernel>>? keep = null)
    {
        _plan = plan;
        _kernel = kernel;
        _source = source;
        _results = results;
        _keep = keep;
        _positions = positions;
        _firstLeaf = positions.Start / plan.PositionsPerLeaf;
        _leaves = ((positions.End + plan.PositionsPerLeaf - 1) / plan.PositionsPerLeaf) - _firstLeaf;
        long leafBytes = (long)plan.PositionsPerLeaf * plan.Columns * sizeof(T);
        while (_leavesPerUnit * 2 * leafBytes <= workUnitBytes)
        {
            _leavesPerUnit *= 2;
        }

        _unitsPerGroup = UnitOf(_firstLeaf + _leaves - 1) - UnitOf(_firstLeaf) + 1;
        long groupBytes = (positions.End - positions.Start) * plan.Columns * sizeof(T);
        _groupsPerUnit = _unitsPerGroup > 1 ? 1 : Math.Max(1, Math.Min(plan.Groups, workUnitBytes / groupBytes));
        _forest = _unitsPerGroup > 1 ? new(kernel, plan.Columns, _leaves) : null;
        _cursor = new(plan);
        _cursor.MoveTo(0);
    }

    public long UnitCount => _unitsPerGroup > 1 ? _plan.Groups * _unitsPerGroup : (_plan.Groups + _groupsPerUnit - 1) / _groupsPerUnit;

    public long TotalBytes => _plan.ResultLength * (_positions.End - _positions.Start) * sizeof(T);

    public long BytesOf(long unit)
    {
        long columns = 0;
        (long group, long end) = GroupsOf(unit);
        for (; group < end; group++)
        {
            columns += _plan.ColumnsOf(group);
        }

        PositionRange positions = PositionsOf(unit);
        return (positions.End - positions.Start) * columns * sizeof(T);
    }

    public IReductionWorker CreateWorker() => new Worker(this);

    public void Dispose() => _forest?.Dispose();

    private long UnitOf(long leaf) => leaf / _leavesPerUnit;

    private (long First, long End) GroupsOf(long unit)
    {
        long first = unit / _unitsPerGroup * _groupsPerUnit;
        return (first, Math.Min(first + _groupsPerUnit, _plan.Groups));
    }

    private PositionRange PositionsOf(long unit)
    {
        long perUnit = _leavesPerUnit * _plan.PositionsPerLeaf, start = (UnitOf(_firstLeaf) + (unit % _unitsPerGroup)) * perUnit;
        return new(Math.Max(start, _positions.Start), Math.Min(start + perUnit, _positions.End));
    }

    [MethodImpl(HotPath.Optimized)]
    private void Finish(in GroupCursor group, Forest<T, TResult, TKernel> forest)
    {
        if (_keep is not null)
        {
            _keep(group, forest);
            return;
        }

        fixed (byte* memory = forest.Memory)
        {
            byte* states = forest.Fold(memory);
            for (int column = 0; column < forest.Columns; column++)
            {
                Unsafe.WriteUnaligned(_results.Origin + group.ResultOffset(column), _kernel.Finish(states, column, forest.Columns, _plan.Count));
            }
        }
    }

    private sealed class Worker(ReductionWork<T, TResult, TKernel> work) : IReductionWorker
    {
        private readonly LeafReducer<T, TResult, TKernel> _leaves = new(work._plan, work._kernel, work._source);
        private readonly Forest<T, TResult, TKernel>? _own = work._unitsPerGroup > 1 ? null : new(work._kernel, work._plan.Columns, work._leaves);
        private GroupCursor _cursor = new(work._plan);

        [MethodImpl(HotPath.Optimized)]
        public object? Process(long unit)
        {
            (long group, long end) = work.GroupsOf(unit);
            PositionRange positions = work.PositionsOf(unit);
            long firstLeaf = positions.Start / work._plan.PositionsPerLeaf;
            GroupCursor last = _cursor;
            if (end - group > 1)
            {
                last.MoveTo(end - 1);
            }

            _cursor.MoveTo(group);
            _leaves.BeforeUnit(new UnitBytes(work._plan, _cursor, end - group > 1 ? last : _cursor, positions, sizeof(T)));
            work._results.RequirePages();
            if (_own is null)
            {
                var forest = new Forest<T, TResult, TKernel>(work._kernel, _cursor.Columns, work._leavesPerUnit);
                forest.Clear(firstLeaf, _cursor.Columns);
                _leaves.Reduce(_cursor, positions.Start, positions.End, forest);
                return forest;
            }

            if (work._keep is null && _leaves.IsInPlace)
            {
                FinishInPlace(end, _own);
                return null;
            }

            for (; group < end; group++, _cursor.MoveNext())
            {
                _own.Clear(firstLeaf, _cursor.Columns);
                _leaves.Reduce(_cursor, positions.Start, positions.End, _own);
                work.Finish(_cursor, _own);
            }

            return null;
        }

        // Small groups are many: a forest of one leaf would take as long as the leaf.
        private void FinishInPlace(long end, Forest<T, TResult, TKernel> forest)
        {
            fixed (byte* state = forest.Memory)
            {
                for (; _cursor.Group < end; _cursor.MoveNext())
                {
                    _leaves.ReduceInPlace(_cursor, state);
                    Unsafe.WriteUnaligned(work._results.Origin + _cursor.ResultOffset(0), work._kernel.Finish(state, 0, 1, work._plan.Count));
                }
            }
        }

        public void Complete(long unit, object? outcome)
        {
            if (outcome is not Forest<T, TResult, TKernel> part)
            {
                return;
            }

            Forest<T, TResult, TKernel> whole = work._forest!;
            if (unit % work._unitsPerGroup == 0)
            {
                work._cursor.MoveTo(unit / work._unitsPerGroup);
                whole.Clear(work._firstLeaf, part.Columns);
            }

            whole.Append(part);
            part.Dispose();
            if ((unit + 1) % work._unitsPerGroup == 0)
            {
                work.Finish(work._cursor, whole);
            }
        }

        public void Dispose()
        {
            _own?.Dispose();
            _leaves.Dispose();
        }
    }
}
