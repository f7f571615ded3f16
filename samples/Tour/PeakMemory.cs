using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;

namespace MemMap.Tour;

/// <summary>
/// The most memory this process had that is its own, not the file's: pages of a mapped file belong to the system's cache,
/// which takes them back whenever it likes. Looked at every few milliseconds.
/// </summary>
internal sealed class PeakMemory : IDisposable
{
    private const int PeriodInMilliseconds = 10;
    private readonly Lock _lock = new();
    private readonly Timer _timer;
    private long _bytes;

    public PeakMemory() => _timer = new(_ => Look(), null, 0, PeriodInMilliseconds);

    /// <summary>What the system calls that memory.</summary>
    public static string What => OperatingSystem.IsLinux() ? "anonymous memory (RssAnon)" : "private memory";

    /// <summary>The peak until now.</summary>
    public long Bytes => Look();

    public void Dispose() => _timer.Dispose();

    private static long Now()
    {
        if (OperatingSystem.IsLinux())
        {
            // "RssAnon:     12345 kB"
            string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
            return 1024 * long.Parse(line.AsSpan("RssAnon:".Length).TrimEnd("kB").Trim(), provider: null);
        }

        using Process process = Process.GetCurrentProcess();
        return process.PrivateMemorySize64;
    }

    private long Look()
    {
        lock (_lock)
        {
            return _bytes = Math.Max(_bytes, Now());
        }
    }
}
