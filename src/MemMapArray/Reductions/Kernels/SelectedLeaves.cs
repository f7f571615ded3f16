using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Reductions.Plans;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Kernels;

/// <summary>Hands the selected elements of leaves to a kernel, side by side. It cannot tell.</summary>
internal sealed unsafe partial class SelectedLeaves<T, TState, TKernel> : ISelectedLeaves<T>
    where T : unmanaged
    where TState : struct, IState
    where TKernel : struct, IStateKernel<T, TState>
{
    // Kernels prefetch behind a block: these bytes stay in the cache as well.
    private const int BytesAhead = 8192;

    private readonly TKernel _kernel;
    private readonly SelectedIndexes _indexes;
    private readonly int _columns;
    private T* _block;

    public SelectedLeaves(Func<TraversalIndexes, TKernel> create, TraversalIndexes indexes, int columns)
    {
        _indexes = new(indexes);
        _kernel = create(_indexes);
        _columns = columns;
    }

    public bool MayGuess => _kernel is not ICallbackKernel;

    public T* KeptMemory => _indexes.AreTaken ? null : Block;

    private T* Block =>
        _block != null ? _block
        : _block = (T*)Marshal.AllocHGlobal((nint)(((long)(Rules.BlockElements + Compact.Room) * sizeof(T)) + BytesAhead));

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, ulong* truths, long position, byte* state)
    {
        int selected = Compact.Elements(elements, count, truths, Block);
        if (_indexes.AreTaken)
        {
            _indexes.Start(position);
            CompactWord.Places(truths, selected, _indexes.Places);
            position = 0;
        }

        ReduceKept(selected, position, state);
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceKept(int selected, long position, byte* state)
    {
        *SelectedState<TState>.Counts(state) = selected;
        if (selected > 0)
        {
            _kernel.ReduceBlock(_block, selected, position, SelectedState<TState>.Made(state, 1));
        }
    }

    public void Dispose()
    {
        Marshal.FreeHGlobal((nint)_block);
        Marshal.FreeHGlobal((nint)_columnTruths);
        Marshal.FreeHGlobal((nint)_someStates);
        Marshal.FreeHGlobal((nint)_tile);
        Marshal.FreeHGlobal((nint)_compact);
        Marshal.FreeHGlobal((nint)_zeros);
        _block = null;
        _columnTruths = null;
        _someStates = null;
        _tile = null;
        _compact = null;
        _zeros = null;
    }
}
