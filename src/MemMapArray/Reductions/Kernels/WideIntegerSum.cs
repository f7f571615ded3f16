using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// The sum of 64-bit integers in 128 bits, exactly, then rounded once; or their mean, which is that divided by the count. The halves of the elements
/// are summed apart, so nothing overflows.
/// </summary>
/// <param name="isMean">The mean is asked for.</param>
internal readonly unsafe struct WideIntegerSum<T>(bool isMean) : IReductionKernel<T, WideInteger, double>
    where T : unmanaged
{
    public int RowsPerLeaf => Rules.RowsPerSumLeaf;

    public WideInteger ReduceBlock(T* elements, int count)
    {
        long high = 0, low = 0;
        for (int i = 0; i < count; i++)
        {
            Add(Unsafe.ReadUnaligned<long>(elements + i), ref high, ref low);
        }

        return WideInteger.FromHalves(high, low);
    }

    public void ReduceRows(T** rows, int rowCount, int columns, WideInteger[] states)
    {
        for (int column = 0; column < columns; column++)
        {
            long high = 0, low = 0;
            for (int row = 0; row < rowCount; row++)
            {
                Add(Unsafe.ReadUnaligned<long>(rows[row] + column), ref high, ref low);
            }

            states[column] = WideInteger.FromHalves(high, low);
        }
    }

    public WideInteger Merge(in WideInteger left, in WideInteger right) => left + right;

    public double Finish(in WideInteger state, long count) =>
        isMean ? ReductionEngine.Canonical(state.ToDouble() / count) : state.ToDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(long element, ref long high, ref long low)
    {
        high += Element.IsUnsignedWide<T>() ? (long)((ulong)element >> 32) : element >> 32;
        low += element & uint.MaxValue;
    }
}
