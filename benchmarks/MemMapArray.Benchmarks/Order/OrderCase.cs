using System;

namespace MemMap.Benchmarks.Order;

/// <summary>One thing to compute, and how the peers say it. All give one number, which is compared.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Ours">This library's way.</param>
/// <param name="NumPy">NumPy's, of the memory map <c>a</c>.</param>
/// <param name="Bottleneck">bottleneck's, as <c>bn</c>.</param>
/// <param name="Aim">What is aimed at: parts of the read limit, times as fast as a peer.</param>
internal sealed record OrderCase<T>(string Name, Func<MemMapArray<T>, double> Ours, string? NumPy = null, string? Bottleneck = null, string Aim = "")
    where T : unmanaged;
