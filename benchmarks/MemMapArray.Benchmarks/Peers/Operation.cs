namespace MemMap.Benchmarks.Peers;

/// <summary>What is computed.</summary>
internal enum Operation
{
    /// <summary>The arithmetic mean.</summary>
    Mean,

    /// <summary>The standard deviation of the population.</summary>
    Std,

    /// <summary>The smallest element.</summary>
    Min,

    /// <summary>The largest element.</summary>
    Max,

    /// <summary>Counts, mean, spread, shape and extremes; the standard deviation of the population is looked at.</summary>
    Describe,
}
