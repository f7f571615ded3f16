using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Sums the squares of elements, exactly. They are made in scratch memory, as doubles or as two of them, whose sums are those of
/// any doubles.</summary>
/// <typeparam name="T">float, or double.</typeparam>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct SquareSum<T>(bool skipNaN) : IStateKernel<T, ExactSumState<SquareOf<T>>>
    where T : unmanaged
{
    public ExactSumState<SquareOf<T>> State => new(countsSkipped: false);

    public bool BlocksAreRows => true;

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        if (skipNaN)
        {
            T* buffer = stackalloc T[Rules.BlockElements];
            NaNs.Replace(ref elements, count, default, buffer);
        }

        double* doubles = stackalloc double[Rules.BlockElements];
        byte* made = stackalloc byte[default(ExactSumState<double>).Bytes];
        default(ToSquare<T>).Convert(elements, elements, 0, count, doubles);
        SumExactly<double>.Block(doubles, count, made);
        Add(made, 0, 1, state, 0, 1, isFirst: true);
        if (typeof(T) == typeof(double))
        {
            default(ToSquareRest<T>).Convert(elements, elements, 0, count, doubles);
            SumExactly<double>.Block(doubles, count, made);
            Add(made, 0, 1, state, 0, 1, isFirst: false);
        }

        if (DigitPlanes<SquareOf<T>>.Ranges(state)->IsSpecial)
        {
            Scalar.SumSquares<T>.ByDigits(elements, count, state);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        ScratchTile<double>.Walk(default(ToSquare<T>), rows, rowCount, columns, new OfTile(states, columns, isFirst: true));
        if (typeof(T) == typeof(double))
        {
            ScratchTile<double>.Walk(default(ToSquareRest<T>), rows, rowCount, columns, new OfTile(states, columns, isFirst: false));
        }

        T* elements = stackalloc T[Rules.RowsPerLeaf];
        byte* state = stackalloc byte[State.Bytes];
        for (int column = 0; column < columns; column++)
        {
            if (DigitPlanes<SquareOf<T>>.Ranges(states)[column].IsSpecial)
            {
                Scalar.Columns<T>.Copy(rows, rowCount, column, elements);
                T* kept = elements;
                if (skipNaN)
                {
                    NaNs.Replace(ref kept, rowCount, default, elements);
                }

                Scalar.SumSquares<T>.ByDigits(kept, rowCount, state);
                ScratchTile<T>.Spread(State, state, 1, states, column, columns);
            }
        }
    }

    // Makes a sum of doubles the state of a column, or adds it.
    private static void Add(byte* made, int from, int some, byte* states, int column, int columns, bool isFirst)
    {
        if (DigitPlanes<double>.Ranges(made)[from].IsPair)
        {
            SumPair sum = DigitPlanes<double>.PairAt(made, from, some);
            if (isFirst || (DigitPlanes<SquareOf<T>>.Ranges(states)[column].IsPair
                && sum.TryAdd(DigitPlanes<SquareOf<T>>.PairAt(states, column, columns), out sum)))
            {
                DigitPlanes<SquareOf<T>>.Store(sum, states, column, columns);
                return;
            }
        }

        AddDigits(made, from, some, states, column, columns, isFirst);
    }

    // Digits of doubles are some of those of squares of doubles. Of squares of floats there are fewer: the others are zeros.
    private static void AddDigits(byte* made, int from, int some, byte* states, int column, int columns, bool isFirst)
    {
        int length = Digits<double>.Count + Digits<SquareOf<T>>.Count;
        long* digits = stackalloc long[length];
        new Span<long>(digits, length).Clear();
        digits += Math.Max(0, -Digits<SquareOf<T>>.DigitOfDoubles);
        Specials specials = DigitPlanes<double>.AddTo(digits + Digits<SquareOf<T>>.DigitOfDoubles, made, from, some);
        specials |= isFirst ? Specials.None : DigitPlanes<SquareOf<T>>.AddTo(digits, states, column, columns);
        DigitPlanes<SquareOf<T>>.Store(digits, specials, states, column, columns);
    }

    private readonly struct OfTile(byte* states, int columns, bool isFirst) : ITileReducer<double>
    {
        [SkipLocalsInit]
        [MethodImpl(HotPath.Optimized)]
        public void Reduce(double** tile, int rowCount, int first, int some)
        {
            FloatingSum<double> sum = new(skipNaN: false);
            byte* made = stackalloc byte[some * sum.State.Bytes];
            sum.ReduceRows(tile, rowCount, some, 0, made);
            for (int column = 0; column < some; column++)
            {
                Add(made, column, some, states, first + column, columns, isFirst);
            }
        }
    }
}
