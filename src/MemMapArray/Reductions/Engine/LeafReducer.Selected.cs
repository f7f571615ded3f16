using System.Runtime.CompilerServices;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Engine;

/// <content>Leaves of which some elements are selected. Those of which all are go the way of any other, to the same bits.</content>
internal sealed unsafe partial class LeafReducer<T, TState, TKernel>
{
    [MethodImpl(HotPath.Optimized)]
    private void ReduceSelected(in GroupCursor group, long start, long end, Forest<TState> forest, byte* memory)
    {
        _selector!.Start(_plan.ColumnsBefore(group.Group), start);
        if (_blocks is not null)
        {
            _blocks.Start(group.Offset, start, end);
            while (_blocks.Next < end)
            {
                if (_keeper is null)
                {
                    ReduceSelectedBlock(end, forest.Top(memory));
                }
                else
                {
                    ReduceKeptBlock(forest.Top(memory));
                }

                forest.Push(memory);
            }

            return;
        }

        _rows!.Start(group.Offset, group.Columns, start, end);
        for (T** rows = _rows.NextRows(out int count); count > 0; rows = _rows.NextRows(out count))
        {
            _selector.SelectRows(rows, count, group.Columns);
            _selected!.ReduceRows(rows, count, group.Columns, _selector.Truths, _rows.Next - count, forest.Top(memory));
            forest.Push(memory);
        }
    }

    // Elements are looked at once, and those that pass put side by side.
    [MethodImpl(HotPath.Optimized)]
    private void ReduceKeptBlock(byte* state)
    {
        long position = _blocks!.Next;
        T* block = _blocks.NextBlock(out int count);
        int kept = _keeper!.Keep(block, count, _selected!.KeptMemory);
        if (kept == count)
        {
            _kernel.ReduceBlock(block, count, position, state);
        }
        else
        {
            _selected.ReduceKept(kept, position, state);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private void ReduceSelectedBlock(long end, byte* state)
    {
        long position = _blocks!.Next;
        int count = (int)System.Math.Min(end - position, Rules.BlockElements);
        T* block = null;
        int left = _selector!.MaskBlock(count);
        if (left == 0)
        {
            _blocks.SkipBlock();
        }
        else
        {
            block = _blocks.NextBlock(out _);
            left = _selector.TestBlock(block, count);
        }

        if (left == count)
        {
            _kernel.ReduceBlock(block, count, position, state);
        }
        else
        {
            _selected!.ReduceBlock(block, count, _selector.Truths, position, state);
        }
    }
}
