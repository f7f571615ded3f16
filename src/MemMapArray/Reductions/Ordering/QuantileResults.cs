namespace MemMap.Reductions.Ordering;

/// <summary>Where quantiles are written: those of one rule after those of another.</summary>
/// <param name="origin">The first.</param>
/// <param name="distance">How many bytes one rule's lie behind those of the rule before.</param>
internal sealed unsafe class QuantileResults(byte* origin, long distance)
{
    /// <summary>Writes one.</summary>
    /// <param name="offset">Where it lies among those of its rule, in bytes.</param>
    /// <param name="rule">The number of the rule.</param>
    /// <param name="value">The quantile.</param>
    public void Write(long offset, int rule, double value) => *(double*)(origin + offset + (rule * distance)) = value;
}
