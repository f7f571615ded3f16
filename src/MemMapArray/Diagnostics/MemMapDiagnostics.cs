namespace MemMap;

/// <summary>The mappings of this process: finds arrays that were never disposed.</summary>
/// <remarks>The event source <c>MemMapArray</c> announces them while they change: ArrayOpened, ArrayDisposed, MappingOpened, MappingClosed
/// and MappingAbandoned, with path and bytes, and (not on .NET Standard 2.0) the counters open-mappings, mapped-bytes and
/// abandoned-mappings: <c>dotnet-counters monitor --counters MemMapArray</c>. The meter of the same name (not on .NET Standard 2.0) has
/// them for OpenTelemetry, with open arrays, the duration of flushes, and files that were found cut short:
/// <c>docs/guides/serve.md</c>.</remarks>
/// <example><code>Console.WriteLine($"{MemMapDiagnostics.OpenMappings} mappings, {MemMapDiagnostics.MappedBytes} bytes");</code></example>
public static class MemMapDiagnostics
{
    /// <summary>The number of mappings. An array without elements has no mapping; an array that has grown may have several.
    /// An array that is never disposed keeps its mappings until the process ends, because there may be spans over it.</summary>
    public static int OpenMappings => Diagnostics.OpenMappings.Count;

    /// <summary>The bytes of address space that the mappings take. A growing file reserves address space, which takes neither memory nor
    /// disk.</summary>
    public static long MappedBytes => Diagnostics.OpenMappings.Bytes;

    /// <summary>Counts the mappings of arrays that were garbage collected, with all their views, without being disposed: they stay until
    /// the process ends. O(<see cref="OpenMappings"/>).</summary>
    /// <returns>The number. It does not include arrays that the garbage collector has not reached yet.</returns>
    /// <example><code>
    /// GC.Collect();
    /// int leaks = MemMapDiagnostics.CountAbandonedMappings();
    /// </code></example>
    public static int CountAbandonedMappings() => Diagnostics.OpenMappings.CountAbandoned();
}
