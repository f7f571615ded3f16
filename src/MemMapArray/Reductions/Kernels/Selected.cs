using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Kernels;

/// <summary>Any kernel, of leaves of which only some elements are selected. Those of which all are go to it as they are.</summary>
/// <param name="create">Makes the kernel, with the index of each position.</param>
/// <param name="indexes">The index of each position.</param>
internal readonly unsafe struct Selected<T, TState, TKernel>(Func<TraversalIndexes, TKernel> create, TraversalIndexes indexes)
    : IStateKernel<T, SelectedState<TState>>, ISelectedKernel<T>
    where T : unmanaged
    where TState : struct, IState
    where TKernel : struct, IStateKernel<T, TState>
{
    private readonly TKernel _kernel = create(indexes);

    public SelectedState<TState> State => new(_kernel.State);

    public bool BlocksAreRows => _kernel.BlocksAreRows;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        *SelectedState<TState>.Counts(state) = count;
        _kernel.ReduceBlock(elements, count, position, SelectedState<TState>.Made(state, 1));
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        new Span<long>(SelectedState<TState>.Counts(states), columns).Fill(rowCount);
        _kernel.ReduceRows(rows, rowCount, columns, position, SelectedState<TState>.Made(states, columns));
    }

    public ISelectedLeaves<T> CreateLeaves(int columns) => new SelectedLeaves<T, TState, TKernel>(create, indexes, columns);
}
