using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Running;

/// <summary>What a kernel is made for.</summary>
/// <param name="skipNaN">NaN is left out.</param>
/// <param name="indexes">The index of each position.</param>
internal readonly struct KernelOptions(bool skipNaN, TraversalIndexes indexes)
{
    public bool SkipNaN => skipNaN;

    /// <summary>The index of each position. Only what looks at positions asks for it: it is slower under a mask.</summary>
    public TraversalIndexes Indexes => indexes.Take();
}
