using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// The variance of 64-bit integers. An integer pivot is taken off before they become doubles: nanosecond timestamps keep
/// every digit of their spread.
/// </summary>
/// <param name="isRoot">The standard deviation is asked for, the root of the variance.</param>
/// <param name="ddof">Delta degrees of freedom: the squares are divided by count - ddof.</param>
internal readonly unsafe struct WideIntegerVariance<T>(bool isRoot, double ddof) : IReductionKernel<T, double>
    where T : unmanaged
{
    public int StateBytes => MomentsState.Planes * sizeof(double);

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        long pivot = Unsafe.ReadUnaligned<long>(elements);
        double* differences = stackalloc double[Rules.BlockElements];
        WideDifferences.OfBlock(elements, count, differences);

        double center = 0;
        (double sum, double squares) = Sums.AroundPivot(differences, count, center);
        if (MomentsState.Cancels(count, sum, squares))
        {
            center = sum / count;
            (sum, squares) = Sums.AroundPivot(differences, count, center);
        }

        FromSums(count, pivot, center, sum, squares).Store((double*)state, 0, 1);
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        for (int column = 0; column < columns; column += Rules.Lanes)
        {
            ReduceSome(rows, rowCount, column, Math.Min(Rules.Lanes, columns - column), columns, (double*)states);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns) => MomentsPlanes.Merge((double*)left, (double*)right, columns);

    public double Finish(byte* states, int column, int columns, long count) =>
        MomentsState.ToResult(MomentsState.Load((double*)states, column, columns).Variance(ddof), isRoot);

    public double FinishEmpty() => double.NaN;

    private static MomentsState FromSums(int count, long pivot, double center, double sum, double squares)
    {
        (double high, double low) = Element.ToDoubles<T>(pivot);
        return MomentsState.FromSums(count, high, low + center, sum, squares);
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private static void ReduceSome(T** rows, int rowCount, int first, int some, int columns, double* states)
    {
        double* differences = stackalloc double[Rules.RowsPerLeaf * Rules.Lanes];
        double** differenceRows = stackalloc double*[Rules.RowsPerLeaf + Rules.RowsAhead];
        WideDifferences.OfRows(rows, rowCount, first, some, differences, differenceRows);

        double* centers = stackalloc double[some], sums = stackalloc double[some], squares = stackalloc double[some];
        new Span<double>(centers, some).Clear();
        RowSums.AroundPivots(differenceRows, rowCount, some, centers, sums, squares);
        for (int column = 0; column < some; column++)
        {
            double center = 0, sum = sums[column], square = squares[column];
            if (MomentsState.Cancels(rowCount, sum, square))
            {
                center = sum / rowCount;
                (sum, square) = ScalarSums.AroundPivot(differenceRows, rowCount, column, center, skipNaN: false);
            }

            FromSums(rowCount, Unsafe.ReadUnaligned<long>(rows[0] + first + column), center, sum, square).Store(states, first + column, columns);
        }
    }
}
