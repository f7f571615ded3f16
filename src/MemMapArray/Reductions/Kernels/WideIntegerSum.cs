using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Sums 64-bit integers, exactly. The halves of the elements are summed apart, so nothing overflows.</summary>
internal readonly unsafe struct WideIntegerSum<T> : IStateKernel<T, IntegerSumState>, IAdditiveKernel
    where T : unmanaged
{
    public IntegerSumState State => default;

    public bool BlocksAreRows => true;

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
        long* highs = stackalloc long[2 * columns], lows = highs + columns;
        new Span<long>(highs, 2 * columns).Clear();
        for (int row = 0; row < rowCount; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                Add(Unsafe.ReadUnaligned<long>(rows[row] + column), ref highs[column], ref lows[column]);
            }
        }

        for (int column = 0; column < columns; column++)
        {
            WideInteger.FromHalves(highs[column], lows[column]).Store(states, column, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(long element, ref long high, ref long low)
    {
        high += Element.IsUnsignedWide<T>() ? (long)((ulong)element >> 32) : element >> 32;
        low += element & uint.MaxValue;
    }
}
