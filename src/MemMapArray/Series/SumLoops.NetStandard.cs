using System;
using System.Runtime.CompilerServices;

namespace MemMap.Series;

/// <summary>The inner loops of cumulative sums, without vectors.</summary>
internal static unsafe class SumLoops
{
    /// <summary>Adds up one series: number i in lane i modulo 8, then the lanes by halves.</summary>
    /// <returns>Whether all numbers are below a limit.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static bool TryTotal(double* numbers, long count, double* high, double* low, bool skipNaN, double limit)
    {
        double* sums = stackalloc double[SumOfDoubles.Lanes], errors = stackalloc double[SumOfDoubles.Lanes];
        new Span<double>(sums, SumOfDoubles.Lanes).Clear();
        new Span<double>(errors, SumOfDoubles.Lanes).Clear();
        return SumOfDoubles.TryTotalFrom(numbers, 0, count, sums, errors, high, low, skipNaN, limit);
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
