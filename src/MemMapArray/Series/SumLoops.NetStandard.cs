namespace MemMap.Series;

/// <summary>The inner loops of cumulative sums, without vectors.</summary>
internal static unsafe class SumLoops
{
    /// <summary>Adds up columns.</summary>
    /// <returns>Whether all numbers are below a limit.</returns>
    public static bool TryTotal(double* numbers, long rows, int columns, double* high, double* low, bool skipNaN, double limit) =>
        SumOfDoubles.TryTotal(numbers, rows, columns, 0, high, low, skipNaN, limit);

    /// <summary>Goes along columns.</summary>
    public static void Run(double* numbers, double* results, long rows, int columns, double* high, double* low, bool skipNaN) =>
        SumOfDoubles.Run(numbers, results, rows, columns, 0, high, low, skipNaN);
}
