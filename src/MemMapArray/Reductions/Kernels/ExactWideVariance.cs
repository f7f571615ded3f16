using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Sums 64-bit integers and their squares, both exactly, for an exact variance: digit by digit.</summary>
internal readonly unsafe struct ExactWideVariance<T> : IStateKernel<T, ExactVarianceState<double>>
    where T : unmanaged
{
    public ExactVarianceState<double> State => default;

    public bool BlocksAreRows => true;

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        const double TwoTo32 = 1L << 32;
        long* digits = stackalloc long[Digits<SquareOf<double>>.Count];
        new Span<long>(digits, Digits<SquareOf<double>>.Count).Clear();
        long high = 0, low = 0;
        for (int i = 0; i < count; i++)
        {
            long element = Unsafe.ReadUnaligned<long>(elements + i);
            high += Element.IsUnsignedWide<T>() ? (long)((ulong)element >> 32) : element >> 32;
            low += element & uint.MaxValue;
            bool isNegative = element < 0 && !Element.IsUnsignedWide<T>();
            Squares.Add(unchecked((ulong)(isNegative ? -element : element)), 0, digits);
        }

        DigitPlanes<double>.Store(SumPair.Of(high * TwoTo32, low), state, 0, 1);
        DigitPlanes<SquareOf<double>>.Store(digits, Specials.None, State.Squares(state, 1), 0, 1);
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        T* elements = stackalloc T[Rules.RowsPerLeaf];
        byte* state = stackalloc byte[State.Bytes];
        for (int column = 0; column < columns; column++)
        {
            Scalar.Columns<T>.Copy(rows, rowCount, column, elements);
            ReduceBlock(elements, rowCount, position, state);
            ScratchTile<T>.Spread(State, state, 1, states, column, columns);
        }
    }
}
