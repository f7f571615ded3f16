using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Rows by their numbers.</summary>
[Collection(ThreeSilos.Name)]
public sealed class RowTests(ThreeSilos three)
{
    private readonly ClusterOfSilos _silos = three.Silos;

    [Theory]
    [InlineData(3)]
    [InlineData(70_000)]
    public async Task TakeAsync_RowsOfAnyShard_AreInTheOrderAskedFor(int columns)
    {
        string name = $"take-{columns}";
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread(name, 40, columns, 7);
        using (one)
        {
            long[] rows = [39, 0, -1, 5, 5, 17, -40, 6, 7];
            NDArray<float> taken = await many.TakeAsync(rows);
            Assert.Equal(one.Take(rows).Shape, taken.Shape);
            Assert.Equal(one.Take(rows).ToArray(), taken.ToArray());
            Assert.Equal((0, columns), (await many.TakeAsync([])).Shape);
        }
    }

    [Fact]
    public async Task TakeAsync_MoreThanARequestHolds_AreAllThere()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("take-many", 500, 2, 130);
        using (one)
        {
            var random = new Random(1);
            long[] rows = [.. Enumerable.Range(0, 80_000).Select(_ => random.NextInt64(-500, 500))];
            Assert.Equal(one.Take(rows).ToArray(), (await many.TakeAsync(rows)).ToArray());
        }
    }

    [Fact]
    public async Task TakeAsync_WhatIsNotThere_Throws()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("take-wrong", 40, 2, 7);
        using (one)
        {
            await Assert.ThrowsAsync<IndexOutOfRangeException>(() => many.TakeAsync([0, 40]));
            await Assert.ThrowsAsync<IndexOutOfRangeException>(() => many.TakeAsync([-41]));
            await Assert.ThrowsAsync<ArgumentNullException>(() => many.TakeAsync(null!));
            File.Delete(_silos.FileOf("node1", "take-wrong", many.Manifest.Shards[1]));
            Assert.Equal(one.Take([0, 14]).ToArray(), (await many.TakeAsync([0, 14])).ToArray());
            Assert.Equal([many.Manifest.Shards[1]], (await Assert.ThrowsAsync<ShardUnavailableException>(() => many.TakeAsync([0, 8]))).Shards);
        }
    }

    private (MemMapArray<float> One, MemMapClusterArray<float> Many) Spread(string name, int rows, int columns, int perShard)
    {
        MemMapArray<float> one = _silos.Array(name, (rows, columns), random => (float)random.NextDouble());
        ShardManifest manifest = _silos.Spread(name, one, perShard, shard => [$"node{shard % 3}"]);
        return (one, _silos.Cluster.Client.OpenMemMapArray<float>(manifest, new ClusterArrayOptions { Folder = name, Attempts = 1 }));
    }
}
