namespace MemMap.Reductions.Elements;

/// <summary>The sums of some elements' deviations from a center, and of the second to fourth powers of the deviations.</summary>
internal readonly unsafe struct PowerSums(double first, double second, double third, double fourth)
{
    /// <summary>How many planes those of columns are.</summary>
    public const int Planes = 4;

    public double First { get; } = first;

    public double Second { get; } = second;

    public double Third { get; } = third;

    public double Fourth { get; } = fourth;

    public static PowerSums Load(double* planes, int column, int columns) =>
        new(planes[column], planes[columns + column], planes[(2 * columns) + column], planes[(3 * columns) + column]);

    public void Store(double* planes, int column, int columns)
    {
        double* at = planes + column;
        (at[0], at[columns], at[2 * columns], at[3 * columns]) = (First, Second, Third, Fourth);
    }
}
