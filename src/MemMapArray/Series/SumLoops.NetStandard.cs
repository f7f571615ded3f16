using System;
using System.Runtime.CompilerServices;

namespace MemMap.Series;

/// <summary>The inner loops of cumulative sums, without vectors.</summary>
internal static unsafe class SumLoops
{
    private const int Lanes = 8;

    /// <summary>Adds up one series: number i in lane i modulo 8, then the lanes by halves.</summary>
    /// <returns>Whether all numbers are below a limit.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static bool TryTotal(double* numbers, long count, double* high, double* low, bool skipNaN, double limit)
    {
        double* sums = stackalloc double[Lanes], errors = stackalloc double[Lanes];
        new Span<double>(sums, Lanes).Clear();
        new Span<double>(errors, Lanes).Clear();
        bool isBelow = true;
        for (long i = 0; i < count; i++)
        {
            double number = skipNaN && double.IsNaN(numbers[i]) ? 0 : numbers[i];
            isBelow &= Math.Abs(number) < limit;
            SumOfDoubles.Add(ref sums[i % Lanes], ref errors[i % Lanes], number);
        }

        for (int half = Lanes / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
            {
                (sums[lane], errors[lane]) = SumOfDoubles.Join(sums[lane], errors[lane], sums[lane + half], errors[lane + half]);
            }
        }

        (*high, *low) = (sums[0], errors[0]);
        return isBelow;
    }

    /// <summary>Adds up columns.</summary>
    /// <returns>Whether all numbers are below a limit.</returns>
    public static bool TryTotalColumns(
        double* numbers, long rows, int columns, double* high, double* low, bool skipNaN, double limit) =>
        SumOfDoubles.TryTotalColumns(numbers, rows, columns, 0, high, low, skipNaN, limit);

    /// <summary>Goes along columns.</summary>
    public static void RunColumns(double* numbers, double* results, long rows, int columns, double* high, double* low, bool skipNaN) =>
        SumOfDoubles.RunColumns(numbers, results, rows, columns, 0, high, low, skipNaN);
}
