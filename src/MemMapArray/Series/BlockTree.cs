using System;
using MemMap.Scheduling;
using MemMap.Transforming;

namespace MemMap.Series;

/// <summary>What is known of the blocks of some series side by side, of neighbouring two, of neighbouring four, and so on: enough for any
/// number of whole blocks that follow each other, in a few steps.</summary>
internal sealed unsafe class BlockTree<TState, TWindow> : IDisposable
    where TState : unmanaged
    where TWindow : struct, IWindow<TState>
{
    private readonly long[] _starts;
    private readonly int _mostStates;
    private AlignedMemory _memory;
    private int _states;

    /// <param name="blocks">How many blocks a series has.</param>
    /// <param name="mostStates">How many states the series side by side have, at most.</param>
    public BlockTree(long blocks, int mostStates)
    {
        var starts = new System.Collections.Generic.List<long>();
        long nodes = 0;
        for (long count = blocks; count > 0; count /= 2)
        {
            starts.Add(nodes);
            nodes += count;
        }

        (_starts, _mostStates) = ([.. starts], mostStates);
        _memory = new(nodes * mostStates * sizeof(TState));
    }

    /// <summary>Reads the whole blocks of some series, on threads, and makes what is known of several.</summary>
    /// <param name="call">The call.</param>
    /// <param name="plan">Its plan, a block a box.</param>
    /// <param name="first">The first box of the series.</param>
    /// <param name="statistic">What is made.</param>
    /// <param name="windows">How blocks are.</param>
    public void Fill<TTarget>(SeriesCall<TTarget> call, SeriesPlan plan, long first, TWindow statistic, RollingWindows windows)
        where TTarget : unmanaged
    {
        _states = WindowLoops<TState, TWindow>.StatesOf(statistic, plan.BoxAt(first).Columns);
        long count = plan.Rows / windows.BlockRows;
        var work = new Work(this, () => call.Source.CreateBoxReader<double>(plan.SourceStrides), plan, first, count, statistic, windows.SkipNaN);
        new UnitScheduler<object>(work, call.Threads, static _ => { }, call.CancellationToken).Run();
        for (int level = 1; level < _starts.Length; level++)
        {
            for (long node = 0; node < count >> level; node++)
            {
                WindowLoops<TState, TWindow>.Merge(
                    statistic, At(level - 1, 2 * node), At(level - 1, (2 * node) + 1), _states, At(level, node));
            }
        }
    }

    /// <summary>What is known of some blocks that follow each other, of each series.</summary>
    public void Merge(TWindow statistic, long first, long end, TState* states)
    {
        new Span<TState>(states, _states).Clear();
        while (first < end)
        {
            int level = 0;
            while (level + 1 < _starts.Length && first % (2L << level) == 0 && first + (2L << level) <= end)
            {
                level++;
            }

            WindowLoops<TState, TWindow>.Merge(statistic, states, At(level, first >> level), _states, states);
            first += 1L << level;
        }
    }

    public void Dispose() => _memory.Dispose();

    private TState* At(int level, long node) => (TState*)_memory.Origin + ((_starts[level] + node) * _mostStates);

    private sealed class Work(
        BlockTree<TState, TWindow> tree, Func<BoxReader<double>> createReader, SeriesPlan plan, long first, long count, TWindow statistic, bool skipNaN)
        : IUnitWork<object>
    {
        public long UnitCount => count;

        private BlockTree<TState, TWindow> Tree => tree;

        private SeriesPlan Plan => plan;

        private long First => first;

        private TWindow Statistic => statistic;

        private bool SkipNaN => skipNaN;

        public IUnitWorker<object> CreateWorker() => new Worker(this, createReader());

        private sealed class Worker(Work work, BoxReader<double> reader) : IUnitWorker<object>
        {
            public object? Process(long unit)
            {
                SeriesBox box = work.Plan.BoxAt(work.First + unit);
                double* numbers = reader.Read(box.SourceOffset, box.Lengths);
                TState* states = work.Tree.At(0, unit);
                new Span<TState>(states, work.Tree._states).Clear();
                WindowLoops<TState, TWindow>.Append(work.Statistic, numbers, box.Rows, box.Columns, work.SkipNaN, states);
                return null;
            }

            public void Complete(long unit, object? outcome)
            {
            }

            public void Dispose() => reader.Dispose();
        }
    }
}
