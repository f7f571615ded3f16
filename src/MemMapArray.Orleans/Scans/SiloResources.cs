namespace MemMap.Cluster;

/// <summary>What scans of a silo work with.</summary>
/// <param name="Files">The files that it may read.</param>
/// <param name="Reductions">The reductions that it knows.</param>
/// <param name="Transforms">The transforms that it knows.</param>
/// <param name="Output">The folders that it writes.</param>
/// <param name="Threads">How many threads a scan has.</param>
internal sealed record SiloResources(
    SiloFiles Files, SiloReductions Reductions, SiloTransforms Transforms, SiloOutput Output, int Threads);
