using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>A user's reducer as a kernel.</summary>
/// <param name="reducer">The reducer.</param>
internal readonly unsafe struct Custom<T, TState>(IReducer<T, TState> reducer) : IStateKernel<T, CustomState<T, TState>>, ICallbackKernel
    where T : unmanaged
    where TState : unmanaged
{
    public CustomState<T, TState> State => new(reducer);

    public bool BlocksAreRows => false;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state) => Accumulate(new ReadOnlySpan<T>(elements, count), state);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        T* elements = stackalloc T[Rules.RowsPerLeaf];
        for (int column = 0; column < columns; column++)
        {
            Scalar.Columns<T>.Copy(rows, rowCount, column, elements);
            Accumulate(new ReadOnlySpan<T>(elements, rowCount), states + ((long)column * sizeof(TState)));
        }
    }

    private void Accumulate(ReadOnlySpan<T> elements, byte* to)
    {
        TState state = reducer.Empty;
        reducer.Accumulate(ref state, elements);
        Unsafe.WriteUnaligned(to, state);
    }
}
