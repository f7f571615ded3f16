using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using MemMap.Tests;
using Xunit;

namespace MemMap.Tool.Tests;

/// <summary>The tool as users start it, and as they stop it.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Process_InAPipe_WritesPlainTextAndEndsWithItsCode()
    {
        _folder.Npy((4, 5));
        _folder.Npy((4, 5), "b.npy", i => i / 2);
        ToolRun info = ToolRun.End(ToolRun.Start(_folder.Path, "info", "a.npy"));
        Assert.Equal((0, ToolRun.Fine("info", _folder.File("a.npy")).Output.Replace(_folder.File("a.npy"), "a.npy", StringComparison.Ordinal), string.Empty), (info.ExitCode, info.Output, info.Error));
        Assert.Equal(1, ToolRun.End(ToolRun.Start(_folder.Path, "diff", "a.npy", "b.npy")).ExitCode);
        ToolRun refused = ToolRun.End(ToolRun.Start(_folder.Path, "describe", "missing.npy"));
        Assert.Equal((3, string.Empty, "memmap: There is no file 'missing.npy'."), (refused.ExitCode, refused.Output, refused.Error));
        Assert.DoesNotContain('\u001b', info.Output + refused.Error);
    }

    // 2 GB of a hole: the file is read as zeros, and of the new one a quarter is written.
    [Theory]
    [InlineData("out.npy")]
    [InlineData("out.npz")]
    [InlineData("out/")]
    public void Convert_Interrupted_LeavesNothing(string target)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using (FileStream file = File.Create(_folder.File("a.bin")))
        {
            file.SetLength(2L << 30);
        }

        using Process process = ToolRun.Start(_folder.Path, "convert", "a.bin", target, "--dtype", "f8", "--shape", "-1,4096", "--to-dtype", "i2");
        var patience = Stopwatch.StartNew();
        while (Directory.GetFileSystemEntries(_folder.Path).Length == 1 && patience.Elapsed < TimeSpan.FromSeconds(20))
        {
            // Until the other process has made a file: of that nothing tells this one.
            Thread.Sleep(1);
        }

        using (var kill = Process.Start("kill", [InterruptIsIgnored() ? "-TERM" : "-INT", $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        ToolRun run = ToolRun.End(process);
        Assert.Equal((130, string.Empty), (run.ExitCode, run.Output));
        Assert.Equal([_folder.File("a.bin")], Directory.GetFileSystemEntries(_folder.Path).Order());
    }

    // A shell without job control lets what it starts in the background ignore Ctrl-C, and so do the children of that. Other signals arrive.
    private static bool InterruptIsIgnored()
    {
        const string Status = "/proc/self/status", Ignored = "SigIgn:";
        const long Interrupt = 1 << (2 - 1);
        return File.Exists(Status)
            && File.ReadLines(Status).First(line => line.StartsWith(Ignored, StringComparison.Ordinal)) is var line
            && (Convert.ToInt64(line[Ignored.Length..].Trim(), 16) & Interrupt) != 0;
    }

    [Theory]
    [InlineData("describe", "a.npy")]
    [InlineData("hist", "a.npy")]
    [InlineData("quantiles", "a.npy")]
    [InlineData("verify", "a.npy")]
    [InlineData("diff", "a.npy", "a.npy")]
    [InlineData("convert", "a.npy", "b.npy")]
    [InlineData("convert", "a.npy", "b.npz")]
    [InlineData("convert", "a.npy", "b.bin")]
    [InlineData("convert", "a.npy", "b/")]
    public void Commands_Cancelled_EndWithTheCodeOfAnInterrupt(params string[] arguments)
    {
        _folder.Npy((400, 500));
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        ToolRun run = ToolRun.Of(new CancellationToken(canceled: true), [arguments[0], .. arguments[1..].Select(_folder.File)]);
        Assert.Equal((130, string.Empty), (run.ExitCode, run.Output));
        before.AssertUnchanged();
    }
}
