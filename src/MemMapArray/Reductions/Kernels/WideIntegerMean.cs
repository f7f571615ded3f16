using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>The mean of 64-bit integers: the sum of all 128 bits, then one division. The halves of the elements are summed apart, so nothing overflows.</summary>
internal readonly unsafe struct WideIntegerMean<T> : IReductionKernel<T, WideInteger>
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

    public double Finish(in WideInteger state, long count) => count == 0 ? double.NaN : state.ToDouble() / count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(long element, ref long high, ref long low)
    {
        high += Element.IsUnsignedWide<T>() ? (long)((ulong)element >> 32) : element >> 32;
        low += element & uint.MaxValue;
    }
}
