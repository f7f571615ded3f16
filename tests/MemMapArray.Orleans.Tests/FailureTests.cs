using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Files and silos that are missing or wrong.</summary>
[Collection(ThreeSilos.Name)]
public sealed class FailureTests(ThreeSilos three)
{
    private readonly ClusterOfSilos _silos = three.Silos;

    [Fact]
    public async Task ReduceAsync_FileMissingInOneCopy_TheReplicaIsRead()
    {
        (MemMapArray<float> one, ShardManifest manifest) = Spread("replica", ["node0", "node1"]);
        using (one)
        {
            // Either copy of a shard may be the first that is asked for: one is missing of half of them, the other of the others.
            for (int shard = 0; shard < manifest.Shards.Count; shard++)
            {
                File.Delete(_silos.FileOf(shard < 5 ? "node0" : "node1", "replica", manifest.Shards[shard]));
            }

            Assert.Equal(one.Std(), await Open(manifest, "replica").StdAsync());
            Assert.Equal(one.ToArray(), await Open(manifest, "replica").ReadRowsAsync(new RowRange(0, 100)));
        }
    }

    [Fact]
    public async Task ReduceAsync_ShardsOnNoNode_AreNamed()
    {
        (MemMapArray<float> one, ShardManifest manifest) = Spread("missing", ["node0", "node1"]);
        using (one)
        {
            Delete(manifest, "missing", 3, "node0", "node1");
            Delete(manifest, "missing", 7, "node0", "node1");
            MemMapClusterArray<float> many = Open(manifest, "missing");

            ShardUnavailableException exception = await Assert.ThrowsAsync<ShardUnavailableException>(() => many.MeanAsync());

            Assert.Equal([manifest.Shards[3], manifest.Shards[7]], exception.Shards);
            Assert.Contains("3.npy", exception.Message, StringComparison.Ordinal);
            Assert.Contains("7.npy", exception.Message, StringComparison.Ordinal);
            exception = await Assert.ThrowsAsync<ShardUnavailableException>(() => many.ReadRowsAsync(new RowRange(35, 1)));
            Assert.Equal([manifest.Shards[3]], exception.Shards);
            Assert.Equal(one[40..70].ToArray(), await many.ReadRowsAsync(new RowRange(40, 30)));
        }
    }

    [Fact]
    public async Task ReduceAvailableAsync_ShardsOnNoNode_IsOfTheOthersAndSaysSo()
    {
        (MemMapArray<float> one, ShardManifest manifest) = Spread("partial", ["node2"]);
        using (one)
        {
            MemMapClusterArray<float> many = Open(manifest, "partial");
            ClusterAnswer<double> whole = await many.ReduceAvailableAsync(Reduction.Mean<float>());
            Assert.True(whole.IsComplete);
            Assert.Equal((one.Mean(), 1.0), (whole.Value, whole.Fraction));

            Delete(manifest, "partial", 3, "node2");
            ClusterAnswer<double> part = await many.ReduceAvailableAsync(Reduction.Mean<float>());
            float[] there = [.. one[..30].ToArray(), .. one[40..].ToArray()];

            Assert.False(part.IsComplete);
            Assert.Equal(0.9, part.Fraction);
            Assert.Equal([manifest.Shards[3]], part.Missing);
            Assert.Equal(there.Average(value => (double)value), part.Value, 1e-12);
            Assert.Equal(there.Max(), (await many.ReduceAvailableAsync(Reduction.Max<float>())).Value);
            Assert.Equal((one[..30].Sum(0)[1] + one[40..].Sum(0)[1]) / 90, (await many.ReduceAvailableAsync(Reduction.Mean<float>(), [0])).Result[1], 1e-12);
        }
    }

