namespace MemMap.Reductions.Kernels;

/// <summary>The mean of floating-point elements: the sum in double precision, divided by the count.</summary>
internal readonly unsafe struct FloatingMean<T> : IReductionKernel<T, double>
    where T : unmanaged
{
    public int RowsPerLeaf => Rules.RowsPerSumLeaf;

    public double ReduceBlock(T* elements, int count) => Sums.OfBlock(elements, count);

    public void ReduceRows(T** rows, int rowCount, int columns, double[] states)
    {
        fixed (double* sums = states)
        {
            Sums.OfRows(rows, rowCount, columns, sums);
        }
    }

    public double Merge(in double left, in double right) => left + right;

    public double Finish(in double state, long count) => state / count;
}
