using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Engine;
using MemMap.Reductions.Plans;
using MemMap.Scheduling;

namespace MemMap.Reductions.Running;

/// <summary>
/// The leaves of each group of results, in units: a subtree of a group's leaves, or several groups where one is small.
/// </summary>
internal sealed unsafe partial class ReductionWork<T, TState, TKernel> : IReductionWork<Forest<TState>>, IDisposable
    where T : unmanaged
    where TState : struct, IState
    where TKernel : struct, IStateKernel<T, TState>
{
    // Blocks that are handed over together: enough that the call is no cost, few enough to stay in the first cache.
    private const int BlockBytes = 8192;
    private const int MaxBlocks = 256;

    private readonly ReductionPlan _plan;
    private readonly TKernel _kernel;
    private readonly ElementSource _source;
    private readonly GroupSink<TState> _sink;
    private readonly PositionRange _positions;
    private readonly long _firstLeaf;
    private readonly long _leaves;
    private readonly long _leavesPerUnit = 1;
    private readonly long _unitsPerGroup;
    private readonly long _groupsPerUnit;
    private readonly Forest<TState>? _forest;
    private GroupCursor _cursor;

    /// <param name="plan">What lies where.</param>
    /// <param name="kernel">What is done.</param>
    /// <param name="source">The elements.</param>
    /// <param name="positions">Of each result the positions to reduce: from a border of leaves to another, or to the end.</param>
    /// <param name="workUnitBytes">About how many bytes a unit has.</param>
    /// <param name="sink">Takes what becomes of each group.</param>
    public ReductionWork(
        ReductionPlan plan, TKernel kernel, ElementSource source, PositionRange positions, long workUnitBytes, GroupSink<TState> sink)
    {
        _plan = plan;
        _kernel = kernel;
        _source = source;
        _sink = sink;
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
        _forest = _unitsPerGroup > 1 ? new(kernel.State, plan.Columns, _leaves) : null;
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

    public IUnitWorker<Forest<TState>> CreateWorker() => new Worker(this);

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

    private sealed partial class Worker : IUnitWorker<Forest<TState>>
    {
        private readonly ReductionWork<T, TState, TKernel> _work;
        private readonly LeafReducer<T, TState, TKernel> _leaves;
        private readonly Forest<TState>? _own;
        private readonly int _groupsAtOnce = 1;
        private GroupCursor _cursor;

        public Worker(ReductionWork<T, TState, TKernel> work)
        {
            _work = work;
            _leaves = new(work._plan, work._kernel, work._source);
            _cursor = new(work._plan);
            if (work._unitsPerGroup == 1)
            {
                _groupsAtOnce = work._sink is IBlockSink && work._groupsPerUnit > 1 && _leaves.BlocksAtOnce == 1
                    ? _leaves.StartSideBySide()
                    : 1;
                _own = new(work._kernel.State, _groupsAtOnce * work._plan.Columns, work._leaves);
            }
        }

        [MethodImpl(HotPath.Optimized)]
        public Forest<TState>? Process(long unit)
        {
            (long group, long end) = _work.GroupsOf(unit);
            PositionRange positions = _work.PositionsOf(unit);
            long firstLeaf = positions.Start / _work._plan.PositionsPerLeaf;
            GroupCursor last = _cursor;
            if (end - group > 1)
            {
                last.MoveTo(end - 1);
            }

            _cursor.MoveTo(group);
            _leaves.BeforeUnit(new UnitBytes(_work._plan, _cursor, end - group > 1 ? last : _cursor, positions, sizeof(T)));
            _work._sink.BeforeUnit();
            if (_own is null)
            {
                var forest = new Forest<TState>(_work._kernel.State, _cursor.Columns, _work._leavesPerUnit);
                forest.Clear(firstLeaf, _cursor.Columns);
                _leaves.Reduce(_cursor, positions.Start, positions.End, forest);
                return forest;
            }

            if (_groupsAtOnce > 1)
            {
                ProcessSideBySide(end, (IBlockSink)_work._sink);
                return null;
            }

            if (_leaves.IsInPlace && _work._sink is IBlockSink sink)
            {
                if (_leaves.BlocksAtOnce is > 1 and var together)
                {
                    ProcessTogether(end, together, sink);
                }
                else
                {
                    ProcessBlocks(end, sink);
                }

                return null;
            }

            for (; group < end; group++, _cursor.MoveNext())
            {
                _own.Clear(firstLeaf, _cursor.Columns);
                _leaves.Reduce(_cursor, positions.Start, positions.End, _own);
                _work._sink.Take(_cursor, _own);
            }

            return null;
        }

        public void Complete(long unit, Forest<TState>? outcome)
        {
            if (outcome is not { } part)
            {
                return;
            }

            Forest<TState> whole = _work._forest!;
            if (unit % _work._unitsPerGroup == 0)
            {
                _work._cursor.MoveTo(unit / _work._unitsPerGroup);
                whole.Clear(_work._firstLeaf, part.Columns);
            }

            whole.Append(part);
            part.Dispose();
            if ((unit + 1) % _work._unitsPerGroup == 0)
            {
                _work._sink.Take(_work._cursor, whole);
            }
        }

        public void Dispose()
        {
            _own?.Dispose();
            _leaves.Dispose();
        }
    }
}
