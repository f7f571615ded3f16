namespace MemMap.Benchmarks.CopyPeers;

/// <summary>What the contenders did in one case, in 10^9 bytes a second; null for those that have nothing of the kind.</summary>
internal sealed record CopyResult(string Title, double Ours, double? Plain, double? Loop, double? NumPy);
