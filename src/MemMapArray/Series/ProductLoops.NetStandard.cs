namespace MemMap.Series;

/// <summary>The inner loops of cumulative products, without vectors: none.</summary>
internal static unsafe class ProductLoops
{
    /// <summary>Goes along columns, several at a time.</summary>
    /// <param name="numbers">Rows of numbers.</param>
    /// <param name="results">Where the products up to each go; <see langword="null"/> for none.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="states">The mantissas, their errors, and the exponents.</param>
    /// <param name="skipNaN">NaN counts as 1.</param>
    /// <returns>How many columns are done: none.</returns>
    public static int Run(double* numbers, double* results, long rows, int columns, byte* states, bool skipNaN) => 0;
}
