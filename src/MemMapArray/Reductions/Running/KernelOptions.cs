using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Running;

/// <summary>What a kernel is made for.</summary>
/// <param name="skipNaN">NaN is left out.</param>
/// <param name="indexes">The index of each position.</param>
internal readonly struct KernelOptions(bool skipNaN, TraversalIndexes indexes)
{
    public bool SkipNaN => skipNaN;

    public TraversalIndexes Indexes => indexes;
}
