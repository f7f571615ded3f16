using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Sums floating-point elements in double precision.</summary>
/// <param name="skipNaN">NaN is left out, and counted.</param>
internal readonly unsafe struct FloatingSum<T>(bool skipNaN) : IStateKernel<T, SumState>
    where T : unmanaged
{
    public SumState State => new(countsSkipped: skipNaN);

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        if (skipNaN)
        {
            T* buffer = stackalloc T[Rules.BlockElements];
            ((double*)state)[1] = NaNs.Replace(ref elements, count, default, buffer);
        }

        *(double*)state = SumBlock<T>.Elements(elements, count);
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        double* sums = (double*)states;
        SumRows<T>.Elements(rows, rowCount, columns, sums);
        for (int column = 0; skipNaN && column < columns; column++)
        {
            int skipped = 0;
            if (double.IsNaN(sums[column]))
            {
                skipped = NaNs.CountInColumn(rows, rowCount, column);
                sums[column] = Scalar.SumRows<T>.Column(rows, rowCount, column, skipNaN);
            }

            sums[columns + column] = skipped;
        }
    }
}
