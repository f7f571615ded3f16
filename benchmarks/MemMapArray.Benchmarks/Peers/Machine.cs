using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace MemMap.Benchmarks.Peers;

/// <summary>What the figures are from.</summary>
internal static class Machine
{
    private const string CpuInfo = "/proc/cpuinfo";

    /// <summary>The processor, how many cores of it there are, and the runtime.</summary>
    public static string Describe() => $"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}";

    private static string Processor()
    {
        string? line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
