namespace MemMap.Benchmarks.Peers;

/// <summary>What one contender did in one case.</summary>
/// <param name="Case">The case, over all rows.</param>
/// <param name="Contender">The name of the contender.</param>
/// <param name="GigabytesPerSecond">The bytes to be read, over the median time, in 10^9 bytes a second.</param>
/// <param name="Value">The mean over the elements of the result; null when the contender computes nothing.</param>
/// <param name="Sample">It was timed on one part in this many.</param>
/// <param name="Agrees">Whether the value is right.</param>
internal sealed record Result(CaseName Case, string Contender, double GigabytesPerSecond, double? Value, int Sample, bool Agrees);
