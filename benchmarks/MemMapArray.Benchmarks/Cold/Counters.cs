using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MemMap.Benchmarks.Cold;

/// <summary>What this process has asked of Linux so far.</summary>
/// <param name="Reads">Calls that read a file.</param>
/// <param name="Bytes">Bytes that came from a disk for it.</param>
/// <param name="Faults">Page faults, those that waited for the disk among them.</param>
internal readonly record struct Counters(long Reads, long Bytes, long Faults)
{
    /// <summary>Looks at them.</summary>
    public static Counters Now()
    {
        string[] io = File.ReadAllLines("/proc/self/io");

        // Behind the program's name, which may have blanks: the state is field 3, minor faults are field 10, major ones 12.
        string[] fields = File.ReadAllText("/proc/self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(Number(Of("syscr:")), Number(Of("read_bytes:")), Number(fields[7]) + Number(fields[9]));

        string Of(string name) => io.First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..];
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
