using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// The standard deviation of elements that doubles hold exactly: moments of each block around a pivot near its values, merged.
/// </summary>
/// <param name="ddof">Delta degrees of freedom: the squares are divided by count - ddof.</param>
internal readonly unsafe struct StandardDeviation<T>(double ddof) : IReductionKernel<T, MomentsState>
    where T : unmanaged
{
    public int RowsPerLeaf => Rules.RowsPerMomentsLeaf;

    public MomentsState ReduceBlock(T* elements, int count)
    {
        double pivot = FirstFinite(Elements.OfBlock(elements, count));
        (double sum, double squares) = Sums.AroundPivot(elements, count, pivot);
        if (MomentsState.Cancels(count, sum, squares))
        {
            // Once more around the mean: the block is in the cache.
            pivot += sum / count;
            (sum, squares) = Sums.AroundPivot(elements, count, pivot);
        }

        MomentsState state = MomentsState.FromSums(count, pivot, 0, sum, squares);
        return MomentsState.IsFinite(state.M2) ? state : MomentsState.NotFinite(count, pivot, AreFinite(Elements.OfBlock(elements, count)));
    }

    [SkipLocalsInit]
    public void ReduceRows(T** rows, int rowCount, int columns, MomentsState[] states)
    {
        double* pivots = stackalloc double[columns], sums = stackalloc double[columns], squares = stackalloc double[columns];
        for (int column = 0; column < columns; column++)
        {
            pivots[column] = FirstFinite(Elements.OfColumn(rows, rowCount, column));
        }

        Sums.OfRowsAroundPivots(rows, rowCount, columns, pivots, sums, squares);
        for (int column = 0; column < columns; column++)
        {
            if (MomentsState.Cancels(rowCount, sums[column], squares[column]))
            {
                pivots[column] += sums[column] / rowCount;
                ScalarSums.AddRows(rows, rowCount, column, column + 1, pivots, sums, squares);
            }

            MomentsState state = MomentsState.FromSums(rowCount, pivots[column], 0, sums[column], squares[column]);
            states[column] = MomentsState.IsFinite(state.M2) ? state : MomentsState.NotFinite(rowCount, pivots[column], AreFinite(Elements.OfColumn(rows, rowCount, column)));
        }
    }

    public MomentsState Merge(in MomentsState left, in MomentsState right) => MomentsState.Merge(left, right);

    public double Finish(in MomentsState state, long count) => state.Std(ddof);

    private static double FirstFinite(Elements elements)
    {
        for (int i = 0; i < elements.Count; i++)
        {
            if (MomentsState.IsFinite(elements[i]))
            {
                return elements[i];
            }
        }

        return 0;
    }

    private static bool AreFinite(Elements elements)
    {
        for (int i = 0; i < elements.Count; i++)
        {
            if (!MomentsState.IsFinite(elements[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The elements of a block, or of a column over some rows.</summary>
    private readonly ref struct Elements(T* block, T** rows, int column, int count)
    {
        public int Count => count;

        public double this[int i] => Element.ToDouble(Unsafe.ReadUnaligned<T>(rows == null ? block + i : rows[i] + column));

        public static Elements OfBlock(T* block, int count) => new(block, null, 0, count);

        public static Elements OfColumn(T** rows, int rowCount, int column) => new(null, rows, column, rowCount);
    }
}
