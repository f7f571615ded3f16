using System;

namespace MemMap.Benchmarks.CopyPeers;

/// <summary>One call that a program makes often, each way as many times as it is told.</summary>
/// <param name="Title">Its name in the table, and NumPy's command.</param>
/// <param name="Open">Opens what the calls need.</param>
/// <param name="Ours">This library's way.</param>
/// <param name="ByHand">Pointers, spans and what .NET has itself, over the same mapping; null where there is nothing of the kind.</param>
internal sealed record CallCase(string Title, Action Open, Action<int> Ours, Action<int>? ByHand = null);
