namespace MemMap.Reductions.Elements;

/// <summary>The sums of the third and of the fourth powers of some elements' deviations from a center.</summary>
internal readonly unsafe struct PowerSums(double third, double fourth)
{
    /// <summary>How many planes those of columns are.</summary>
    public const int Planes = 2;

    public double Third { get; } = third;

    public double Fourth { get; } = fourth;

    public static PowerSums Load(double* planes, int column, int columns) => new(planes[column], planes[columns + column]);

    public void Store(double* planes, int column, int columns) => (planes[column], planes[columns + column]) = (Third, Fourth);
}
