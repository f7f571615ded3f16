using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>What an exact variance is made of: the planes of the sum of elements, then those of the sum of their squares, both
/// exact.</summary>
/// <param name="countsSkipped">The sum counts the elements that were left out.</param>
internal readonly unsafe struct ExactVarianceState<T>(bool countsSkipped) : IState
    where T : unmanaged
{
    public int Bytes => Sum.Bytes + SquareSum.Bytes;

    public int Planes => Sum.Planes + SquareSum.Planes;

    public bool IsOrderless => true;

    public bool IsCommutative => true;

    private static ExactSumState<SquareOf<T>> SquareSum => new(countsSkipped: false);

    private ExactSumState<T> Sum => new(countsSkipped);

    public int BytesOf(int plane) => sizeof(long);

    /// <summary>Where the planes of the sum of squares begin.</summary>
    public byte* Squares(byte* states, int columns) => states + ((long)Sum.Bytes * columns);

    /// <summary>How many of <paramref name="count"/> elements were not left out.</summary>
    public long Kept(byte* states, int column, int columns, long count) =>
        countsSkipped ? count - ExactSumState<T>.Skipped(states, columns)[column] : count;

    /// <summary>Both sums of a column, if they are pairs.</summary>
    public bool TryLoadPairs(byte* states, int column, int columns, out SumPair sum, out SumPair squares)
    {
        byte* ofSquares = Squares(states, columns);
        (sum, squares) = (DigitPlanes<T>.PairAt(states, column, columns), DigitPlanes<SquareOf<T>>.PairAt(ofSquares, column, columns));
        return DigitPlanes<T>.Ranges(states)[column].IsPair && DigitPlanes<SquareOf<T>>.Ranges(ofSquares)[column].IsPair;
    }

    public bool Settle(byte* states, int columns) => Sum.Settle(states, columns) && SquareSum.Settle(Squares(states, columns), columns);

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        Sum.Merge(left, right, columns);
        SquareSum.Merge(Squares(left, columns), Squares(right, columns), columns);
    }
}
