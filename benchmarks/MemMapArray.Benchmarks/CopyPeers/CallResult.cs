namespace MemMap.Benchmarks.CopyPeers;

/// <summary>How long a call takes, in seconds; null for those that have nothing of the kind.</summary>
/// <param name="Title">Its name in the table.</param>
/// <param name="Ours">This library.</param>
/// <param name="NumPy">NumPy.</param>
/// <param name="ByHand">What one writes by hand, warm.</param>
/// <param name="Bytes">What this library allocates, warm.</param>
internal sealed record CallResult(string Title, CallTimes Ours, CallTimes? NumPy, double? ByHand, double Bytes);

/// <summary>The first call of a fresh process, one of the nine after it, and one of many.</summary>
internal sealed record CallTimes(double First, double Next, double Warm);
