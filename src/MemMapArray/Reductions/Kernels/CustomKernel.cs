using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>A user's reducer as a kernel: its states lie one after the other, a plane of their own.</summary>
/// <param name="reducer">The reducer.</param>
internal readonly unsafe struct CustomKernel<T, TState>(IReducer<T, TState> reducer) : IReductionKernel<T, TState>
    where T : unmanaged
    where TState : unmanaged
{
    public int StateBytes => sizeof(TState);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state) => Write(state, new ReadOnlySpan<T>(elements, count));

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        T* elements = stackalloc T[Rules.RowsPerLeaf];
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < rowCount; row++)
            {
                elements[row] = Unsafe.ReadUnaligned<T>(rows[row] + column);
            }

            Write(states + ((long)column * sizeof(TState)), new ReadOnlySpan<T>(elements, rowCount));
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        for (int column = 0; column < columns; column++, left += sizeof(TState), right += sizeof(TState))
        {
            TState state = Unsafe.ReadUnaligned<TState>(left);
            reducer.Merge(ref state, Unsafe.ReadUnaligned<TState>(right));
            Unsafe.WriteUnaligned(left, state);
        }
    }

    public TState Finish(byte* states, int column, int columns, long count) => Unsafe.ReadUnaligned<TState>(states + ((long)column * sizeof(TState)));

    public TState FinishEmpty() => reducer.Empty;

    private void Write(byte* to, ReadOnlySpan<T> elements)
    {
        TState state = reducer.Empty;
        reducer.Accumulate(ref state, elements);
        Unsafe.WriteUnaligned(to, state);
    }
}
