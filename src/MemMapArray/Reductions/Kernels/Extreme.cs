using System;

namespace MemMap.Reductions.Kernels;

/// <summary>The smallest element, or the largest: one half of <see cref="MinMax{TStored, T}"/>, whose states it has.</summary>
/// <param name="isMax">The largest is asked for.</param>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct Extreme<TStored, T>(bool isMax, bool skipNaN) : IReductionKernel<T, TStored>
    where TStored : unmanaged
    where T : unmanaged
{
    private readonly MinMax<TStored, T> _both = new(skipNaN);

    public int StateBytes => _both.StateBytes;

    public void ReduceBlock(T* elements, int count, long position, byte* state) => _both.ReduceBlock(elements, count, position, state);

    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states) => _both.ReduceRows(rows, rowCount, columns, position, states);

    public void Merge(byte* left, byte* right, int columns) => _both.Merge(left, right, columns);

    public TStored Finish(byte* states, int column, int columns, long count)
    {
        (TStored min, TStored max) = _both.Finish(states, column, columns, count);
        return isMax ? max : min;
    }

    public TStored FinishEmpty() => throw new InvalidOperationException($"There is no {(isMax ? "maximum" : "minimum")} of no elements.");
}
