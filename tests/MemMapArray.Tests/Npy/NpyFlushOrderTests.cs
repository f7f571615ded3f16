using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using MemMap.Tests.Mapping;

namespace MemMap.Tests.Npy;

/// <summary>In which order rows and header reach the medium, seen by strace.</summary>
public sealed partial class NpyFlushOrderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [StraceFact]
    public void AppendAndResize_HeaderIsWrittenAtOnceBetweenFlushes()
    {
        using var traces = new TemporaryFolder();
        ProcessResult result = ChildProcess.TracedProbe("pwrite64,write,fsync,fdatasync,ftruncate,openat", traces.File(), "npy-growing", _folder.File());
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        List<string> lines = FlushTests.Joined(File.ReadAllLines(traces.File()));
        int opened = lines.FindIndex(line => line.Contains($"\"{_folder.File()}\"", StringComparison.Ordinal));
        string descriptor = lines[opened].Split(' ')[^1];
        string[] calls =
        [
            .. lines.Skip(opened + 1)
                .Select(line => Call().Match(line))
                .Where(call => call.Success && call.Groups["descriptor"].Value == descriptor)
                .Select(call => call.Groups["name"].Value + call.Groups["rest"].Value),
        ];

        const string Header = "pwrite64, 128, 0";
        Assert.Equal(
            [
                "ftruncate, 0", "ftruncate, 4128", Header,            // created
                "pwrite64, 4000, 4128", "fsync", Header, "fsync",     // a row appended, then counted
                "ftruncate, 12128", "fsync", Header, "fsync",         // a row of zeros, then counted
                "fsync", Header, "fsync", "ftruncate, 4128",          // two rows no longer counted, then cut off
            ],
            calls);
    }

    // The descriptor, and of the other arguments the numbers at the end: how many bytes and where.
    [GeneratedRegex(@"^\S+ +(?<name>\w+)\((?<descriptor>[0-9]+)(, ""(\\.|[^""\\])*""(\.\.\.)?)?(?<rest>(, [0-9]+)*)\) += [0-9]+$")]
    private static partial Regex Call();
}
