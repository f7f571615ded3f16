using System.Collections.Generic;

namespace MemMap.Benchmarks.Peers;

/// <summary>What is measured, and how often.</summary>
/// <param name="Bytes">About how large a file is.</param>
/// <param name="Rounds">How many timings each contender gets in each case.</param>
/// <param name="Types">The element types, by name.</param>
/// <param name="Operations">The operations, by name.</param>
/// <param name="Layouts">The layouts, by name.</param>
/// <param name="IsAlone">The peers are left out.</param>
internal sealed record PeersOptions(
    long Bytes,
    int Rounds,
    IReadOnlyCollection<string> Types,
    IReadOnlyCollection<string> Operations,
    IReadOnlyCollection<string> Layouts,
    bool IsAlone);
