namespace MemMap.Benchmarks.Peers;

/// <summary>Whether a contender may be timed on a part of the rows.</summary>
internal enum Sampling
{
    /// <summary>Always on all of them.</summary>
    Never,

    /// <summary>On a part where all would take too long.</summary>
    WhenSlow,

    /// <summary>Always on one part in 64.</summary>
    Always,
}
