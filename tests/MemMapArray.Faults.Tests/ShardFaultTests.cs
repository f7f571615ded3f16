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
        foreach (string strategy in new[] { "Mapped", "Buffered" })
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

    // MEMMAPARRAY_SHARD_KILLS says how many writers are killed; 200 take two minutes.
    [LinuxFact]
    public void Append_ProcessKilledDuringIt_LeavesTheOldManifestOrTheNewOne()
    {
        int kills = int.TryParse(Environment.GetEnvironmentVariable("MEMMAPARRAY_SHARD_KILLS"), CultureInfo.InvariantCulture, out int asked) ? asked : 20;
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
