using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Whether an element is not zero, or none is: what <see cref="CountNonZero{T}"/> knows.</summary>
/// <param name="isAll">Whether all are not zero is asked for.</param>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct AnyOrAll<T>(bool isAll, bool skipNaN) : IReductionKernel<T, bool>
    where T : unmanaged
{
    private readonly CountNonZero<T> _count = new(skipNaN);

    public int StateBytes => _count.StateBytes;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state) => _count.ReduceBlock(elements, count, position, state);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states) => _count.ReduceRows(rows, rowCount, columns, position, states);

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns) => _count.Merge(left, right, columns);

    public bool Finish(byte* states, int column, int columns, long count) =>
        isAll ? CountNonZero<T>.Zeros(states, column, count) == 0 : _count.Finish(states, column, columns, count) > 0;

    public bool FinishEmpty() => isAll;
}
