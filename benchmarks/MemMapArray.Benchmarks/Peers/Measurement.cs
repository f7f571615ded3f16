namespace MemMap.Benchmarks.Peers;

/// <summary>One timing.</summary>
/// <param name="Seconds">The time of the computation alone.</param>
/// <param name="Value">The mean over the elements of the result; null when the contender computes nothing.</param>
internal readonly record struct Measurement(double Seconds, double? Value);
