using System;
using System.Collections.Concurrent;
using MemMap.Scheduling;

namespace MemMap.Relations;

/// <summary>Adds up all chunks of a call: 64 that follow each other make a group, groups the result.</summary>
internal sealed class RelationRun : IDisposable
{
    private readonly RelationCall _call;
    private readonly RelationState _total;
    private readonly RelationState _group;

    private RelationRun(RelationCall call)
    {
        _call = call;
        _total = NewState();
        _group = NewState();
    }

    /// <summary>What is known of all rows, to be disposed by the caller.</summary>
    public static RelationRun Of(RelationCall call)
    {
        var run = new RelationRun(call);
        bool isDone = false;
        try
        {
            if (call.Plan.IsApart)
            {
                run.DoChunksApart();
            }
            else
            {
                run.DoChunksTogether();
            }

            run._total.Append(run._group);
            isDone = true;
            return run;
        }
        finally
        {
            if (!isDone)
            {
                run.Dispose();
            }
        }
    }

    public RelationState Total => _total;

    public void Dispose()
    {
        _total.Dispose();
        _group.Dispose();
    }

    private RelationState NewState() => new(_call.Plan.Left, _call.Plan.Right, _call.Plan.RightStride, _call.IsCentred);

    private void DoChunksApart()
    {
        using var work = new ChunkWork(this);
        new UnitScheduler<RelationState>(work, _call.Threads, chunk => _call.Report(chunk + 1), _call.CancellationToken).Run();
    }

    private void DoChunksTogether()
    {
        using var chunk = new RelationChunk(_call, keepsPanels: true);
        using RelationState state = NewState();
        for (long number = 0; number < _call.Plan.ChunkCount; number++)
        {
            chunk.Prepare(number, state);
            if (state.Count > 0)
            {
                var strips = new StripWork(chunk, state, _group, _call.Plan.Left);
                new UnitScheduler<object>(strips, _call.Threads, static _ => { }, _call.CancellationToken).Run();
                _group.AppendMeans(state);
            }

            EndChunk(number);
            _call.Report(number + 1);
        }
    }

    private void EndChunk(long number)
    {
        if ((number + 1) % RelationPlan.ChunksPerGroup == 0)
        {
            _total.Append(_group);
            _group.Clear();
        }
    }

    /// <summary>A chunk a unit.</summary>
    private sealed class ChunkWork(RelationRun run) : IUnitWork<RelationState>, IDisposable
    {
        private readonly ConcurrentBag<RelationState> _free = [];
        private readonly ConcurrentBag<RelationState> _all = [];

        public long UnitCount => run._call.Plan.ChunkCount;

        public IUnitWorker<RelationState> CreateWorker() => new Worker(this, new RelationChunk(run._call, keepsPanels: false));

        public void Dispose()
        {
            foreach (RelationState state in _all)
            {
                state.Dispose();
            }
        }

        private RelationState Take()
        {
            if (!_free.TryTake(out RelationState? state))
            {
                _all.Add(state = run.NewState());
            }

            return state;
        }

        private void Append(long unit, RelationState state)
        {
            run._group.Append(state);
            run.EndChunk(unit);
            _free.Add(state);
        }

        private sealed class Worker(ChunkWork work, RelationChunk chunk) : IUnitWorker<RelationState>
        {
            public RelationState? Process(long unit)
            {
                RelationState state = work.Take();
                chunk.Make(unit, state);
                return state;
            }

            public void Complete(long unit, RelationState? outcome) => work.Append(unit, outcome!);

            public void Dispose() => chunk.Dispose();
        }
    }

    /// <summary>Some columns of the first matrix a unit.</summary>
    private sealed class StripWork(RelationChunk chunk, RelationState state, RelationState group, int columns) : IUnitWork<object>
    {
        private const int Columns = 96;

        public long UnitCount => (columns + Columns - 1) / Columns;

        public IUnitWorker<object> CreateWorker() => new Worker(this);

        private void Do(int unit)
        {
            int first = unit * Columns, end = Math.Min(columns, first + Columns);
            chunk.Multiply(state, first, end);
            group.Append(state, first, end);
        }

        private sealed class Worker(StripWork work) : IUnitWorker<object>
        {
            public object? Process(long unit)
            {
                work.Do((int)unit);
                return null;
            }

            public void Complete(long unit, object? outcome)
            {
            }

            public void Dispose()
            {
            }
        }
    }
}