    [Fact]
    public async Task ReduceAvailableAsync_NoShardAtAll_Throws()
    {
        (MemMapArray<float> one, ShardManifest manifest) = Spread("nothing", ["nobody"]);
        using (one)
        {
            ShardUnavailableException exception = await Assert.ThrowsAsync<ShardUnavailableException>(() => Open(manifest, "nothing").ReduceAvailableAsync(Reduction.Sum<float>()));

            Assert.Equal(manifest.Shards, exception.Shards);
            Assert.Contains("'nobody'", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("length")]
    [InlineData("header")]
    public async Task ReduceAsync_ChangedFile_IsAnErrorInWhateverWay(string change)
    {
        (MemMapArray<float> one, ShardManifest manifest) = Spread("changed-" + change, ["node0"]);
        using (one)
        {
            string file = _silos.FileOf("node0", "changed-" + change, manifest.Shards[4]);
            byte[] bytes = File.ReadAllBytes(file);
            if (change == "header")
            {
                // Another space in the padding: as long, and as valid.
                bytes[manifest.Shards[4].ByteOffset - 2] = (byte)'\t';
            }

            File.WriteAllBytes(file, change == "length" ? [.. bytes, 0] : bytes);
            MemMapClusterArray<float> many = Open(manifest, "changed-" + change);

            InvalidDataException exception = await Assert.ThrowsAsync<InvalidDataException>(() => many.MeanAsync());
            Assert.Contains("4.npy", exception.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<InvalidDataException>(() => many.ReduceAvailableAsync(Reduction.Mean<float>()));
            await Assert.ThrowsAsync<InvalidDataException>(() => many.ReadRowsAsync(new RowRange(40, 1)));
        }
    }

    [Theory]
    [InlineData("../secret.npy", "")]
    [InlineData("a/../../secret.npy", "")]
    [InlineData("secret.npy", "..")]
    [InlineData("/etc/passwd", "")]
    [InlineData("etc/passwd", "/")]
    [InlineData("passwd", "/etc")]
    [InlineData("link.npy", "")]
    [InlineData("linked/secret.npy", "")]
    [InlineData("..\\secret.npy", "")]
    [InlineData("./0.npy", "")]
    public async Task ReduceAsync_PathOutOfTheRoot_IsRefused(string path, string folder)
    {
        // The file is there, and is what the manifest says.
        string root = _silos.FolderOf("node0"), secret = Path.Combine(Path.GetDirectoryName(root)!, "secret.npy");
        if (!File.Exists(secret))
        {
            using MemMapArray<float> one = _silos.Array("secret", (10, 3), random => (float)random.NextDouble());
            one.SaveNpy(secret);
            File.CreateSymbolicLink(Path.Combine(root, "link.npy"), secret);
            Directory.CreateSymbolicLink(Path.Combine(root, "linked"), "..");
        }

        var manifest = new ShardManifest("<f4", (10, 3), [new Shard(path, new RowRange(0, 10), 128, new FileInfo(secret).Length, labels: ["node0"])]);
        MemMapClusterArray<float> many = _silos.Cluster.Client.OpenMemMapArray<float>(manifest, new ClusterArrayOptions { Folder = folder });

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => many.MeanAsync());
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => many.ReadRowsAsync(new RowRange(0, 1)));
    }

    [Fact]
    public async Task ReduceAsync_LinkWithinTheRoot_IsFollowed()
    {
        (MemMapArray<float> one, ShardManifest manifest) = Spread("moved", ["node1"]);
        using (one)
        {
            string file = _silos.FileOf("node1", "moved", manifest.Shards[0]), other = Path.Combine(_silos.FolderOf("node1"), "elsewhere.npy");
            File.Move(file, other);
            File.CreateSymbolicLink(file, "../elsewhere.npy");

            Assert.Equal(one.Mean(), await Open(manifest, "moved").MeanAsync());
        }
    }

    [Fact]
    public async Task ReduceAsync_Progress_AscendsToTheTotal()
    {
        (MemMapArray<float> one, ShardManifest manifest) = Spread("progress", ["node0", "node2"]);
        using (one)
        {
            var told = new List<ClusterProgress>();
            await Open(manifest, "progress").MeanAsync(new ClusterReductionOptions { Progress = new Told(told.Add) });

            Assert.Equal(told.Select(one => one.BytesDone).Order(), told.Select(one => one.BytesDone));
            Assert.All(told, progress => Assert.Equal((100 * 3 * sizeof(float), 10), (progress.BytesTotal, progress.ShardsTotal)));
            Assert.Equal((1.0, 10), (told[^1].Fraction, told[^1].ShardsDone));
            Assert.Equal(Enumerable.Range(0, 10), told.Select(one => one.Shard).Where(shard => shard >= 0).Order());
        }
    }

    private (MemMapArray<float> One, ShardManifest Manifest) Spread(string name, string[] labels)
    {
        MemMapArray<float> one = _silos.Array(name, (100, 3), random => (float)random.NextDouble());
        return (one, _silos.Spread(name, one, 10, _ => labels));
    }

    private MemMapClusterArray<float> Open(ShardManifest manifest, string name) =>
        _silos.Cluster.Client.OpenMemMapArray<float>(manifest, new ClusterArrayOptions { Folder = name, Attempts = 2 });

    private void Delete(ShardManifest manifest, string name, int shard, params string[] labels)
    {
        foreach (string label in labels)
        {
            File.Delete(_silos.FileOf(label, name, manifest.Shards[shard]));
        }
    }
}
