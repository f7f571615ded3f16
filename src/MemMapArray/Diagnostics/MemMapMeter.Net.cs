using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading;

namespace MemMap.Diagnostics;

/// <summary>
/// The meter <c>MemMapArray</c>, for OpenTelemetry, Prometheus and <c>dotnet-counters</c>. What happens seldom is counted as it happens;
/// what is there is counted when somebody asks.
/// </summary>
internal static class MemMapMeter
{
    private static readonly Meter s_meter = new("MemMapArray");
    private static readonly Counter<long> s_filesCut = s_meter.CreateCounter<long>(
        "memmaparray.files.cut", "{file}", "Operations that found a file cut short.");
    private static readonly Histogram<double> s_flushes = s_meter.CreateHistogram<double>(
        "memmaparray.flush.duration", "s", "How long flushes took.");
    private static int s_openArrays;

    static MemMapMeter()
    {
        s_meter.CreateObservableUpDownCounter(
            "memmaparray.arrays.open", () => Volatile.Read(ref s_openArrays), "{array}", "Arrays that nobody has disposed.");
        s_meter.CreateObservableUpDownCounter("memmaparray.mappings.open", () => MemMapDiagnostics.OpenMappings, "{mapping}", "Mappings.");
        s_meter.CreateObservableUpDownCounter(
            "memmaparray.mappings.abandoned", () => MemMapDiagnostics.CountAbandonedMappings(), "{mapping}",
            "Mappings of arrays that nobody disposed.");
        s_meter.CreateObservableUpDownCounter(
            "memmaparray.mappings.size", () => MemMapDiagnostics.MappedBytes, "By", "Mapped address space.");
    }

    public static void ArrayOpened() => Interlocked.Increment(ref s_openArrays);

    public static void ArrayDisposed() => Interlocked.Decrement(ref s_openArrays);

    public static void FileCut() => s_filesCut.Add(1);

    public static long FlushBegins() => s_flushes.Enabled ? Stopwatch.GetTimestamp() : 0;

    public static void FlushEnds(long begun)
    {
        if (begun != 0)
        {
            s_flushes.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }
    }
}
