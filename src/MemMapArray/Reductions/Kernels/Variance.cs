using System.Runtime.CompilerServices;
using MemMap.Reductions.Elements;
using MemMap.Reductions.Loops;
using MemMap.Reductions.States;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// Makes moments of elements that doubles hold exactly, for their variance: of each block around a pivot near its values.
/// </summary>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct Variance<T>(bool skipNaN) : IStateKernel<T, VarianceState>
    where T : unmanaged
{
    public VarianceState State => default;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state) => OfBlock(elements, count).Store((double*)state, 0, 1);

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        double* pivots = stackalloc double[columns], sums = stackalloc double[columns], squares = stackalloc double[columns];
        if (!LoadPivots.FromRow(rows[0], columns, pivots))
        {
            for (int column = 0; column < columns; column++)
            {
                pivots[column] = Doubles.IsFinite(pivots[column]) ? pivots[column] : Elements.OfColumn(rows, rowCount, column, skipNaN).FirstFinite();
            }
        }

        if (SumIntegerDeviations.IsFor<T>())
        {
            SumIntegerDeviations.Rows(rows, rowCount, columns, pivots, sums, squares);
        }
        else
        {
            SumRows.Deviations(rows, rowCount, columns, pivots, sums, squares);
        }

        if (SecondMomentsPlanes.FromSums(rowCount, pivots, sums, squares, columns, (double*)states))
        {
            return;
        }

        for (int column = 0; column < columns; column++)
        {
            OfColumn(rows, rowCount, column, pivots[column], sums[column], squares[column]).Store((double*)states, column, columns);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private SecondMoments OfBlock(T* elements, int count)
    {
        var block = Elements.OfBlock(elements, count, skipNaN);
        int kept = block.CountKept();
        if (kept == 0)
        {
            return default;
        }

        double pivot = block.FirstFinite();
        (double sum, double squares) = SumIntegerDeviations.IsFor<T>() ? SumIntegerDeviations.Block(elements, count, pivot) : AroundPivot(elements, count, pivot, kept);
        if (SecondMoments.Cancels(kept, sum, squares))
        {
            // Once more around the mean: the block is in the cache.
            pivot += sum / kept;
            (sum, squares) = AroundPivot(elements, count, pivot, kept);
        }

        SecondMoments state = SecondMoments.FromSums(kept, pivot, 0, sum, squares);
        return Doubles.IsFinite(state.M2) ? state : SecondMoments.NotFinite(kept, pivot, block.AreFinite());
    }

    [MethodImpl(HotPath.Optimized)]
    private SecondMoments OfColumn(T** rows, int rowCount, int column, double pivot, double sum, double squares)
    {
        var elements = Elements.OfColumn(rows, rowCount, column, skipNaN);
        int kept = rowCount;
        if (double.IsNaN(sum))
        {
            kept = elements.CountKept();
            (sum, squares) = ScalarSum.ColumnDeviations(rows, rowCount, column, pivot, skipNaN);
        }

        if (kept == 0)
        {
            return default;
        }

        if (SecondMoments.Cancels(kept, sum, squares))
        {
            pivot += sum / kept;
            (sum, squares) = ScalarSum.ColumnDeviations(rows, rowCount, column, pivot, skipNaN);
        }

        SecondMoments state = SecondMoments.FromSums(kept, pivot, 0, sum, squares);
        return Doubles.IsFinite(state.M2) ? state : SecondMoments.NotFinite(kept, pivot, elements.AreFinite());
    }

    // Where some are left out the differences are made first, with 0 in their place: the others keep their lanes and groups.
    [SkipLocalsInit]
    private static (double Sum, double Squares) AroundPivot(T* elements, int count, double pivot, int kept)
    {
        if (kept == count)
        {
            return SumBlock.Deviations(elements, count, pivot);
        }

        double* differences = stackalloc double[Rules.BlockElements];
        for (int i = 0; i < count; i++)
        {
            double value = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
            differences[i] = double.IsNaN(value) ? 0 : value - pivot;
        }

        return SumBlock.Deviations(differences, count, 0);
    }

    /// <summary>The elements of a block, or of a column over some rows, one after the other.</summary>
    private readonly ref struct Elements
    {
        private readonly T* _block;
        private readonly T** _rows;
        private readonly int _column;
        private readonly int _count;
        private readonly bool _skipNaN;

        private Elements(T* block, T** rows, int column, int count, bool skipNaN)
        {
            _block = block;
            _rows = rows;
            _column = column;
            _count = count;
            _skipNaN = skipNaN;
        }

        private double this[int i] => Element.ToDouble(Unsafe.ReadUnaligned<T>(_rows == null ? _block + i : _rows[i] + _column));

        [MethodImpl(HotPath.Optimized)]
        public static Elements OfBlock(T* block, int count, bool skipNaN) => new(block, null, 0, count, skipNaN);

        [MethodImpl(HotPath.Optimized)]
        public static Elements OfColumn(T** rows, int rowCount, int column, bool skipNaN) => new(null, rows, column, rowCount, skipNaN);

        [MethodImpl(HotPath.Optimized)]
        public int CountKept()
        {
            int kept = _count;
            for (int i = 0; _skipNaN && i < _count; i++)
            {
                kept -= double.IsNaN(this[i]) ? 1 : 0;
            }

            return kept;
        }

        /// <summary>The first finite element, 0 if there is none.</summary>
        [MethodImpl(HotPath.Optimized)]
        public double FirstFinite()
        {
            for (int i = 0; i < _count; i++)
            {
                if (Doubles.IsFinite(this[i]))
                {
                    return this[i];
                }
            }

            return 0;
        }

        /// <summary>No element that is not left out is infinite or NaN.</summary>
        [MethodImpl(HotPath.Optimized)]
        public bool AreFinite()
        {
            for (int i = 0; i < _count; i++)
            {
                if (double.IsInfinity(this[i]) || (double.IsNaN(this[i]) && !_skipNaN))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
