namespace MemMap.Diagnostics;

/// <content>netstandard2.0 has no polled counters. The events and <see cref="MemMapDiagnostics"/> say the same.</content>
internal sealed partial class MemMapEventSource;
