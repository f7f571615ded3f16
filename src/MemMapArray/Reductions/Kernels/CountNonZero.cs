using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Counts elements that are not zero. NaN is one of them.</summary>
/// <param name="skipNaN">NaN is left out: it is counted by itself as well.</param>
internal readonly unsafe struct CountNonZero<T>(bool skipNaN) : IStateKernel<T, SumState>
    where T : unmanaged
{
    public SumState State => new(countsSkipped: skipNaN);

    public bool BlocksAreRows => true;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        ((double*)state)[0] = CountMagnitudes<T>.CountAbove(elements, count, Magnitude<T>.Zero);
        if (skipNaN)
        {
            ((double*)state)[1] = CountMagnitudes<T>.CountAbove(elements, count, Magnitude<T>.Infinity);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        CountMagnitudes<T>.CountAbove(rows, rowCount, columns, Magnitude<T>.Zero, (double*)states);
        if (skipNaN)
        {
            CountMagnitudes<T>.CountAbove(rows, rowCount, columns, Magnitude<T>.Infinity, (double*)states + columns);
        }
    }
}
