using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MemMap.Tests.Mapping;

/// <summary>What a flush asks of the system, seen by strace.</summary>
public sealed partial class FlushTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [StraceTheory]
    [InlineData(MemMapMode.ReadWrite)]
    [InlineData(MemMapMode.Create)]
    [InlineData(MemMapMode.CreateNew)]
    public void Flush_OfArrayAndView_SyncsTheirPagesAndDisposeNone(MemMapMode mode)
    {
        Trace trace = Run(mode);
        long page = Environment.SystemPageSize;
        long viewStart = trace.View.Start / page * page;
        (long Address, long Length) whole = (trace.Origin, trace.End), view = (trace.Origin + viewStart, trace.View.End - viewStart);

        // The array twice, the view once, and nothing for what was written before Dispose.
        Assert.Equal([whole, whole, view], trace.Syncs);
        Assert.NotEqual(0, viewStart);
        Assert.Contains(trace.Lines, line => line.Contains("munmap(0x" + trace.Origin.ToString("x", CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [StraceTheory]
    [InlineData(MemMapMode.CreateNew, 1)]
    [InlineData(MemMapMode.ReadWrite, 0)]
    public void Flush_FirstAfterACreate_SyncsTheFolderOnce(MemMapMode mode, int expected)
    {
        Trace trace = Run(mode);
        int opened = trace.Lines.FindIndex(line => line.Contains($"\"{_folder.Path}\", O_RDONLY|O_CLOEXEC", StringComparison.Ordinal));
        Assert.Equal(expected, trace.Lines.Count(line => line.Contains($"\"{_folder.Path}\"", StringComparison.Ordinal)));
        Assert.Equal(expected, trace.Lines.Count(line => line.Contains(" fsync(", StringComparison.Ordinal)));
        Assert.DoesNotContain(trace.Lines, line => line.Contains(" fdatasync(", StringComparison.Ordinal));
        if (expected > 0)
        {
            // After the first msync and before the second: the name is durable when the first flush returns.
            int descriptor = trace.Lines.FindIndex(line => line.Contains(" fsync(", StringComparison.Ordinal));
            int[] syncs = [.. Enumerable.Range(0, trace.Lines.Count).Where(i => trace.Lines[i].Contains("msync(", StringComparison.Ordinal))];
            Assert.True(syncs[0] < opened && opened < descriptor && descriptor < syncs[1]);
            Assert.Contains($" fsync({trace.Lines[opened].Split(' ')[^1]})", trace.Lines[descriptor], StringComparison.Ordinal);
        }
    }

    [StraceFact]
    public void SaveNpy_LargeFile_IsBegunToBeWrittenBackBeforeItIsFlushed()
    {
        using var traces = new TemporaryFolder();
        ProcessResult result = ChildProcess.TracedProbe("sync_file_range,fsync,rename", traces.File(), "save-npy", _folder.File());
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        List<string> lines = Joined(File.ReadAllLines(traces.File()));
        int begun = lines.FindIndex(line => line.Contains("SYNC_FILE_RANGE_WRITE) = 0", StringComparison.Ordinal));
        int flushed = lines.FindIndex(line => line.Contains(" fsync(", StringComparison.Ordinal));
        int named = lines.FindIndex(line => line.Contains(" rename", StringComparison.Ordinal));
        Assert.True(begun >= 0 && begun < flushed && flushed < named, string.Join(Environment.NewLine, lines));
    }

    // A file that takes the place of another is durable before it has its name, and the name when the first flush returns.
    [StraceFact]
    public void Create_OverAFile_SyncsTheNewFileThenTheFolder()
    {
        Trace trace = Run(MemMapMode.Create);
        int[] syncs = [.. Enumerable.Range(0, trace.Lines.Count).Where(i => trace.Lines[i].Contains(" fsync(", StringComparison.Ordinal))];
        Assert.Equal(2, syncs.Length);
        Assert.Contains(trace.Lines.GetRange(syncs[0], syncs[1] - syncs[0]), line => line.Contains($"\"{_folder.Path}\"", StringComparison.Ordinal));
        int[] flushes = [.. Enumerable.Range(0, trace.Lines.Count).Where(i => trace.Lines[i].Contains("msync(", StringComparison.Ordinal))];
        Assert.True(syncs[0] < flushes[0] && flushes[0] < syncs[1] && syncs[1] < flushes[1]);
    }

    [StraceTheory]
    [InlineData(MemMapMode.Read)]
    [InlineData(MemMapMode.CopyOnWrite)]
    public void Flush_WhereNothingReachesTheFile_AsksNothing(MemMapMode mode)
    {
        Trace trace = Run(mode);
        Assert.Empty(trace.Syncs);
        Assert.DoesNotContain(trace.Lines, line => line.Contains("sync(", StringComparison.Ordinal));
        Assert.Contains(trace.Lines, line => line.Contains(_folder.File(), StringComparison.Ordinal));
    }

    [StraceFact]
    public void Flush_OfRowsThatWereAppended_SyncsThem()
    {
        using var traces = new TemporaryFolder();
        ProcessResult result = ChildProcess.TracedProbe("msync,fsync,fdatasync,openat", traces.File(), "flush-appended", _folder.File());
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        List<string> lines = Joined(File.ReadAllLines(traces.File()));
        string folder = lines.Find(line => line.Contains($"\"{_folder.Path}\"", StringComparison.Ordinal))!.Split(' ')[^1];
        string[] syncs = [.. lines.Where(line => line.Contains("sync(", StringComparison.Ordinal)).Select(line => line[line.IndexOf(' ', StringComparison.Ordinal)..].Split('=')[0].Trim())];
        Assert.Equal(["msync(_, 4000, MS_SYNC)", $"fsync({folder})", "msync(_, 8000, MS_SYNC)"], syncs.Select(sync => Address().Replace(sync, "_")));
    }

    [GeneratedRegex("0x[0-9a-f]+")]
    private static partial Regex Address();

    [GeneratedRegex(@" msync\(0x([0-9a-f]+), ([0-9]+), MS_SYNC\) += 0$")]
    private static partial Regex Msync();

    private Trace Run(MemMapMode mode)
    {
        if (mode is not MemMapMode.CreateNew)
        {
            _folder.Write(new int[16 * 1000], 100);
        }

        using var traces = new TemporaryFolder();
        ProcessResult result = ChildProcess.TracedProbe("msync,fsync,fdatasync,sync_file_range,openat,munmap", traces.File(), "flush", mode.ToString(), _folder.File());
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Dictionary<string, string[]> said = result.Output.Split('\n').Select(line => line.Trim().Split(' ')).ToDictionary(words => words[0], words => words[1..]);
        List<string> lines = Joined(File.ReadAllLines(traces.File()));
        return new Trace(
            lines,
            Hex(said["origin"][0]),
            Number(said["end"][0]),
            (Number(said["view"][0]), Number(said["view"][1])),
            [.. lines.Where(line => line.Contains("msync", StringComparison.Ordinal)).Select(line => Msync().Match(line)).Select(match => (Hex(match.Groups[1].Value), Number(match.Groups[2].Value)))]);
    }

    // A call that another thread's interrupted is on two lines: "1 fsync(5 <unfinished ...>" and "1 <... fsync resumed>) = 0".
    internal static List<string> Joined(string[] lines)
    {
        const string Unfinished = " <unfinished ...>";
        var joined = new List<string>();
        foreach (string line in lines)
        {
            Match resumed = Resumed().Match(line);
            int begun = resumed.Success
                ? joined.FindLastIndex(other => other.StartsWith(resumed.Groups[1].Value + " ", StringComparison.Ordinal) && other.EndsWith(Unfinished, StringComparison.Ordinal))
                : -1;
            if (begun < 0)
            {
                joined.Add(line);
            }
            else
            {
                joined[begun] = joined[begun][..^Unfinished.Length] + resumed.Groups[2].Value;
            }
        }

        return joined;
    }

    [GeneratedRegex(@"^([0-9]+) +<\.\.\. \w+ resumed>(.*)$")]
    private static partial Regex Resumed();

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static long Hex(string text) => long.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private sealed record Trace(List<string> Lines, long Origin, long End, (long Start, long End) View, (long Address, long Length)[] Syncs);
}
