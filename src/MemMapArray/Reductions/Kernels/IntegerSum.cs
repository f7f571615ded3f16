using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Sums integers of up to 32 bits, exactly.</summary>
internal readonly unsafe struct IntegerSum<T> : IStateKernel<T, IntegerSumState>, IBlocksKernel<T>, IAdditiveKernel
    where T : unmanaged
{
    public IntegerSumState State => default;

    public bool BlocksAreRows => true;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state) =>
        new WideInteger(SumIntegers<T>.Block(elements, count)).Store(state, 0, 1);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states) =>
        SumIntegers<T>.Rows(rows, rowCount, columns, states);

    public int BlocksAtOnce(int count) => SumIntegers<T>.BlocksAtOnce(count);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlocks(T* first, long stride, int count, int blocks, byte* states) =>
        SumIntegers<T>.Blocks(first, stride, count, blocks, states);
}
