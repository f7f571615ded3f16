using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// The sum of integers of up to 32 bits, exactly, then rounded once; or their mean, which is that divided by the count.
/// </summary>
/// <remarks>Planes: the low and the high half of a sum of 128 bits.</remarks>
/// <param name="isMean">The mean is asked for.</param>
internal readonly unsafe struct IntegerSum<T>(bool isMean) : IReductionKernel<T, double>
    where T : unmanaged
{
    public int StateBytes => 2 * sizeof(long);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state) => new WideInteger(IntegerSums.OfBlock(elements, count)).Store(state, 0, 1);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states) => IntegerSums.OfRows(rows, rowCount, columns, states);

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns) => Planes.AddWide((ulong*)left, (ulong*)right, columns);

    public double Finish(byte* states, int column, int columns, long count) => WideInteger.Load(states, column, columns).ToSumOrMean(isMean, count);

    public double FinishEmpty() => isMean ? double.NaN : 0;
}
