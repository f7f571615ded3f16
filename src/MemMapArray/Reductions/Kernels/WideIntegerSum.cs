using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// The sum of 64-bit integers in 128 bits, exactly, then rounded once; or their mean, which is that divided by the count. The halves of the elements
/// are summed apart, so nothing overflows.
/// </summary>
/// <remarks>Planes: the low and the high half of a sum of 128 bits.</remarks>
/// <param name="isMean">The mean is asked for.</param>
internal readonly unsafe struct WideIntegerSum<T>(bool isMean) : IReductionKernel<T, double>
    where T : unmanaged
{
    public int StateBytes => 2 * sizeof(long);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        long high = 0, low = 0;
        for (int i = 0; i < count; i++)
        {
            Add(Unsafe.ReadUnaligned<long>(elements + i), ref high, ref low);
        }

        WideInteger.FromHalves(high, low).Store(state, 0, 1);
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        long* halves = stackalloc long[2 * columns];
        for (int row = 0; row < rowCount; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                Add(Unsafe.ReadUnaligned<long>(rows[row] + column), ref halves[column], ref halves[columns + column]);
            }
        }

        for (int column = 0; column < columns; column++)
        {
            WideInteger.FromHalves(halves[column], halves[columns + column]).Store(states, column, columns);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns) => Planes.AddWide((ulong*)left, (ulong*)right, columns);

    public double Finish(byte* states, int column, int columns, long count) => WideInteger.Load(states, column, columns).ToSumOrMean(isMean, count);

    public double FinishEmpty() => isMean ? double.NaN : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(long element, ref long high, ref long low)
    {
        high += Element.IsUnsignedWide<T>() ? (long)((ulong)element >> 32) : element >> 32;
        low += element & uint.MaxValue;
    }
}
