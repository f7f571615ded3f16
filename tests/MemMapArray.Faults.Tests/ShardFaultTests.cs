using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using MemMap.Faults.Tests.Support;
using MemMap.Tests;
using Xunit;
using Xunit.Abstractions;

namespace MemMap.Faults.Tests;

/// <summary>Shards that go, shrink or change while others are read, and writers of shards that are killed or find the disk full.</summary>
public sealed class ShardFaultTests(ITestOutputHelper output) : IDisposable
{
    private const int RowsPerShard = 128;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string> Faults
    {
        get
        {
            // What is open is read as it was opened, unless it is cut short; what is not is compared when it is opened.
            var data = new TheoryData<string, string, string>();
            foreach ((string fault, string open, string closed) in new[]
            {
                ("removed", "right", "FileNotFoundException"), ("truncated", "IOException", "InvalidDataException"), ("replaced", "right", "InvalidDataException"),
                ("other", "right", "InvalidDataException"), ("folder", "right", "UnauthorizedAccessException"),
            })
            {
                data.Add(fault, "open", open);
                data.Add(fault, "closed", closed);
            }

            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [LinuxTheory]
    [MemberData(nameof(Faults))]
    public void Reduce_ShardDamagedMeanwhile_IsRightOrAnExceptionThatNamesIt(string fault, string when, string expected)
    {
        foreach (string strategy in Thorough.IsOn ? new[] { "Mapped", "Buffered" } : ["Mapped"])
        {
            string said = ProbeProcess.Run("fault", "reduce-shards", _folder.File($"{fault}-{when}-{strategy}"), fault, strategy, when);
            Assert.StartsWith(expected, said, StringComparison.Ordinal);
            Assert.Equal(expected != "right", said.Contains("5.npy", StringComparison.Ordinal));
        }
    }

    [RootFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Reduce_ShardThatThisUserMayNotRead_IsAnExceptionThatNamesIt()
    {
        string folder = _folder.File("shards");
        using (ShardWriter<int> writer = MemMapShards.Create<int>(folder, 4, new ShardWriterOptions { RowsPerShard = 1 }))
        {
            writer.Append(new int[3 * (int)writer.RowsPerShard * 4]);
        }

        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(Path.Combine(folder, "1.npy"), UnixFileMode.UserRead);
        Unprivileged.Run(() =>
        {
            using MemMapShards<int> array = MemMapShards.Open<int>(folder);
            foreach (ReadStrategy strategy in new[] { ReadStrategy.Mapped, ReadStrategy.Buffered })
            {
                var options = new ReductionOptions { ReadStrategy = strategy, MaxDegreeOfParallelism = 1 };
                Assert.Contains("1.npy", Assert.Throws<UnauthorizedAccessException>(() => array.Mean(options)).Message, StringComparison.Ordinal);
                Assert.Equal(0, array[array.Manifest.Shards[2].Rows].Sum(options));
            }
        });
    }

    [LinuxFact]
    public void Append_ProcessKilledDuringIt_LeavesTheOldManifestOrTheNewOne()
    {
        int kills = Kills.Of(10, 20);
        long shards = 0;
        int unfinished = 0;
        Random random = new(17);
        for (int i = 0; i < kills; i++)
        {
            string folder = _folder.File($"{i}"), log = _folder.File($"{i}.log");
            using (ProbeProcess writer = ProbeProcess.Start("fault", "add-shards", folder, log))
            {
                Assert.Equal("ready", writer.Line());
                Thread.Sleep(random.Next(60));
                writer.Kill();
            }

            int last = int.Parse(File.ReadAllText(log).Split('\n')[^2], CultureInfo.InvariantCulture);
            using (MemMapShards<int> array = MemMapShards.Open<int>(folder))
            {
                Assert.InRange(array.Manifest.Shards.Count, last + 1, last + 2);
                NDArray<int> least = array.Min(1), most = array.Max(1);
                Assert.True(Enumerable.Range(0, (int)array.Shape[0]).All(row => least[row] == row / RowsPerShard && most[row] == least[row]), "a shard is torn");
                shards += array.Manifest.Shards.Count;
            }

            // The next writer goes on where the last one stopped, and only manifests that were being written are left over.
            int count;
            using (ShardWriter<int> next = MemMapShards.OpenWriter<int>(folder, new ShardWriterOptions { RowsPerShard = RowsPerShard }))
            {
                count = next.Manifest.Shards.Count;
                next.Append([.. Enumerable.Repeat(count, RowsPerShard * 32)]);
                Assert.Equal(count + 1, next.Manifest.Shards.Count);
            }

            Assert.Equal(Enumerable.Range(0, count + 1).Select(index => $"{index}.npy").Order(StringComparer.Ordinal), Directory.GetFiles(folder, "*.npy").Select(Path.GetFileName).Order(StringComparer.Ordinal)!);
            using (MemMapShards<int> stack = MemMapShards.OpenNpyStack<int>(folder))
            {
                Assert.Equal(Enumerable.Range(0, count + 1).Sum(index => (long)index * RowsPerShard * 32), stack.SumInt64());
            }

            unfinished += Directory.GetFiles(folder, ".*.tmp").Length;
            Directory.Delete(folder, recursive: true);
        }

        output.WriteLine($"{kills} killed after {shards} shards; {unfinished} unfinished manifests were left");
        Assert.InRange(unfinished, 0, kills);
    }

    // Whichever rename finds the disk full, that of a manifest after that of its shard too.
    [StraceFact]
    public void Append_RenameFails_TheNextAppendAndTheNextWriterGoOn()
    {
        int failures = 0;
        for (int when = 1; when <= 6; when++)
        {
            string folder = _folder.File($"rename{when}");
            MemMapShards.Create<int>(folder, 32).Dispose();
            using (ProbeProcess probe = ProbeProcess.StartUnder(
                ["strace", "-f", "-o", "/dev/null", "-e", "trace=rename,link", "-e", $"inject=rename,link:error=ENOSPC:when={when}"], "fault", "add-four-shards", folder))
            {
                string said = probe.Finish();
                output.WriteLine(said);
                failures += said.Split('\n').Count(line => line.StartsWith("IOException", StringComparison.Ordinal));
            }

            using (ShardWriter<int> next = MemMapShards.OpenWriter<int>(folder))
            {
                next.Append(new int[32]);
                next.Commit();
            }

            using MemMapShards<int> array = MemMapShards.Open<int>(folder);
            Assert.InRange(array.Manifest.Shards.Count, 4, 5);
            Assert.Equal(array.Manifest.Shards.Select(shard => shard.Path), Directory.GetFiles(folder, "*.npy").Select(Path.GetFileName).Order(StringComparer.Ordinal)!);
            Assert.Empty(Directory.GetFiles(folder, ".*.tmp"));
            Assert.Equal(0, new FileInfo(Path.Combine(folder, "shards.json.lock")).Length);
            _ = array.Sum();
        }

        Assert.InRange(failures, 4, 6);
    }

    // Between the rename of the shard and that of the manifest.
    [StraceFact]
    public void OpenWriter_AfterAKillThatSomebodySavedOver_KeepsTheFile()
    {
        int saved = 0;
        for (int when = 1; when <= 4; when++)
        {
            string folder = _folder.File($"killed{when}");
            MemMapShards.Create<int>(folder, 32).Dispose();
            using (ProbeProcess probe = ProbeProcess.StartUnder(
                ["strace", "-f", "-o", "/dev/null", "-e", "trace=rename", "-e", $"inject=rename:error=EIO:signal=KILL:when={when}"], "fault", "add-four-shards", folder))
            {
                _ = probe.ExitCode();
            }

            string next = Path.Combine(folder, $"{ShardManifest.Read(folder).Shards.Count}.npy");
            if (!File.Exists(next))
            {
                continue;
            }

            // With the same length and header: only the elements are others.
            using (MemMapArray<int> array = MemMapArray.OpenNpy<int>(next, MemMapMode.ReadWrite))
            {
                array.Fill(5);
                array.Flush();
            }

            MemMapShards.OpenWriter<int>(folder).Dispose();
            Assert.True(File.Exists(next));
            saved++;
        }

        Assert.InRange(saved, 1, 4);
    }

    [RootFact]
    public void Append_DiskFull_ThrowsIOAndKeepsWhatWasPublished()
    {
        string disk = Directory.CreateDirectory(_folder.File("disk")).FullName;
        using var mount = Mount.Tmpfs(disk);
        string folder = Path.Combine(disk, "shards");
        Assert.StartsWith("IOException", ProbeProcess.Run("fault", "fill-shards", folder), StringComparison.Ordinal);
        using MemMapShards<int> array = MemMapShards.Open<int>(folder);
        Assert.InRange(array.Manifest.Shards.Count, 5, 15);
        Assert.All(array.Manifest.Shards.Select((shard, index) => (shard, index)), pair => Assert.Equal((pair.index, pair.index), array[pair.shard.Rows].MinMax()));
        Assert.Equal(array.Manifest.Shards.Count + 3, Directory.GetFiles(folder).Length);
    }
}
