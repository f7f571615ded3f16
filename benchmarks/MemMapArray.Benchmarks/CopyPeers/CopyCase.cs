using System;

namespace MemMap.Benchmarks.CopyPeers;

/// <summary>One thing to copy or fill.</summary>
/// <param name="Title">Its name in the table, and NumPy's command.</param>
/// <param name="Bytes">How many bytes are written.</param>
/// <param name="Ours">This library's way.</param>
/// <param name="Plain">Spans over plain memory.</param>
/// <param name="Loop">Two loops over elements.</param>
/// <param name="Before">What comes before each timing, untimed.</param>
internal sealed record CopyCase(string Title, long Bytes, Action Ours, Action? Plain = null, Action? Loop = null, Action? Before = null);
