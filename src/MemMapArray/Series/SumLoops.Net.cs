using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Series;

/// <summary>The inner loops of cumulative sums, with vectors.</summary>
internal static unsafe class SumLoops
{
    private const int Lanes = SumOfDoubles.Lanes;

    /// <summary>Adds up one series: number i in lane i modulo 8, then the lanes by halves.</summary>
    /// <returns>Whether all numbers are below a limit.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static bool TryTotal(double* numbers, long count, double* high, double* low, bool skipNaN, double limit)
    {
        Vector512<double> sum = Vector512<double>.Zero, error = sum, most = Vector512.Create(limit), below = Vector512<double>.AllBitsSet;
        long i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            Vector512<double> number = Load(numbers + i, skipNaN);
            below &= Vector512.LessThan(Vector512.Abs(number), most);
            Add(ref sum, ref error, number);
        }

        double* sums = stackalloc double[Lanes], errors = stackalloc double[Lanes];
        sum.Store(sums);
        error.Store(errors);
        bool isBelow = Vector512.EqualsAll(below.AsInt64(), Vector512<long>.AllBitsSet);
        return SumOfDoubles.TryTotalFrom(numbers, i, count, sums, errors, high, low, skipNaN, limit) & isBelow;
    }

    /// <summary>Adds up columns, eight at a time.</summary>
    /// <returns>Whether all numbers are below a limit.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static bool TryTotalColumns(
        double* numbers, long rows, int columns, double* high, double* low, bool skipNaN, double limit)
    {
        Vector512<double> most = Vector512.Create(limit), below = Vector512<double>.AllBitsSet;
        if (columns < Lanes)
        {
            return SumOfDoubles.TryTotalColumns(numbers, rows, columns, 0, high, low, skipNaN, limit);
        }

        // The last eight share some columns with those before.
        for (int group = 0; group < columns; group += Lanes)
        {
            int column = Math.Min(group, columns - Lanes);
            Vector512<double> sum = Vector512<double>.Zero, error = sum;
            double* x = numbers + column;
            for (long row = 0; row < rows; row++, x += columns)
            {
                Vector512<double> number = Load(x, skipNaN);
                below &= Vector512.LessThan(Vector512.Abs(number), most);
                Add(ref sum, ref error, number);
            }

            sum.Store(high + column);
            error.Store(low + column);
        }

        return Vector512.EqualsAll(below.AsInt64(), Vector512<long>.AllBitsSet);
    }

    /// <summary>Goes along columns, eight at a time.</summary>
    public static void RunColumns(double* numbers, double* results, long rows, int columns, double* high, double* low, bool skipNaN)
    {
        if (columns < Lanes)
        {
            SumOfDoubles.RunColumns(numbers, results, rows, columns, 0, high, low, skipNaN);
            return;
        }

        // The last eight share some columns with those before: they begin with what was known of them before.
        int last = columns - Lanes;
        Vector512<double> sumOfLast = Vector512.Load(high + last), errorOfLast = Vector512.Load(low + last);
        for (int column = 0; column < last; column += Lanes)
        {
            Vector512<double> sum = Vector512.Load(high + column), error = Vector512.Load(low + column);
            Run(numbers + column, results + column, rows, columns, ref sum, ref error, skipNaN);
            sum.Store(high + column);
            error.Store(low + column);
        }

        Run(numbers + last, results + last, rows, columns, ref sumOfLast, ref errorOfLast, skipNaN);
        sumOfLast.Store(high + last);
        errorOfLast.Store(low + last);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Run(
        double* x, double* z, long rows, int step, ref Vector512<double> sums, ref Vector512<double> errors, bool skipNaN)
    {
        Vector512<double> sum = sums, error = errors;
        for (long row = 0; row < rows; row++, x += step, z += step)
        {
            Add(ref sum, ref error, Load(x, skipNaN));

            // Of an infinite sum the error is NaN. Every NaN is the one that results have.
            Vector512<double> result = Vector512.ConditionalSelect(Vector512.Equals(error, error), sum + error, sum);
            Vector512.ConditionalSelect(Vector512.Equals(result, result), result, Vector512.Create(double.NaN)).Store(z);
        }

        (sums, errors) = (sum, error);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(double* numbers, bool skipNaN)
    {
        Vector512<double> number = Vector512.Load(numbers);
        return skipNaN ? number & Vector512.Equals(number, number) : number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add(ref Vector512<double> sum, ref Vector512<double> error, Vector512<double> number)
    {
        Vector512<double> next = sum + number, shadow = next - sum;
        error += (sum - (next - shadow)) + (number - shadow);
        sum = next;
    }
}
