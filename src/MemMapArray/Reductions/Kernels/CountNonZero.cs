using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>How many elements are not zero. NaN is not, unless it is left out.</summary>
/// <remarks>Planes: how many are not zero and, where NaN is left out, how many are NaN.</remarks>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct CountNonZero<T>(bool skipNaN) : IReductionKernel<T, long>
    where T : unmanaged
{
    public int StateBytes => skipNaN ? 2 * sizeof(double) : sizeof(double);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        ((double*)state)[0] = Magnitudes.CountAbove(elements, count, ScalarMagnitudes.Zero);
        if (skipNaN)
        {
            ((double*)state)[1] = Magnitudes.CountAbove(elements, count, ScalarMagnitudes.Infinity<T>());
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        Magnitudes.CountAbove(rows, rowCount, columns, ScalarMagnitudes.Zero, (double*)states);
        if (skipNaN)
        {
            Magnitudes.CountAbove(rows, rowCount, columns, ScalarMagnitudes.Infinity<T>(), (double*)states + columns);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns) => Planes.Add((double*)left, (double*)right, StateBytes / sizeof(double) * columns);

    public long Finish(byte* states, int column, int columns, long count) =>
        (long)(((double*)states)[column] - (skipNaN ? ((double*)states)[columns + column] : 0));

    public long FinishEmpty() => 0;

    /// <summary>How many elements are zero.</summary>
    public static long Zeros(byte* states, int column, long count) => count - (long)((double*)states)[column];
}
