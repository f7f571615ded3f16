using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// Makes moments of elements that doubles hold exactly, for their variance: of each block around a pivot near its values.
/// </summary>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct Variance<T>(bool skipNaN) : IStateKernel<T, VarianceState>, IFewColumnsKernel
    where T : unmanaged
{
    public VarianceState State => default;

    public bool BlocksAreRows => false;

    public bool TakesFewColumns => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state) => OfBlock(elements, count).Store((double*)state, 0, 1);

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        int room = CacheLine.Fill<double>(columns);
        byte* memory = stackalloc byte[(3 * room * sizeof(double)) + CacheLine.Bytes];
        double* pivots = (double*)CacheLine.After(memory), sums = pivots + room, squares = sums + room;
        T* elements = stackalloc T[Rules.RowsPerLeaf];
        for (int column = LoadPivots<T>.FromRow(rows[0], columns, pivots) ? columns : 0; column < columns; column++)
        {
            if (!Doubles.IsFinite(pivots[column]))
            {
                Scalar.Columns<T>.Copy(rows, rowCount, column, elements);
                pivots[column] = FirstFinite(elements, rowCount);
            }
        }

        if (SumIntegerDeviations<T>.IsFor)
        {
            SumIntegerDeviations<T>.Rows(rows, rowCount, columns, pivots, sums, squares);
        }
        else
        {
            SumRows<T>.Deviations(rows, rowCount, columns, pivots, sums, squares);
        }

        bool areGood = SecondMomentsPlanes.FromSums<T>(rowCount, pivots, sums, squares, columns, (double*)states);
        if (typeof(T) == typeof(double) && !areGood)
        {
            // Columns of zeros are common.
            long* areEqual = stackalloc long[columns];
            ConstantColumns.Find((double**)rows, rowCount, columns, squares, Spread.LeastPivot, areEqual);
            areGood = SecondMomentsPlanes.FromSums<T>(rowCount, pivots, sums, squares, columns, (double*)states, areEqual);
        }

        for (int column = areGood ? columns : 0; column < columns; column++)
        {
            SecondMoments moments = OfColumn(rows, rowCount, column, pivots[column], sums[column], squares[column], elements);
            moments.Store((double*)states, column, columns);
        }
    }

    /// <summary>The moments of a block without NaN.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="count">How many.</param>
    /// <param name="pivot">The first of them.</param>
    /// <param name="sum">The sum of their differences from it.</param>
    /// <param name="squares">The sum of the squares of these.</param>
    public static SecondMoments OfSums(T* elements, int count, double pivot, double sum, double squares) =>
        new Variance<T>(skipNaN: false).OfSums(elements, count, count, pivot, sum, squares);

    [MethodImpl(HotPath.Optimized)]
    private SecondMoments OfBlock(T* elements, int count)
    {
        int kept = skipNaN ? count - NaNs.Count(elements, count) : count;
        if (kept == 0)
        {
            return default;
        }

        double pivot = FirstFinite(elements, count);
        (double sum, double squares) = SumIntegerDeviations<T>.IsFor
            ? SumIntegerDeviations<T>.Block(elements, count, pivot)
            : AroundPivot(elements, count, pivot, kept);
        return OfSums(elements, count, kept, pivot, sum, squares);
    }

    private SecondMoments OfSums(T* elements, int count, int kept, double pivot, double sum, double squares)
    {
        if (SecondMoments.Cancels(kept, sum, squares))
        {
            // Once more around the mean: the block is in the cache.
            pivot += sum / kept;
            (sum, squares) = AroundPivot(elements, count, pivot, kept);
        }

        SecondMoments state = SecondMoments.FromSums(kept, pivot, 0, sum, squares);
        return Spread.IsInRange<T>(state.M2) || Spread.AreAll(pivot, squares) ? state : ByScale(elements, count, kept);
    }

    [MethodImpl(HotPath.Optimized)]
    private SecondMoments OfColumn(T** rows, int rowCount, int column, double pivot, double sum, double squares, T* memory)
    {
        int kept = rowCount;
        if (double.IsNaN(sum))
        {
            kept -= skipNaN ? NaNs.CountInColumn(rows, rowCount, column) : 0;
            (sum, squares) = Scalar.SumRows<T>.ColumnDeviations(rows, rowCount, column, pivot, skipNaN);
        }

        if (kept == 0)
        {
            return default;
        }

        if (SecondMoments.Cancels(kept, sum, squares))
        {
            pivot += sum / kept;
            (sum, squares) = Scalar.SumRows<T>.ColumnDeviations(rows, rowCount, column, pivot, skipNaN);
        }

        SecondMoments state = SecondMoments.FromSums(kept, pivot, 0, sum, squares);
        if (Spread.IsInRange<T>(state.M2) || Spread.AreAll(pivot, squares))
        {
            return state;
        }

        Scalar.Columns<T>.Copy(rows, rowCount, column, memory);
        return ByScale(memory, rowCount, kept);
    }

    // Where some are left out the differences are made first, with 0 in their place: the others keep their lanes and groups.
    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private static (double Sum, double Squares) AroundPivot(T* elements, int count, double pivot, int kept)
    {
        if (kept == count)
        {
            return SumBlock<T>.Deviations(elements, count, pivot);
        }

        double* differences = stackalloc double[Rules.BlockElements];
        for (int i = 0; i < count; i++)
        {
            double value = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
            differences[i] = double.IsNaN(value) ? 0 : value - pivot;
        }

        return SumBlock<double>.Deviations(differences, count, 0);
    }

    // 0 if there is none.
    [MethodImpl(HotPath.Optimized)]
    private static double FirstFinite(T* elements, int count)
    {
        for (int i = 0; i < count; i++)
        {
            double value = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
            if (Doubles.IsFinite(value))
            {
                return value;
            }
        }

        return 0;
    }

    // Elements that are all equal, or not all finite, or whose squares doubles do not hold: then a power of two is taken off first. Its room
    // on the stack is no part of the callers, which are quick.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private SecondMoments ByScale(T* elements, int count, int kept)
    {
        int rest = (count - 1) * sizeof(T);
        double first = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements));
        if (Doubles.IsFinite(first) && new ReadOnlySpan<byte>(elements, rest).SequenceEqual(new(elements + 1, rest)))
        {
            return new(kept, first, 0, 0);
        }

        double least = double.PositiveInfinity, most = double.NegativeInfinity;
        for (int i = 0; i < count; i++)
        {
            double value = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
            if (double.IsInfinity(value) || (double.IsNaN(value) && !skipNaN))
            {
                return SecondMoments.NotFinite(kept);
            }

            least = value < least ? value : least;
            most = value > most ? value : most;
        }

        if (least == most)
        {
            return new(kept, least, 0, 0);
        }

        int exponent = Spread.ScaleOf(least, most);
        double* scaled = stackalloc double[Rules.BlockElements];
        Spread.Scale(elements, count, Mantissa.Scale(1, -exponent), scaled);
        return new Variance<double>(skipNaN: false).OfBlock(scaled, kept).Divided(exponent);
    }
}
