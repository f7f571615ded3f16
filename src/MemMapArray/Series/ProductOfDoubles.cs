using System;
using System.Runtime.CompilerServices;

namespace MemMap.Series;

/// <summary>Cumulative products as unevaluated sums of two doubles and a power of two: what is in between neither overflows nor
/// vanishes.</summary>
/// <param name="skipNaN">NaN counts as 1.</param>
internal readonly unsafe partial struct ProductOfDoubles(bool skipNaN) : ICumulative<double>
{
    // Splits a double into two halves whose products are exact (Dekker, 1971).
    internal const double Splitter = (1 << 27) + 1;

    public int Planes => 3;

    public bool IsCostly => true;

    public void Start(byte* states, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            Store(states, columns, column, 1, 0, 0);
        }
    }

    public bool TryTotal(double* numbers, long rows, int columns, byte* states)
    {
        Go(numbers, null, rows, columns, states);
        return true;
    }

    [MethodImpl(HotPath.Optimized)]
    public void Carry(byte* states, int column, int columns, byte* totals, int total, int count)
    {
        double high = ((double*)states)[column], low = ((double*)states)[columns + column];
        double nextHigh = ((double*)totals)[total], nextLow = ((double*)totals)[count + total];
        long before = ((long*)states)[(2 * columns) + column], both = before + ((long*)totals)[(2 * count) + total], exponent = both;
        Store(totals, count, total, high, low, before);
        double correction = high * nextLow;
        Multiply(ref high, ref low, nextHigh, ref exponent);

        // Halved where the product was, and nothing where that is not a number between 1 and 2.
        correction = exponent == both ? correction : correction * 0.5;
        bool isFinite = Doubles.IsFinite(high) && high != 0;
        Store(states, columns, column, high, isFinite ? low + correction : 0, exponent);
    }

    [MethodImpl(HotPath.Optimized)]
    public long Run(double* numbers, double* results, long rows, int columns, byte* states)
    {
        Go(numbers, results, rows, columns, states);
        return rows * columns;
    }

    private static void Store(byte* states, int columns, int column, double high, double low, long exponent)
    {
        ((double*)states)[column] = high;
        ((double*)states)[columns + column] = low;
        ((long*)states)[(2 * columns) + column] = exponent;
    }

    // The mantissa stays between 1 and 2, but for zero, infinities and NaN, whose error is 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(ref double high, ref double low, double factor, ref long exponent)
    {
        double product = high * factor;
        if (product == 0 || double.IsNaN(product) || double.IsInfinity(product))
        {
            (high, low) = (product, 0);
            return;
        }

        double a = high * Splitter, b = factor * Splitter;
        a -= a - high;
        b -= b - factor;
        double error = ((a * b) - product + (a * (factor - b)) + ((high - a) * b)) + ((high - a) * (factor - b));
        low = (low * factor) + error;
        high = product;
        if (Math.Abs(high) >= 2)
        {
            high *= 0.5;
            low *= 0.5;
            exponent++;
        }
    }

    // Column by column, from one on.
    [MethodImpl(HotPath.Optimized)]
    private void GoOneByOne(int first, double* numbers, double* results, long rows, int columns, byte* states)
    {
        for (int column = first; column < columns; column++)
        {
            double high = ((double*)states)[column], low = ((double*)states)[columns + column];
            long exponent = ((long*)states)[(2 * columns) + column];
            for (long i = column; i < rows * columns; i += columns)
            {
                if (!skipNaN || !double.IsNaN(numbers[i]))
                {
                    Multiply(ref high, ref low, Mantissa.Split(numbers[i], ref exponent), ref exponent);
                }

                if (results != null)
                {
                    results[i] = Result(high, low, exponent);
                }
            }

            Store(states, columns, column, high, low, exponent);
        }
    }

    // Rounding may have carried the mantissa to 2, or its error below 1.
    private static double Result(double high, double low, long exponent)
    {
        double mantissa = high + low;
        if (mantissa == 0 || double.IsNaN(mantissa) || double.IsInfinity(mantissa))
        {
            return double.IsNaN(mantissa) ? double.NaN : mantissa;
        }

        mantissa = Mantissa.Split(mantissa, ref exponent);
        return Mantissa.Join(mantissa, exponent);
    }
}
