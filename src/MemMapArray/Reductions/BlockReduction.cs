using System;
using System.Runtime.InteropServices;

namespace MemMap.Reductions;

/// <summary>
/// The rule for a contiguous axis that is reduced: every result is a sequence of blocks. A unit of work is a subtree of a result's blocks, or several
/// results where one is short.
/// </summary>
internal sealed unsafe class BlockReduction<T, TState, TResult, TKernel> : IReductionWork
    where T : unmanaged
    where TKernel : struct, IReductionKernel<T, TState, TResult>
{
    private readonly ReductionPlan _plan;
    private readonly byte* _first;
    private readonly TKernel _kernel;
    private readonly TResult[] _results;

    // Where one result has more than a unit: the elements of a unit, a power of two of blocks, and the tree of what is complete of the result.
    private readonly long _elementsPerUnit;
    private readonly long _unitsPerResult;
    private readonly long _resultsPerUnit;
    private readonly MergeTree<T, TState, TResult, TKernel> _tree;

    public BlockReduction(ReductionPlan plan, byte* first, TKernel kernel, TResult[] results, long workUnitBytes)
    {
        _plan = plan;
        _first = first;
        _kernel = kernel;
        _results = results;
        _elementsPerUnit = Rules.BlockElements;
        while (_elementsPerUnit * 2 * sizeof(T) <= workUnitBytes)
        {
            _elementsPerUnit *= 2;
        }

        _unitsPerResult = (plan.Count + _elementsPerUnit - 1) / _elementsPerUnit;
        _resultsPerUnit = _unitsPerResult > 1 ? 1 : Math.Max(1, workUnitBytes / (plan.Count * sizeof(T)));
        _tree = new(kernel, 1);
    }

    public long UnitCount => _unitsPerResult > 1 ? _results.LongLength * _unitsPerResult : (_results.LongLength + _resultsPerUnit - 1) / _resultsPerUnit;

    public long TotalBytes => _results.LongLength * _plan.Count * sizeof(T);

    public long BytesOf(long unit)
    {
        if (_unitsPerResult > 1)
        {
            return Math.Min(_elementsPerUnit, _plan.Count - (unit % _unitsPerResult * _elementsPerUnit)) * sizeof(T);
        }

        return Math.Min(_resultsPerUnit, _results.LongLength - (unit * _resultsPerUnit)) * _plan.Count * sizeof(T);
    }

    public IReductionWorker CreateWorker() => new Worker(this);

    private sealed class Worker(BlockReduction<T, TState, TResult, TKernel> work) : IReductionWorker
    {
        private readonly T* _buffer = (T*)Marshal.AllocHGlobal(Rules.BlockElements * sizeof(T));
        private readonly TState[] _leaf = new TState[1];
        private readonly MergeTree<T, TState, TResult, TKernel> _own = new(work._kernel, 1);

        public object? Process(long unit)
        {
            ReductionPlan plan = work._plan;
            var reader = new BlockReader<T>(plan.ReducedLengths, plan.ReducedStrides, _buffer);
            var kept = new Odometer(plan.KeptLengths, plan.KeptStrides, plan.KeptResultStrides);
            if (work._unitsPerResult > 1)
            {
                kept.MoveTo(unit / work._unitsPerResult);
                long start = unit % work._unitsPerResult * work._elementsPerUnit;
                reader.Start(work._first + kept.Offset, start, Math.Min(work._elementsPerUnit, plan.Count - start));
                var tree = new MergeTree<T, TState, TResult, TKernel>(work._kernel, 1);
                ReduceInto(tree, ref reader);
                return tree;
            }

            long result = unit * work._resultsPerUnit, end = Math.Min(result + work._resultsPerUnit, work._results.LongLength);
            kept.MoveTo(result);
            for (; result < end; result++, kept.MoveNext())
            {
                reader.Start(work._first + kept.Offset, 0, plan.Count);
                _own.Clear();
                ReduceInto(_own, ref reader);
                Finish(_own, kept.OtherOffset);
            }

            return null;
        }

        public void Complete(long unit, object? outcome)
        {
            if (outcome is not MergeTree<T, TState, TResult, TKernel> part)
            {
                return;
            }

            work._tree.Append(part, 1);
            if ((unit + 1) % work._unitsPerResult == 0)
            {
                var kept = new Odometer(work._plan.KeptLengths, work._plan.KeptStrides, work._plan.KeptResultStrides);
                kept.MoveTo(unit / work._unitsPerResult);
                Finish(work._tree, kept.OtherOffset);
                work._tree.Clear();
            }
        }

        public void Dispose() => Marshal.FreeHGlobal((nint)_buffer);

        private void ReduceInto(MergeTree<T, TState, TResult, TKernel> tree, ref BlockReader<T> reader)
        {
            for (T* block = reader.Next(out int count); block != null; block = reader.Next(out count))
            {
                _leaf[0] = work._kernel.ReduceBlock(block, count);
                tree.Push(_leaf, 1);
            }
        }

        private void Finish(MergeTree<T, TState, TResult, TKernel> tree, long position) =>
            work._results[work._plan.ResultOffset + position] = work._kernel.Finish(tree.Fold(1)[0], work._plan.Count);
    }
}
