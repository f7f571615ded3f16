using System;
using System.Runtime.CompilerServices;

namespace MemMap.Series;

/// <summary>Cumulative sums as unevaluated sums of two doubles: the rounded sum, and the sum of what each rounding took away (Ogita, Rump and
/// Oishi, Accurate sum and dot product, 2005).</summary>
/// <param name="skipNaN">NaN counts as 0.</param>
internal readonly unsafe struct SumOfDoubles(bool skipNaN) : ICumulative<double>
{
    /// <summary>One series is added up in so many sums: number i in lane i modulo 8.</summary>
    internal const int Lanes = 8;

    // Below it no sum of a box overflows, so that a part of a series may be added up before what it is appended to is known.
    private const double Limit = 1.0995116277760e300;

    public int StateBytes => 2 * sizeof(double);

    public bool MayRefuse => false;

    public void Start(byte* states, int columns) => new Span<double>(states, 2 * columns).Clear();

    public bool TryTotal(double* numbers, long rows, int columns, byte* states)
    {
        double* high = (double*)states, low = high + columns;
        return columns == 1
            ? SumLoops.TryTotal(numbers, rows, high, low, skipNaN, Limit)
            : SumLoops.TryTotalColumns(numbers, rows, columns, high, low, skipNaN, Limit);
    }

    [MethodImpl(HotPath.Optimized)]
    public void Append(byte* states, byte* following, int columns)
    {
        double* high = (double*)states, low = high + columns, nextHigh = (double*)following, nextLow = nextHigh + columns;
        for (int column = 0; column < columns; column++)
        {
            (high[column], low[column]) = Join(high[column], low[column], nextHigh[column], nextLow[column]);
        }
    }

    public long Run(double* numbers, double* results, long rows, int columns, byte* states)
    {
        double* high = (double*)states;
        SumLoops.RunColumns(numbers, results, rows, columns, high, high + columns, skipNaN);
        return rows * columns;
    }

    /// <summary>Adds up one series from a number on, and then the lanes by halves.</summary>
    /// <returns>Whether all numbers from there on are below a limit.</returns>
    [MethodImpl(HotPath.Optimized)]
    internal static bool TryTotalFrom(
        double* numbers, long first, long count, double* sums, double* errors, double* high, double* low, bool skipNaN, double limit)
    {
        bool isBelow = true;
        for (long i = first; i < count; i++)
        {
            double number = skipNaN && double.IsNaN(numbers[i]) ? 0 : numbers[i];
            isBelow &= Math.Abs(number) < limit;
            Add(ref sums[i % Lanes], ref errors[i % Lanes], number);
        }

        for (int half = Lanes / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
            {
                (sums[lane], errors[lane]) = Join(sums[lane], errors[lane], sums[lane + half], errors[lane + half]);
            }
        }

        (*high, *low) = (sums[0], errors[0]);
        return isBelow;
    }

    /// <summary>Adds up columns one by one, from one on.</summary>
    /// <returns>Whether all numbers are below a limit.</returns>
    [MethodImpl(HotPath.Optimized)]
    internal static bool TryTotalColumns(
        double* numbers, long rows, int columns, int first, double* high, double* low, bool skipNaN, double limit)
    {
        bool isBelow = true;
        for (int column = first; column < columns; column++)
        {
            (double sum, double error) = (0, 0);
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
    internal static void RunColumns(
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
