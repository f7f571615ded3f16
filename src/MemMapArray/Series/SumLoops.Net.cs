using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Series;

/// <summary>The inner loops of cumulative sums, with vectors.</summary>
internal static unsafe class SumLoops
{
    private const int Lanes = 8;

    /// <summary>Adds up columns, eight at a time.</summary>
    /// <returns>Whether all numbers are below a limit.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static bool TryTotal(double* numbers, long rows, int columns, double* high, double* low, bool skipNaN, double limit)
    {
        if (columns < Lanes)
        {
            return SumOfDoubles.TryTotal(numbers, rows, columns, 0, high, low, skipNaN, limit);
        }

        // The last eight share some columns with those before: they begin with what was known of them before.
        int last = columns - Lanes;
        Vector512<double> sumOfLast = Vector512.Load(high + last), errorOfLast = Vector512.Load(low + last);
        bool areBelow = true;
        for (int column = 0; column < last; column += Lanes)
        {
            Vector512<double> sum = Vector512.Load(high + column), error = Vector512.Load(low + column);
            areBelow &= TryTotal(numbers + column, rows, columns, ref sum, ref error, skipNaN, limit);
            sum.Store(high + column);
            error.Store(low + column);
        }

        areBelow &= TryTotal(numbers + last, rows, columns, ref sumOfLast, ref errorOfLast, skipNaN, limit);
        sumOfLast.Store(high + last);
        errorOfLast.Store(low + last);
        return areBelow;
    }

    /// <summary>Goes along columns, eight at a time.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Run(double* numbers, double* results, long rows, int columns, double* high, double* low, bool skipNaN)
    {
        if (columns < Lanes)
        {
            SumOfDoubles.Run(numbers, results, rows, columns, 0, high, low, skipNaN);
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
    private static bool TryTotal(
        double* x, long rows, int step, ref Vector512<double> sums, ref Vector512<double> errors, bool skipNaN, double limit)
    {
        // Magnitudes are ordered as their bits are, and NaN is above all of them.
        Vector512<double> sum = sums, error = errors;
        Vector512<long> most = Vector512<long>.Zero;
        for (long row = 0; row < rows; row++, x += step)
        {
            Vector512<double> number = Load(x, skipNaN);
            most = Vector512.Max(most, Vector512.Abs(number).AsInt64());
            Add(ref sum, ref error, number);
        }

        (sums, errors) = (sum, error);
        return Vector512.LessThanAll(most, Vector512.Create(limit).AsInt64());
    }

    // An error that is NaN stays so: where the last one is not, none was, and no result is NaN.
    [MethodImpl(HotPath.Optimized)]
    private static void Run(
        double* x, double* z, long rows, int step, ref Vector512<double> sums, ref Vector512<double> errors, bool skipNaN)
    {
        Vector512<double> sum = sums, error = errors;
        if (Vector512.EqualsAll(error, error))
        {
            double* from = x, to = z;
            for (long row = 0; row < rows; row++, from += step, to += step)
            {
                Add(ref sum, ref error, Load(from, skipNaN));
                (sum + error).Store(to);
            }
        }

        if (!Vector512.EqualsAll(error, error))
        {
            RunSpecial(x, z, rows, step, ref sums, ref errors, skipNaN);
            return;
        }

        (sums, errors) = (sum, error);
    }

    [MethodImpl(HotPath.Optimized)]
    private static void RunSpecial(
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
