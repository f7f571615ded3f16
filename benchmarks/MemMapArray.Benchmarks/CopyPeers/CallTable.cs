using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace MemMap.Benchmarks.CopyPeers;

/// <summary>The calls as a Markdown table.</summary>
internal static class CallTable
{
    private const string Legend =
        """
        Microseconds a call, medians, on one thread, everything in the page cache. Cubes have an edge of 128, all other arrays are
        1000 x 1000 float32; copies go into memory that was there. `first`: the first call of a fresh process, with its file open (but of
        `open and dispose`). `next`: the median of the nine calls after it. `warm`: one of many. `by hand`: loops over spans and pointers,
        and `MemoryMappedFile`. The ratios are those of times, warm. Bytes are what this library allocates for a warm call.
        """;

    /// <summary>Writes the table and its legend.</summary>
    public static void Write(TextWriter writer, IEnumerable<CallResult> results)
    {
        writer.WriteLine(Legend);
        writer.WriteLine();
        writer.WriteLine("| call | first | numpy first | next | numpy next | warm | by hand | numpy warm | / by hand | / numpy | bytes |");
        writer.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach ((string title, CallTimes ours, CallTimes? numPy, double? byHand, double bytes) in results)
        {
            string[] cells =
            [
                Time(ours.First), Time(numPy?.First), Time(ours.Next), Time(numPy?.Next), Time(ours.Warm), Time(byHand), Time(numPy?.Warm),
                Ratio(ours.Warm / byHand), Ratio(ours.Warm / numPy?.Warm),
                bytes.ToString("0", CultureInfo.InvariantCulture),
            ];
            writer.WriteLine($"| `{title}` | {string.Join(" | ", cells)} |");
        }
    }

    // Three digits.
    private static string Time(double? seconds)
    {
        string format = seconds switch { < 1e-7 => "0.0000", < 1e-6 => "0.000", < 1e-5 => "0.00", < 1e-4 => "0.0", _ => "0" };
        return (seconds * 1e6)?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
    }

    private static string Ratio(double? ratio) => ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";
}
