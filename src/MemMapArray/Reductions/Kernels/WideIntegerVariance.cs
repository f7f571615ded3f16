using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Makes moments of 64-bit integers, for their variance. An integer pivot is taken off before they become doubles: nanosecond
/// timestamps keep every digit of their spread.</summary>
internal readonly unsafe struct WideIntegerVariance<T> : IStateKernel<T, VarianceState>
    where T : unmanaged
{
    public VarianceState State => default;

    public bool BlocksAreRows => false;

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        double* differences = stackalloc double[Rules.BlockElements];
        default(ToDifference<T>).Convert(elements, elements, 0, count, differences);

        double center = 0;
        (double sum, double squares) = SumBlock<double>.Deviations(differences, count, center);
        if (SecondMoments.Cancels(count, sum, squares))
        {
            center = sum / count;
            (sum, squares) = SumBlock<double>.Deviations(differences, count, center);
        }

        FromSums(count, elements, center, sum, squares).Store((double*)state, 0, 1);
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states) =>
        ScratchTile<double>.Walk(default(ToDifference<T>), rows, rowCount, columns, new OfTile(rows[0], columns, (double*)states));

    private static SecondMoments FromSums(int count, T* pivot, double center, double sum, double squares)
    {
        (double high, double low) = Element.ToDoubles<T>(Unsafe.ReadUnaligned<long>(pivot));
        return SecondMoments.FromSums(count, high, low + center, sum, squares);
    }

    private readonly struct OfTile(T* pivots, int columns, double* states) : ITileReducer<double>
    {
        [SkipLocalsInit]
        [MethodImpl(HotPath.Optimized)]
        public void Reduce(double** tile, int rowCount, int first, int some)
        {
            double* centers = stackalloc double[some], sums = stackalloc double[some], squares = stackalloc double[some];
            new Span<double>(centers, some).Clear();
            SumRows<double>.Deviations(tile, rowCount, some, centers, sums, squares);
            for (int column = 0; column < some; column++)
            {
                double center = 0, sum = sums[column], square = squares[column];
                if (SecondMoments.Cancels(rowCount, sum, square))
                {
                    center = sum / rowCount;
                    (sum, square) = Scalar.SumRows<double>.ColumnDeviations(tile, rowCount, column, center, skipNaN: false);
                }

                FromSums(rowCount, pivots + first + column, center, sum, square).Store(states, first + column, columns);
            }
        }
    }
}
