using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>The sum of floating-point elements in double precision, or their mean: the sum divided by the count.</summary>
/// <param name="isMean">The mean is asked for.</param>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct FloatingSum<T>(bool isMean, bool skipNaN) : IReductionKernel<T, FloatingSumState, double>
    where T : unmanaged
{
    public int RowsPerLeaf => Rules.RowsPerSumLeaf;

    [SkipLocalsInit]
    public FloatingSumState ReduceBlock(T* elements, int count)
    {
        T* buffer = stackalloc T[skipNaN ? Rules.BlockElements : 0];
        int skipped = skipNaN ? NaNs.Replace(ref elements, count, default, buffer) : 0;
        return new(Sums.OfBlock(elements, count), skipped);
    }

    [SkipLocalsInit]
    public void ReduceRows(T** rows, int rowCount, int columns, FloatingSumState[] states)
    {
        double* sums = stackalloc double[columns];
        T* kept = stackalloc T[Rules.RowsPerSumLeaf];
        Sums.OfRows(rows, rowCount, columns, sums);
        for (int column = 0; column < columns; column++)
        {
            int skipped = 0;
            if (skipNaN && double.IsNaN(sums[column]))
            {
                skipped = NaNs.CopyColumn(rows, rowCount, column, default, kept);
                sums[column] = ScalarSums.OfColumn(kept, rowCount);
            }

            states[column] = new(sums[column], skipped);
        }
    }

    public FloatingSumState Merge(in FloatingSumState left, in FloatingSumState right) => new(left.Sum + right.Sum, left.Skipped + right.Skipped);

    public double Finish(in FloatingSumState state, long count) =>
        ReductionEngine.Canonical(isMean ? state.Sum / (count - state.Skipped) : state.Sum);
}
