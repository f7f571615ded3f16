using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Two kernels over the same elements, such as one for the real and one for the imaginary parts.</summary>
/// <param name="first">The one.</param>
/// <param name="second">The other.</param>
internal readonly unsafe struct Pair<T, TKernel, TState>(TKernel first, TKernel second) : IStateKernel<T, PairState<TState>>
    where T : unmanaged
    where TKernel : struct, IStateKernel<T, TState>
    where TState : struct, IState
{
    public PairState<TState> State => new(first.State);

    public bool BlocksAreRows => first.BlocksAreRows && second.BlocksAreRows;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        first.ReduceBlock(elements, count, position, state);
        second.ReduceBlock(elements, count, position, State.Second(state, 1));
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        first.ReduceRows(rows, rowCount, columns, position, states);
        second.ReduceRows(rows, rowCount, columns, position, State.Second(states, columns));
    }
}
