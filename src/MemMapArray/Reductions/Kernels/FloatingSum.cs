using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>The sum of floating-point elements in double precision, or their mean: the sum divided by the count.</summary>
/// <remarks>Planes: the sum and, where NaN is left out, how many were.</remarks>
/// <param name="isMean">The mean is asked for.</param>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct FloatingSum<T>(bool isMean, bool skipNaN) : IReductionKernel<T, double>
    where T : unmanaged
{
    public int StateBytes => skipNaN ? 2 * sizeof(double) : sizeof(double);

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        if (skipNaN)
        {
            T* buffer = stackalloc T[Rules.BlockElements];
            ((double*)state)[1] = NaNs.Replace(ref elements, count, default, buffer);
            *(double*)state = Sums.OfBlock(elements, count);
            return;
        }

        *(double*)state = Sums.OfBlock(elements, count);
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        double* sums = (double*)states;
        RowSums.OfRows(rows, rowCount, columns, sums);
        for (int column = 0; skipNaN && column < columns; column++)
        {
            int skipped = 0;
            if (double.IsNaN(sums[column]))
            {
                skipped = NaNs.CountInColumn(rows, rowCount, column);
                sums[column] = ScalarSums.OfColumn(rows, rowCount, column, skipNaN);
            }

            sums[columns + column] = skipped;
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns) => Planes.Add((double*)left, (double*)right, StateBytes / sizeof(double) * columns);

    public double Finish(byte* states, int column, int columns, long count)
    {
        double sum = ((double*)states)[column], skipped = skipNaN ? ((double*)states)[columns + column] : 0;
        return ReductionEngine.Canonical(isMean ? sum / (count - skipped) : sum);
    }

    public double FinishEmpty() => isMean ? double.NaN : 0;
}
