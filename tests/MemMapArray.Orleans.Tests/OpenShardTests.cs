using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MemMap.Tests;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Silos keep files open between scans, and notice those that were replaced.</summary>
public sealed class OpenShardTests : IDisposable
{
    private const int Rows = 100, PerShard = 10, Shards = Rows / PerShard;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task ReduceAsync_Again_OpensNoFile()
    {
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(1);
        using MemMapArray<float> one = silos.Array("kept", (Rows, 3), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Spread(silos, "kept", one);
        using var counter = new MappingCounter(silos.FolderOf("node0"));

        Assert.Equal(one.Std(), await many.StdAsync());
        Assert.Equal(Shards, counter.OpenedMappings);
        Assert.Equal(one.Describe(0).ToArray(), (await many.DescribeAsync(0)).ToArray());
        Assert.Equal((Shards, 0), (counter.OpenedMappings, counter.ClosedMappings));

        // Rows are read as one axis: of an array of another shape.
        Assert.Equal(one[5..15].ToArray(), await many.ReadRowsAsync(new RowRange(5, 10)));
        Assert.Equal(one[6..14].ToArray(), await many.ReadRowsAsync(new RowRange(6, 8)));
        Assert.Equal(Shards + 2, counter.OpenedMappings);

        await silos.Cluster.StopAllSilosAsync();
        Assert.Equal(Shards + 2, counter.ClosedMappings);
    }

    [Theory]
    [InlineData("renamed")]
    [InlineData("written")]
    public async Task ReduceAsync_ShardReplaced_IsOfTheNewFile(string how)
    {
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(1);
        using MemMapArray<float> one = silos.Array("old", (Rows, 3), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Spread(silos, "old", one);
        Assert.Equal(one.Sum(), await many.SumAsync());

        // As long, with the same header: only the file itself, or when it was written to, says that it is another.
        string file = silos.FileOf("node0", "old", many.Manifest.Shards[3]);
        byte[] bytes = File.ReadAllBytes(file);
        bytes.AsSpan((int)many.Manifest.Shards[3].ByteOffset).Clear();
        DateTime written = File.GetLastWriteTimeUtc(file);
        if (how == "renamed")
        {
            File.WriteAllBytes(file + ".new", bytes);
            File.SetLastWriteTimeUtc(file + ".new", written);
            File.Move(file + ".new", file, overwrite: true);
        }
        else
        {
            File.WriteAllBytes(file, bytes);
            File.SetLastWriteTimeUtc(file, written.AddSeconds(1));
        }

        float[] all = one.ToArray();
        all.AsSpan(3 * PerShard * 3, PerShard * 3).Clear();
        Assert.Equal(NDArray.From(all).Sum(), await many.SumAsync());
    }

    [Fact]
    public async Task ReduceAsync_ShardCutShort_IsAnException()
    {
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(1);
        using MemMapArray<float> one = silos.Array("cut", (Rows, 3), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Spread(silos, "cut", one);
        await many.SumAsync();
        using (var file = new FileStream(silos.FileOf("node0", "cut", many.Manifest.Shards[3]), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(file.Length - 1);
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => many.SumAsync());
    }

    [Fact]
    public void GiveBack_MoreThanStayOpen_ClosesTheLeastLatelyUsed()
    {
        using var open = new OpenShards(mostIdle: 2, TimeSpan.FromHours(1));
        MemMapShards<float>[] arrays = [.. Enumerable.Range(0, 3).Select(_ => Open())];
        for (int i = 0; i < arrays.Length; i++)
        {
            int index = i;
            open.Rent($"{i}", () => arrays[index]).Dispose();
        }

        Assert.Equal([true, false, false], arrays.Select(IsClosed));
        using (ShardLease<float> lease = open.Rent<float>("1", () => throw new InvalidOperationException("It is open.")))
        {
            open.Dispose();
            Assert.Equal([true, false, true], arrays.Select(IsClosed));
            Assert.Same(arrays[1], lease.Array);
        }

        Assert.True(IsClosed(arrays[1]));
    }

    [Fact]
    public async Task GiveBack_Idle_ClosesAfterItsTime()
    {
        using var open = new OpenShards(mostIdle: 2, TimeSpan.FromMilliseconds(20));
        MemMapShards<float> array = Open(), used = Open();
        using ShardLease<float> lease = open.Rent("used", () => used);
        open.Rent("idle", () => array).Dispose();
        while (!IsClosed(array))
        {
            await Task.Delay(5);
        }

        Assert.False(IsClosed(used));
    }

    [Fact]
    public void GiveBack_NoTime_ClosesAtOnce()
    {
        using var open = new OpenShards(mostIdle: 2, TimeSpan.Zero);
        MemMapShards<float> array = Open();
        ShardLease<float> first = open.Rent("a", () => array), second = open.Rent<float>("a", () => throw new InvalidOperationException("It is open."));
        first.Dispose();
        Assert.False(IsClosed(array));
        second.Dispose();
        Assert.True(IsClosed(array));
    }

    public void Dispose() => _folder.Dispose();

    private static MemMapClusterArray<float> Spread(ClusterOfSilos silos, string name, MemMapArray<float> one) =>
        silos.Cluster.Client.OpenMemMapArray<float>(
            silos.Spread(name, one, PerShard, _ => ["node0"]), new ClusterArrayOptions { Folder = name });

    private static bool IsClosed(MemMapShards<float> array) => array.ToString().Contains("disposed", StringComparison.Ordinal);

    private MemMapShards<float> Open() => MemMapShards.Open<float>(new ShardManifest("<f4", (0, 3), []), _folder.Path);
}
