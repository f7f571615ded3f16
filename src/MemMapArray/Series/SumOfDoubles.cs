using System;
using System.Runtime.CompilerServices;

namespace MemMap.Series;

/// <summary>Cumulative sums as unevaluated sums of two doubles: the rounded sum, and the sum of what each rounding took away (Ogita, Rump and
/// Oishi, Accurate sum and dot product, 2005).</summary>
/// <param name="skipNaN">NaN counts as 0.</param>
internal readonly unsafe struct SumOfDoubles(bool skipNaN) : ICumulative<double>
{
    // Below it no sum of a part overflows, so that a part of a series may be added up before what it is appended to is known.
    private const double Limit = 1.0995116277760e300;

    public int Planes => 2;

    public bool IsCostly => false;

    public void Start(byte* states, int columns) => new Span<double>(states, 2 * columns).Clear();

    [MethodImpl(HotPath.Optimized)]
    public bool TryTotal(double* numbers, long rows, int columns, byte* states)
    {
        double* high = (double*)states;
        return SumLoops.TryTotal(numbers, rows, columns, high, high + columns, skipNaN, Limit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Carry(byte* states, int column, int columns, byte* totals, int total, int count)
    {
        ref double high = ref ((double*)states)[column], low = ref ((double*)states)[columns + column];
        ref double nextHigh = ref ((double*)totals)[total], nextLow = ref ((double*)totals)[count + total];
        (double sum, double error) = Join(high, low, nextHigh, nextLow);
        (nextHigh, nextLow) = (high, low);
        (high, low) = (sum, error);
    }

    [MethodImpl(HotPath.Optimized)]
    public long Run(double* numbers, double* results, long rows, int columns, byte* states)
    {
        double* high = (double*)states;
        SumLoops.Run(numbers, results, rows, columns, high, high + columns, skipNaN);
        return rows * columns;
    }

    /// <summary>Adds up columns one by one, from one on.</summary>
    /// <returns>Whether all numbers are below a limit.</returns>
    [MethodImpl(HotPath.Optimized)]
    internal static bool TryTotal(
        double* numbers, long rows, int columns, int first, double* high, double* low, bool skipNaN, double limit)
    {
        bool isBelow = true;
        for (int column = first; column < columns; column++)
        {
            (double sum, double error) = (high[column], low[column]);
            for (double* x = numbers + column, end = x + (rows * columns); x < end; x += columns)
            {
                double number = skipNaN && double.IsNaN(*x) ? 0 : *x;
                isBelow &= Math.Abs(number) < limit;
                Add(ref sum, ref error, number);
            }

            (high[column], low[column]) = (sum, error);
        }

        return isBelow;
    }

    /// <summary>Goes along columns one by one, from one on.</summary>
    [MethodImpl(HotPath.Optimized)]
    internal static void Run(
        double* numbers, double* results, long rows, int columns, int first, double* high, double* low, bool skipNaN)
    {
        for (int column = first; column < columns; column++)
        {
            (double sum, double error) = (high[column], low[column]);
            double* z = results + column;
            for (double* x = numbers + column, end = x + (rows * columns); x < end; x += columns, z += columns)
            {
                Add(ref sum, ref error, skipNaN && double.IsNaN(*x) ? 0 : *x);
                *z = Result(sum, error);
            }

            (high[column], low[column]) = (sum, error);
        }
    }

    /// <summary>The sum of two sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (double High, double Low) Join(double high, double low, double nextHigh, double nextLow)
    {
        Add(ref high, ref low, nextHigh);
        low += nextLow;
        double sum = high + low;
        return double.IsNaN(low) ? (high, low) : (sum, low - (sum - high));
    }

    /// <summary>Adds a number to a sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add(ref double sum, ref double error, double number)
    {
        double next = sum + number, shadow = next - sum;
        error += (sum - (next - shadow)) + (number - shadow);
        sum = next;
    }

    // Of an infinite sum the error is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Result(double sum, double error) =>
        !double.IsNaN(error) ? sum + error : double.IsNaN(sum) ? double.NaN : sum;
}
