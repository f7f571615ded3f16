using System;

namespace MemMap.Benchmarks.Cold;

/// <summary>A way to read all of a file.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Read">Reads it, and tells how many seconds that took.</param>
/// <param name="IsHere">It runs in this process, so that its calls and faults can be counted.</param>
internal sealed record ColdWay(string Name, Func<double> Read, bool IsHere = true);
