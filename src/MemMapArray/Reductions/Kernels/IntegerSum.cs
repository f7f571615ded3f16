using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// The sum of integers of up to 32 bits, exactly, then rounded once; or their mean, which is that divided by the count. A block's sum has at most 44 bits, so a double holds it exactly
/// and the kernels of floating-point sums serve.
/// </summary>
/// <param name="isMean">The mean is asked for.</param>
internal readonly unsafe struct IntegerSum<T>(bool isMean) : IReductionKernel<T, WideInteger, double>
    where T : unmanaged
{
    public int RowsPerLeaf => Rules.RowsPerSumLeaf;

    public WideInteger ReduceBlock(T* elements, int count) => (long)Sums.OfBlock(elements, count);

    [SkipLocalsInit]
    public void ReduceRows(T** rows, int rowCount, int columns, WideInteger[] states)
    {
        double* sums = stackalloc double[columns];
        Sums.OfRows(rows, rowCount, columns, sums);
        for (int column = 0; column < columns; column++)
        {
            states[column] = (long)sums[column];
        }
    }

    public WideInteger Merge(in WideInteger left, in WideInteger right) => left + right;

    public double Finish(in WideInteger state, long count) =>
        isMean ? ReductionEngine.Canonical(state.ToDouble() / count) : state.ToDouble();
}
