using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.ByteOrders;
using MemMap.Reductions.Plans;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Engine;

/// <summary>One thread's means to turn the elements of a group into a forest of states: by blocks where the contiguous axis is reduced, by
/// rows where it is kept.</summary>
internal sealed unsafe partial class LeafReducer<T, TState, TKernel> : IDisposable
    where T : unmanaged
    where TState : struct, IState
    where TKernel : struct, IStateKernel<T, TState>
{
    private readonly ReductionPlan _plan;
    private readonly TKernel _kernel;
    private readonly IBlocksKernel<T>? _ofBlocks;
    private readonly ByteReader _bytes;
    private readonly BlockReader<T>? _blocks;
    private readonly RowReader<T>? _rows;
    private readonly T* _buffer;
    private readonly bool _isReversed;
    private readonly Selector<T>? _selector;
    private readonly ISelectedLeaves<T>? _selected;
    private readonly ElementTest<T>? _keeper;
    private readonly bool _guesses;
    private readonly long _groupsAhead;

    public LeafReducer(ReductionPlan plan, TKernel kernel, ElementSource source)
    {
        _plan = plan;
        _kernel = kernel;
        _ofBlocks = kernel as IBlocksKernel<T>;

        // Your own reducer of BigEndian<T> takes elements as they are stored.
        _isReversed = source.IsReversed && !ByteOrder.IsReversed<T>();
        _bytes = source.CreateReader();
        if (source is SelectedElements selected)
        {
            _selector = new(plan, selected);
            _selected = ((ISelectedKernel<T>)kernel).CreateLeaves(plan.Columns);
            _keeper = _selected.KeptMemory != null ? _selector.Keeper : null;
            _guesses = _selected.MayGuess && !_selector.HasMasks;
        }

        if (plan.ContiguousAxisIsReduced)
        {
            _buffer = (T*)Marshal.AllocHGlobal(Rules.BlockElements * sizeof(T));
            _groupsAhead = GroupsAhead();
            _blocks = new(_bytes, plan.ReducedLengths, plan.ReducedStrides, _isReversed, _buffer);
        }
        else
        {
            _rows = new(_bytes, plan, _isReversed);
            _rowsPerWide = RowsPerWide();
        }
    }

    /// <summary>Each group is one block that lies in one piece: <see cref="ReduceInPlace"/> will do.</summary>
    public bool IsInPlace => !_isReversed && _selector is null && _plan.ContiguousAxisIsReduced && _plan.Count <= Rules.BlockElements
        && (_plan.ReducedLengths.Length == 0 || (_plan.ReducedLengths.Length == 1 && _plan.ReducedStrides[0] == sizeof(T)));

    /// <summary>How many of these groups are soonest reduced together, of those that lie evenly.</summary>
    public int BlocksAtOnce =>
        IsInPlace && _plan.KeptStrides.Length > 0 && _groupsAhead == 0 && _bytes.Origin != null && _ofBlocks is not null
            ? _ofBlocks.BlocksAtOnce((int)_plan.Count)
            : 1;

    /// <summary>To be called before each unit of work.</summary>
    public void BeforeUnit(in UnitBytes unit)
    {
        _bytes.BeforeUnit(unit);
        _selector?.BeforeUnit(unit);
    }

    /// <summary>Pushes the leaves of a group that lie at positions <paramref name="start"/> to <paramref name="end"/>, which are borders
    /// of leaves or the end.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void Reduce(in GroupCursor group, long start, long end, Forest<TState> forest)
    {
        fixed (byte* memory = forest.Memory)
        {
            if (_selector is not null)
            {
                ReduceSelected(group, start, end, forest, memory);
            }
            else if (_blocks is not null)
            {
                _blocks.Start(group.Offset, start, end);
                for (T* block = _blocks.NextBlock(out int count); block != null; block = _blocks.NextBlock(out count))
                {
                    _kernel.ReduceBlock(block, count, _blocks.Next - count, forest.Top(memory));
                    forest.Push(memory);
                }
            }
            else
            {
                for (long next; _rowsPerWide > 1 && (next = ReduceWide(group, start, end, forest, memory)) > start; start = next)
                {
                }

                _rows!.Start(group.Offset, group.Columns, start, end);
                for (T** rows = _rows.NextRows(out int count); count > 0; rows = _rows.NextRows(out count))
                {
                    _kernel.ReduceRows(rows, count, group.Columns, _rows.Next - count, forest.Top(memory));
                    forest.Push(memory);
                }
            }
        }
    }

    /// <summary>The state of a group that is one block, without more ado.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void ReduceInPlace(in GroupCursor group, byte* state)
    {
        long bytes = _plan.Count * sizeof(T);
        byte* block = _bytes.Origin != null ? _bytes.Origin + group.Offset : _bytes.ReadNear(group.Offset, bytes, long.MaxValue);
        if (_groupsAhead != 0)
        {
            Prefetch.Bytes(block + _groupsAhead, bytes);
        }

        _kernel.ReduceBlock((T*)block, (int)_plan.Count, 0, state);
    }

    /// <summary>The states of groups that are one block each, as those of so many columns.</summary>
    /// <param name="offset">Where the first begins, in bytes.</param>
    /// <param name="blocks">How many.</param>
    /// <param name="states">Takes the states.</param>
    [MethodImpl(HotPath.Optimized)]
    public void ReduceTogether(long offset, int blocks, byte* states) =>
        _ofBlocks!.ReduceBlocks(
            (T*)(_bytes.Origin + offset), _plan.KeptStrides[_plan.KeptStrides.Length - 1], (int)_plan.Count, blocks, states);

    // Groups with gaps between them are not foreseen.
    private long GroupsAhead()
    {
        int line = _plan.KeptStrides.Length - 1;
        long bytes = _plan.Count * sizeof(T);
        bool haveGaps = line >= 0 && _plan.KeptStrides[line] > bytes && _bytes.Origin != null;
        return haveGaps ? Prefetch.Distance(bytes, _plan.KeptStrides[line]) : 0;
    }

    public void Dispose()
    {
        _selected?.Dispose();
        _selector?.Dispose();
        _rows?.Dispose();
        _tile?.Dispose();
        _bytes.Dispose();
        Marshal.FreeHGlobal((nint)_buffer);
        Marshal.FreeHGlobal((nint)_wideRows);
        Marshal.FreeHGlobal((nint)_wideStates);
    }
}
