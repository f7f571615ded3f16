using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// The variance of 64-bit integers. An integer pivot is taken off before they become doubles: nanosecond timestamps keep
/// every digit of their spread.
/// </summary>
/// <param name="isRoot">The standard deviation is asked for, the root of the variance.</param>
/// <param name="ddof">Delta degrees of freedom: the squares are divided by count - ddof.</param>
internal readonly unsafe struct WideIntegerVariance<T>(bool isRoot, double ddof) : IReductionKernel<T, MomentsState, double>
    where T : unmanaged
{
    public int RowsPerLeaf => Rules.RowsPerMomentsLeaf;

    [SkipLocalsInit]
    public MomentsState ReduceBlock(T* elements, int count)
    {
        long pivot = Unsafe.ReadUnaligned<long>(elements);
        double* differences = stackalloc double[Rules.BlockElements];
        for (int i = 0; i < count; i++)
        {
            differences[i] = Element.WideDifference<T>(Unsafe.ReadUnaligned<long>(elements + i), pivot);
        }

        double center = 0;
        (double sum, double squares) = Sums.AroundPivot(differences, count, center);
        if (MomentsState.Cancels(count, sum, squares))
        {
            center = sum / count;
            (sum, squares) = Sums.AroundPivot(differences, count, center);
        }

        (double high, double low) = Element.ToDoubles<T>(pivot);
        return MomentsState.FromSums(count, high, low + center, sum, squares);
    }

    [SkipLocalsInit]
    public void ReduceRows(T** rows, int rowCount, int columns, MomentsState[] states)
    {
        double* differences = stackalloc double[rowCount];
        double** row = stackalloc double*[rowCount];
        for (int i = 0; i < rowCount; i++)
        {
            row[i] = differences + i;
        }

        for (int column = 0; column < columns; column++)
        {
            long pivot = Unsafe.ReadUnaligned<long>(rows[0] + column);
            for (int i = 0; i < rowCount; i++)
            {
                differences[i] = Element.WideDifference<T>(Unsafe.ReadUnaligned<long>(rows[i] + column), pivot);
            }

            double center = 0, sum, squares;
            ScalarSums.AddRows(row, rowCount, 0, 1, &center, &sum, &squares);
            if (MomentsState.Cancels(rowCount, sum, squares))
            {
                center = sum / rowCount;
                ScalarSums.AddRows(row, rowCount, 0, 1, &center, &sum, &squares);
            }

            (double high, double low) = Element.ToDoubles<T>(pivot);
            states[column] = MomentsState.FromSums(rowCount, high, low + center, sum, squares);
        }
    }

    public MomentsState Merge(in MomentsState left, in MomentsState right) => MomentsState.Merge(left, right);

    public double Finish(in MomentsState state, long count) => ReductionEngine.Canonical(isRoot ? Math.Sqrt(state.Variance(ddof)) : state.Variance(ddof));
}
