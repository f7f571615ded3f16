using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Sums elements and their squares, both exactly, for an exact variance.</summary>
/// <typeparam name="T">float, or double; others become one of these.</typeparam>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct ExactVariance<T>(bool skipNaN) : IStateKernel<T, ExactVarianceState<T>>
    where T : unmanaged
{
    private readonly FloatingSum<T> _sum = new(skipNaN);
    private readonly SquareSum<T> _squares = new(skipNaN);

    public ExactVarianceState<T> State => new(countsSkipped: skipNaN);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        _sum.ReduceBlock(elements, count, position, state);
        _squares.ReduceBlock(elements, count, position, State.Squares(state, 1));
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        _sum.ReduceRows(rows, rowCount, columns, position, states);
        _squares.ReduceRows(rows, rowCount, columns, position, State.Squares(states, columns));
    }
}

/// <summary>The same of 64-bit integers, digit by digit.</summary>
internal readonly unsafe struct ExactWideVariance<T> : IStateKernel<T, ExactVarianceState<double>>
    where T : unmanaged
{
    public ExactVarianceState<double> State => default;

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        const double TwoTo32 = 1L << 32;
        long* digits = stackalloc long[Digits<SquareOf<double>>.Count];
        new System.Span<long>(digits, Digits<SquareOf<double>>.Count).Clear();
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
