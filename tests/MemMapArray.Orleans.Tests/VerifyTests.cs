using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Copies that have the same header and other elements.</summary>
[Collection(ThreeSilos.Name)]
public sealed class VerifyTests(ThreeSilos three)
{
    private readonly ClusterOfSilos _silos = three.Silos;

    [Fact]
    public async Task VerifyReplicasAsync_SameCopies_ReadsEachOnce()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("verify-same", shard => shard == 3 ? ["node2"] : ["node0", "node1"]);
        using (one)
        {
            var told = new List<ClusterProgress>();
            await many.VerifyReplicasAsync(new Told(told.Add));

            // A shard with one copy has nothing to be compared with.
            Assert.Equal((18 * 10 * 3 * sizeof(float), 18), (told[^1].BytesTotal, told[^1].ShardsTotal));
            Assert.Equal((1.0, 18), (told[^1].Fraction, told[^1].ShardsDone));
            Assert.Equal(told.Select(progress => progress.BytesDone).Order(), told.Select(progress => progress.BytesDone));
            Assert.Equal(
                Enumerable.Range(0, 10).Where(shard => shard != 3).SelectMany(shard => new[] { shard, shard }),
                told.Select(progress => progress.Shard).Where(shard => shard >= 0).Order());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task VerifyReplicasAsync_OneBitDiffers_NamesShardAndCopies(int place)
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread($"verify-bit{place}", _ => ["node0", "node1", "node2"]);
        using (one)
        {
            foreach (int shard in (int[])[2, 7])
            {
                FlipBit($"verify-bit{place}", many, shard, "node1", place);
            }

            InvalidDataException exception = await Assert.ThrowsAsync<InvalidDataException>(() => many.VerifyReplicasAsync());
            Assert.StartsWith("2 shards differ between their copies: 2.npy, rows 20..30: 'node0' has ", exception.Message, StringComparison.Ordinal);
            Assert.Contains("; 7.npy, rows 70..80: 'node0' has ", exception.Message, StringComparison.Ordinal);
            string[] hashes = [.. exception.Message.Split("' has ").Skip(1).Select(part => part[..16])];
            Assert.Equal((hashes[0], hashes[3]), (hashes[2], hashes[5]));
            Assert.NotEqual(hashes[0], hashes[1]);
        }
    }

    [Fact]
    public async Task VerifyReplicasAsync_CopyIsMissing_IsNamedUnlessOthersDiffer()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("verify-missing", _ => ["node0", "node1"]);
        using (one)
        {
            File.Delete(_silos.FileOf("node1", "verify-missing", many.Manifest.Shards[4]));
            ShardUnavailableException missing = await Assert.ThrowsAsync<ShardUnavailableException>(() => many.VerifyReplicasAsync());
            Assert.Equal([many.Manifest.Shards[4]], missing.Shards);
            Assert.Contains("'node1'", missing.Message, StringComparison.Ordinal);

            FlipBit("verify-missing", many, 8, "node0", 0);
            InvalidDataException different = await Assert.ThrowsAsync<InvalidDataException>(() => many.VerifyReplicasAsync());
            Assert.Contains("1 shards differ between their copies: 8.npy", different.Message, StringComparison.Ordinal);

            // One that the manifest tells is named by itself, as everywhere.
            File.AppendAllText(_silos.FileOf("node0", "verify-missing", many.Manifest.Shards[0]), "x");
            Assert.Contains("0.npy", (await Assert.ThrowsAsync<InvalidDataException>(() => many.VerifyReplicasAsync())).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task VerifyReplicasAsync_NoLabelsOrNoRows_ReadsNothing()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("verify-none", _ => ["node0"]);
        using (one)
        {
            var told = new List<ClusterProgress>();
            await many.VerifyReplicasAsync(new Told(told.Add));
            await _silos.Cluster.Client.OpenMemMapArray<float>(new ShardManifest("<f4", (0, 3), [])).VerifyReplicasAsync(new Told(told.Add));
            Assert.Empty(told);
            await Assert.ThrowsAsync<ArgumentException>(() => many.Where(Predicate.GreaterThan(0f)).VerifyReplicasAsync());
        }
    }

    private void FlipBit(string name, MemMapClusterArray<float> many, int shard, string label, int place)
    {
        string file = _silos.FileOf(label, name, many.Manifest.Shards[shard]);
        byte[] bytes = File.ReadAllBytes(file);
        bytes[place < 0 ? bytes.Length + place : many.Manifest.Shards[shard].ByteOffset + place] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private (MemMapArray<float> One, MemMapClusterArray<float> Many) Spread(string name, Func<int, string[]> labels)
    {
        MemMapArray<float> one = _silos.Array(name, (100, 3), random => (float)random.NextDouble());
        ShardManifest manifest = _silos.Spread(name, one, 10, labels);
        return (one, _silos.Cluster.Client.OpenMemMapArray<float>(manifest, new ClusterArrayOptions { Folder = name, Attempts = 1 }));
    }
}
