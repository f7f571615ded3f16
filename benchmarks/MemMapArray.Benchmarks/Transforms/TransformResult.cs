namespace MemMap.Benchmarks.Transforms;

/// <summary>What the contenders did in one case, in 10^9 bytes a second; null for those that have nothing of the kind.</summary>
internal sealed record TransformResult(string Title, double Ours, double Copy, double? NumPy, double? NumExpr);
