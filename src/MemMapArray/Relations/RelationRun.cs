using System;
using System.Collections.Concurrent;
using MemMap.Scheduling;

namespace MemMap.Relations;

/// <summary>Adds up the chunks of some leaves: those of a leaf in their order.</summary>
internal sealed class RelationRun
{
    private readonly RelationCall _call;
    private readonly RelationForest _forest;
    private readonly long _firstChunk;
    private readonly long _endChunk;
    private RelationState _leaf;

    private RelationRun(RelationCall call, RelationForest forest, long firstLeaf, long endLeaf)
    {
        (_call, _forest, _leaf) = (call, forest, forest.Take());
        (_firstChunk, _endChunk) =
            (firstLeaf * call.Plan.ChunksPerLeaf, Math.Min(call.Plan.ChunkCount, endLeaf * call.Plan.ChunksPerLeaf));
    }

    /// <summary>What is known of some leaves, to be disposed by the caller.</summary>
    public static RelationForest Of(RelationCall call, long firstLeaf, long endLeaf)
    {
        var forest = new RelationForest(call.CreateState);
        bool isDone = false;
        try
        {
            var run = new RelationRun(call, forest, firstLeaf, endLeaf);
            if (call.Plan.IsApart)
            {
                run.DoChunksApart();
            }
            else
            {
                run.DoChunksTogether();
            }

            isDone = true;
            return forest;
        }
        finally
        {
            if (!isDone)
            {
                forest.Dispose();
            }
        }
    }

    private void DoChunksApart()
    {
        using var work = new ChunkWork(this);
        new UnitScheduler<RelationState>(work, _call.Threads, unit => _call.Report(unit + 1), _call.CancellationToken).Run();
    }

    private void DoChunksTogether()
    {
        using var chunk = new RelationChunk(_call);
        for (long number = _firstChunk; number < _endChunk; number++)
        {
            chunk.Begin(number, _leaf);
            var strips = new StripWork(chunk, _leaf, _call.Plan.Left);
            new UnitScheduler<object>(strips, _call.Threads, static _ => { }, _call.CancellationToken).Run();
            chunk.End(_leaf);
            EndChunk(number);
            _call.Report(number - _firstChunk + 1);
        }
    }

    private void EndChunk(long number)
    {
        if (number + 1 == _endChunk || (number + 1) % _call.Plan.ChunksPerLeaf == 0)
        {
            _forest.Add(number / _call.Plan.ChunksPerLeaf, 0, _leaf);
            _leaf = _forest.Take();
        }
    }

    /// <summary>A chunk a unit.</summary>
    private sealed class ChunkWork(RelationRun run) : IUnitWork<RelationState>, IDisposable
    {
        private readonly ConcurrentBag<RelationState> _free = [];
        private readonly ConcurrentBag<RelationState> _all = [];

        public long UnitCount => run._endChunk - run._firstChunk;

        private long FirstChunk => run._firstChunk;

        public IUnitWorker<RelationState> CreateWorker() => new Worker(this, new RelationChunk(run._call));

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
                _all.Add(state = run._call.CreateState());
            }

            return state;
        }

        private void Append(long unit, RelationState state)
        {
            run._leaf.Append(state);
            run.EndChunk(run._firstChunk + unit);
            _free.Add(state);
        }

        private sealed class Worker(ChunkWork work, RelationChunk chunk) : IUnitWorker<RelationState>
        {
            public RelationState? Process(long unit)
            {
                RelationState state = work.Take();
                chunk.Make(work.FirstChunk + unit, state);
                return state;
            }

            public void Complete(long unit, RelationState? outcome) => work.Append(unit, outcome!);

            public void Dispose() => chunk.Dispose();
        }
    }

    /// <summary>Some columns of the first matrix a unit.</summary>
    private sealed class StripWork(RelationChunk chunk, RelationState leaf, int columns) : IUnitWork<object>
    {
        private const int Columns = 96;

        public long UnitCount => (columns + Columns - 1) / Columns;

        public IUnitWorker<object> CreateWorker() => new Worker(this);

        private void Do(int unit)
        {
            int first = unit * Columns;
            chunk.Append(leaf, first, Math.Min(columns, first + Columns));
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
