using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// <see cref="Describe{T, TSumKernel, TSum}"/> of integers of 8 bits: all moments are made of the sums of their first to fourth powers,
/// which are integers. The third and fourth are around the integer next to the mean, so that these are exact as well.
/// </summary>
internal readonly unsafe struct DescribeBytes<T> : IStateKernel<T, DescribeState<T, IntegerSumState>>
    where T : unmanaged
{
    /// <summary>Whether the element type is one of these.</summary>
    public static bool IsFor => sizeof(T) == sizeof(byte) && Element.IsInteger<T>();

    public DescribeState<T, IntegerSumState> State => new(default, new MinMax<T>(skipNaN: false).State);

    public bool BlocksAreRows => false;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        DescribeState<T, IntegerSumState> layout = State;
        new MinMax<T>(skipNaN: false).ReduceBlock(elements, count, position, (byte*)layout.Mins(state, 1));
        IntegerPowers sums = SumIntegerPowers<T>.Block(elements, count);
        new WideInteger(sums.First).Store(state, 0, 1);

        double pivot = Element.ToDouble(*elements);
        IntegerPowers differences = sums.Around(count, (long)pivot);
        SecondMoments second = Variance<T>.OfSums(elements, count, pivot, differences.First, differences.Second);

        (double center, double shift) = CenterOf(second.Mean, second.MeanRest);
        differences = sums.Around(count, (long)center);
        FourthMoments.FromSums(second, 0, new(differences.Third, differences.Fourth), shift).Store(layout.Moments(state, 1), 0, 1);
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        DescribeState<T, IntegerSumState> layout = State;
        new MinMax<T>(skipNaN: false).ReduceRows(rows, rowCount, columns, position, (byte*)layout.Mins(states, columns));
        double* sums = stackalloc double[(IntegerPowers.Planes + 3 + SecondMoments.Planes) * columns];
        double* pivots = sums + (IntegerPowers.Planes * columns), differences = pivots + columns, squares = differences + columns;
        double* seconds = squares + columns;
        SumIntegerPowers<T>.Rows(rows, rowCount, columns, sums);
        WideInteger.StoreAll(sums, columns, states);

        LoadPivots<T>.FromRow(rows[0], columns, pivots);
        for (int column = 0; column < columns; column++)
        {
            IntegerPowers around = IntegerPowers.Load(sums, column, columns).Around(rowCount, (long)pivots[column]);
            (differences[column], squares[column]) = (around.First, around.Second);
        }

        if (!SecondMomentsPlanes.FromSums<T>(rowCount, pivots, differences, squares, columns, seconds))
        {
            new Variance<T>(skipNaN: false).ReduceRows(rows, rowCount, columns, position, (byte*)seconds);
        }

        // The powers around the centers take the places of what is no longer wanted.
        double* powers = differences, shifts = pivots;
        for (int column = 0; column < columns; column++)
        {
            (double center, shifts[column]) = CenterOf(seconds[columns + column], seconds[(2 * columns) + column]);
            IntegerPowers around = IntegerPowers.Load(sums, column, columns).Around(rowCount, (long)center);
            (powers[column], powers[columns + column]) = (around.Third, around.Fourth);
        }

        FourthMomentsPlanes.FromSums<T>(rowCount, seconds, powers, shifts, columns, layout.Moments(states, columns));
    }

    private static (double Center, double Shift) CenterOf(double mean, double rest)
    {
        double center = Math.Floor(mean + 0.5);
        return (center, (mean - center) + rest);
    }
}
