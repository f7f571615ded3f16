using System.Runtime.CompilerServices;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Engine;

/// <content>Leaves of which some elements are selected. Those of which all are go the way of any other, to the same bits.</content>
/// <remarks>What tests see must come from memory first, which a reduction would use the time of. So after a leaf of which all elements
/// passed, the next one is reduced first, and tested in the cache.</remarks>
internal sealed unsafe partial class LeafReducer<T, TState, TKernel>
{
    // All elements of the leaf before were selected: the state of the next one is made before it is known whether they are again.
    private bool _isGuessed;

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
            ReduceSelectedRows(rows, count, group.Columns, forest.Top(memory));
            forest.Push(memory);
        }
    }

    // Elements are looked at once, and those that pass put side by side.
    [MethodImpl(HotPath.Optimized)]
    private void ReduceKeptBlock(byte* state)
    {
        long position = _blocks!.Next;
        T* block = _blocks.NextBlock(out int count);
        if (_isGuessed)
        {
            _kernel.ReduceBlock(block, count, position, state);
        }

        int kept = _keeper!.Keep(block, count, _selected!.KeptMemory);
        if (kept < count)
        {
            _selected.ReduceKept(kept, position, state);
        }
        else if (!_isGuessed)
        {
            _kernel.ReduceBlock(block, count, position, state);
        }

        _isGuessed = _guesses && kept == count;
    }

    [MethodImpl(HotPath.Optimized)]
    private void ReduceSelectedRows(T** rows, int count, int columns, byte* state)
    {
        long position = _rows!.Next - count;
        if (_isGuessed)
        {
            _kernel.ReduceRows(rows, count, columns, position, state);
        }

        bool areAll = _selector!.SelectRows(rows, count, columns);
        if (!areAll)
        {
            _selected!.ReduceRows(rows, count, columns, _selector.Truths, position, state);
        }
        else if (!_isGuessed)
        {
            _kernel.ReduceRows(rows, count, columns, position, state);
        }

        _isGuessed = _guesses && areAll;
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
            if (_isGuessed)
            {
                _kernel.ReduceBlock(block, count, position, state);
            }

            left = _selector.TestBlock(block, count);
        }

        if (left < count)
        {
            _selected!.ReduceBlock(block, count, _selector.Truths, position, state);
        }
        else if (!_isGuessed)
        {
            _kernel.ReduceBlock(block, count, position, state);
        }

        _isGuessed = _guesses && left == count;
    }
}
