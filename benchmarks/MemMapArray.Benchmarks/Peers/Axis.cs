namespace MemMap.Benchmarks.Peers;

/// <summary>An axis over the elements of the file.</summary>
/// <param name="Length">How many elements it has.</param>
/// <param name="Step">How many elements of the file it is from one to the next.</param>
internal readonly record struct Axis(long Length, long Step);
