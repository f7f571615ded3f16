namespace MemMap.Cluster;

/// <summary>What scans of a silo work with.</summary>
/// <param name="Files">The files that it may read.</param>
/// <param name="Reductions">The reductions that it knows.</param>
/// <param name="Threads">How many threads a scan has.</param>
internal sealed record SiloResources(SiloFiles Files, SiloReductions Reductions, int Threads);
