namespace MemMap.Reductions;

/// <summary>The sum of some elements, and how many of them were left out.</summary>
internal readonly struct FloatingSumState(double sum, long skipped)
{
    public double Sum { get; } = sum;

    public long Skipped { get; } = skipped;
}
