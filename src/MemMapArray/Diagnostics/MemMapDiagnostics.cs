namespace MemMap;

/// <summary>Figures of this process, to find arrays that nobody disposed.</summary>
/// <remarks>The event source <c>MemMapArray</c> announces them while they change: ArrayOpened, ArrayDisposed, MappingOpened, MappingClosed and MappingAbandoned, with path and bytes, and (not on
/// .NET Standard 2.0) the counters open-mappings, mapped-bytes and abandoned-mappings: <c>dotnet-counters monitor --counters MemMapArray</c>.
/// The meter of the same name (not on .NET Standard 2.0) has them for OpenTelemetry, with open arrays, the duration of flushes, and files that were found cut short: <c>docs/guides/serve.md</c>.</remarks>
public static class MemMapDiagnostics
{
    /// <summary>How many mappings exist now. Arrays of zero elements have none; an array that has grown may have several.
    /// An array that nobody disposes keeps its mappings for good, because spans over it may live.</summary>
    public static int OpenMappings => Diagnostics.OpenMappings.Count;

    /// <summary>How many bytes of address space they take. A growing file has some in reserve, which takes neither memory nor disk.</summary>
    public static long MappedBytes => Diagnostics.OpenMappings.Bytes;

    /// <summary>Counts the mappings of arrays that were garbage collected, with all their views, before anybody disposed them: they stay for good. O(<see cref="OpenMappings"/>).</summary>
    /// <returns>The number. It does not include those that the garbage collector has not come to yet.</returns>
    public static int CountAbandonedMappings() => Diagnostics.OpenMappings.CountAbandoned();
}
