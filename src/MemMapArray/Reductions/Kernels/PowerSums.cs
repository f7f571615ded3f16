namespace MemMap.Reductions.Kernels;

/// <summary>The sums of some elements' differences from a center, and of the second to fourth powers of the differences.</summary>
internal readonly struct PowerSums(double first, double second, double third, double fourth)
{
    public double First { get; } = first;

    public double Second { get; } = second;

    public double Third { get; } = third;

    public double Fourth { get; } = fourth;
}
