using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Sums floating-point elements, exactly.</summary>
/// <param name="skipNaN">NaN is left out, and counted.</param>
internal readonly unsafe struct FloatingSum<T>(bool skipNaN) : IStateKernel<T, ExactSumState<T>>, IBlocksKernel<T>, IAdditiveKernel
    where T : unmanaged
{
    public ExactSumState<T> State => new(countsSkipped: skipNaN);

    public bool BlocksAreRows => true;

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        if (skipNaN)
        {
            T* buffer = stackalloc T[Rules.BlockElements];
            *ExactSumState<T>.Skipped(state, 1) = NaNs.Replace(ref elements, count, default, buffer);
        }

        SumExactly<T>.Block(elements, count, state);
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        if (skipNaN)
        {
            new Span<long>(ExactSumState<T>.Skipped(states, columns), columns).Clear();
        }

        int* others = stackalloc int[columns];
        int count = SumExactly<T>.Rows(rows, rowCount, columns, states, others);
        for (int i = 0; i < count; i++)
        {
            ReduceColumn(rows, rowCount, others[i], columns, states);
        }
    }

    public int BlocksAtOnce(int count) => skipNaN ? 1 : SumExactly<T>.BlocksAtOnce(count);

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlocks(T* first, long stride, int count, int blocks, byte* states)
    {
        if (SumExactly<T>.TryBlocks(first, stride, count, blocks, states))
        {
            return;
        }

        byte* state = stackalloc byte[State.Bytes];
        for (int block = 0; block < blocks; block++)
        {
            ReduceBlock((T*)((byte*)first + (block * stride)), count, 0, state);
            ScratchTile<T>.Spread(State, state, 1, states, block, blocks);
        }
    }

    // A column whose elements are too far apart for the others' way, or not finite.
    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private void ReduceColumn(T** rows, int rowCount, int column, int columns, byte* states)
    {
        T* elements = stackalloc T[Rules.RowsPerLeaf];
        byte* state = stackalloc byte[State.Bytes];
        Scalar.Columns<T>.Copy(rows, rowCount, column, elements);
        ReduceBlock(elements, rowCount, 0, state);
        ScratchTile<T>.Spread(State, state, 1, states, column, columns);
    }
}
