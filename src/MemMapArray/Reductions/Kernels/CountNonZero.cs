using System.Runtime.CompilerServices;
using MemMap.Reductions.Loops;
using MemMap.Reductions.States;

namespace MemMap.Reductions.Kernels;

/// <summary>Counts elements that are not zero. NaN is one of them.</summary>
/// <param name="skipNaN">NaN is left out: it is counted by itself as well.</param>
internal readonly unsafe struct CountNonZero<T>(bool skipNaN) : IStateKernel<T, SumState>
    where T : unmanaged
{
    public SumState State => new(countsSkipped: skipNaN);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        ((double*)state)[0] = CountMagnitudes.CountAbove(elements, count, ScalarCountMagnitudes.Zero);
        if (skipNaN)
        {
            ((double*)state)[1] = CountMagnitudes.CountAbove(elements, count, ScalarCountMagnitudes.Infinity<T>());
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        CountMagnitudes.CountAbove(rows, rowCount, columns, ScalarCountMagnitudes.Zero, (double*)states);
        if (skipNaN)
        {
            CountMagnitudes.CountAbove(rows, rowCount, columns, ScalarCountMagnitudes.Infinity<T>(), (double*)states + columns);
        }
    }
}
