using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// The mean of integers of up to 32 bits: the sum exactly, then one division. A block's sum has at most 44 bits, so a double holds it exactly
/// and the kernels of floating-point sums serve.
/// </summary>
internal readonly unsafe struct IntegerMean<T> : IReductionKernel<T, WideInteger>
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

    public double Finish(in WideInteger state, long count) => count == 0 ? double.NaN : state.ToDouble() / count;
}
