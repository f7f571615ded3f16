using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Relations between columns have the bits of one machine.</summary>
[Collection(ThreeSilos.Name)]
public sealed class RelationTests(ThreeSilos three)
{
    private readonly ClusterOfSilos _silos = three.Silos;

    // Leaves of 4,096 rows, and of 1,024.
    [Theory]
    [InlineData(9000, 3, 1300)]
    [InlineData(2500, 520, 700)]
    public async Task Relations_HaveTheBitsOfOneMachine(int rows, int columns, int perShard)
    {
        string name = $"relations-{columns}";
        using MemMapArray<float> one = _silos.Array(name, (rows, columns), random => random.Next(5000) == 0 ? float.NaN : (float)random.NextDouble() + 1000);
        ShardManifest manifest = _silos.Spread(name, one, perShard, shard => [$"node{shard % 3}"]);
        MemMapClusterArray<float> many = _silos.Cluster.Client.OpenMemMapArray<float>(manifest, new ClusterArrayOptions { Folder = name });
        var told = new List<ClusterProgress>();
        var options = new ClusterReductionOptions { SkipNaN = true, Progress = new Told(told.Add) };
        var skip = new ReductionOptions { SkipNaN = true };
        NDArray<bool> mask = NDArray.From([.. Enumerable.Range(0, rows).Select(row => row % 3 != 1)]);

        Assert.Equal(one.Covariance().ToArray(), (await many.CovarianceAsync()).ToArray());
        Assert.Equal(one.Covariance(0, mask, skip).ToArray(), (await many.CovarianceAsync(0, mask, options)).ToArray());
        Assert.Equal(1.0, told[^1].Fraction);
        Assert.Equal(one.Correlation(mask, skip).ToArray(), (await many.CorrelationAsync(mask, options)).ToArray());
        Assert.Equal(one.Gram(options: skip).ToArray(), (await many.GramAsync(options: options)).ToArray());
    }

    [Fact]
    public async Task CrossProductAsync_FilesBesideEachOther_HasTheBitsOfOneMachine()
    {
        const int Rows = 9000;
        using MemMapArray<float> one = _silos.Array("left", (Rows, 3), random => (float)random.NextDouble());
        using MemMapArray<short> other = _silos.Array("right", (Rows, 2), random => (short)random.Next(1000));
        NDArray<bool> mask = NDArray.From([.. Enumerable.Range(0, Rows).Select(row => row % 3 != 1)]);
        MemMapClusterArray<float> left = _silos.Cluster.Client.OpenMemMapArray<float>(
            _silos.Spread("left", one, 1300, shard => [$"node{shard % 3}"]), new ClusterArrayOptions { Folder = "left" });

        // Cut elsewhere; each silo has all of it.
        MemMapClusterArray<short> right = _silos.Cluster.Client.OpenMemMapArray<short>(
            _silos.Spread("right", other, 2000, _ => ["node0", "node1", "node2"]), new ClusterArrayOptions { Folder = "right" });
        Assert.Equal(one.CrossProduct(other).ToArray(), (await left.CrossProductAsync(right)).ToArray());
        Assert.Equal(one.CrossProduct(other, mask).ToArray(), (await left.CrossProductAsync(right, mask)).ToArray());
        await Assert.ThrowsAsync<ArgumentNullException>(() => left.CrossProductAsync<short>(null!));
        await Assert.ThrowsAsync<ArgumentException>(() => left.CrossProductAsync(right.Where(Predicate.IsFinite<short>())));
    }

    [Fact]
    public async Task Relations_MaskInFilesOfTheCluster_HaveTheBitsOfOneMachine()
    {
        const int Rows = 9000;
        using MemMapArray<float> one = _silos.Array("related", (Rows, 3), random => random.Next(500) == 0 ? float.NaN : (float)random.NextDouble() + 1000);
        using MemMapArray<bool> mask = _silos.Array("related-mask", Rows, random => random.Next(3) > 0);
        MemMapClusterArray<float> many = _silos.Cluster.Client.OpenMemMapArray<float>(
            _silos.Spread("related", one, 1300, shard => [$"node{shard % 3}"]), new ClusterArrayOptions { Folder = "related" });

        // Cut elsewhere; each silo has all of it.
        MemMapClusterArray<bool> rows = _silos.Cluster.Client.OpenMemMapArray<bool>(
            _silos.Spread("related-mask", mask, 2000, _ => ["node0", "node1", "node2"]), new ClusterArrayOptions { Folder = "related-mask" });
        var options = new ClusterReductionOptions { SkipNaN = true };
        var skip = new ReductionOptions { SkipNaN = true };
        Assert.Equal(one.Covariance(1, mask, skip).ToArray(), (await many.CovarianceAsync(rows, options: options)).ToArray());
        Assert.Equal(one.Covariance(0, mask).ToArray(), (await many.CovarianceAsync(rows, 0)).ToArray());
        Assert.Equal(one.Correlation(mask, skip).ToArray(), (await many.CorrelationAsync(rows, options)).ToArray());
        Assert.Equal(one.Gram(mask, skip).ToArray(), (await many.GramAsync(rows, options)).ToArray());
        Assert.Equal(one.CrossProduct(one, mask, skip).ToArray(), (await many.CrossProductAsync(many, rows, options)).ToArray());

        await Assert.ThrowsAsync<ArgumentNullException>(() => many.GramAsync((MemMapClusterArray<bool>)null!));
        await Assert.ThrowsAsync<ArgumentException>(() => many.GramAsync(rows.Where(mask)));
        MemMapClusterArray<bool> fewer = _silos.Cluster.Client.OpenMemMapArray<bool>(
            new ShardManifest("|b1", Rows - 1, [new Shard("nowhere", new RowRange(0, Rows - 1), 0, Rows - 1)]));
        await Assert.ThrowsAsync<ArgumentException>(() => many.CovarianceAsync(fewer));
    }

    [Fact]
    public async Task Relations_MaskThatSilosHaveNot_IsUnavailable()
    {
        using MemMapArray<float> one = _silos.Array("unrelated", (1000, 3), random => (float)random.NextDouble());
        using MemMapArray<bool> mask = _silos.Array("unrelated-mask", 1000, random => random.Next(3) > 0);
        MemMapClusterArray<float> many = _silos.Cluster.Client.OpenMemMapArray<float>(
            _silos.Spread("unrelated", one, 130, shard => [$"node{shard % 3}"]), new ClusterArrayOptions { Folder = "unrelated", Attempts = 1 });
        MemMapClusterArray<bool> rows = _silos.Cluster.Client.OpenMemMapArray<bool>(
            _silos.Spread("unrelated-mask", mask, 500, _ => ["node0"]), new ClusterArrayOptions { Folder = "unrelated-mask" });
        ShardUnavailableException exception = await Assert.ThrowsAsync<ShardUnavailableException>(() => many.GramAsync(rows));
        Assert.Contains("unrelated-mask", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Relations_WrongArguments_ThrowBeforeAnyMessage()
    {
        var manifest = new ShardManifest("<f4", (10, 3), [new Shard("nowhere", new RowRange(0, 10), 0, 120)]);
        MemMapClusterArray<float> many = _silos.Cluster.Client.OpenMemMapArray<float>(manifest);
        await Assert.ThrowsAsync<ArgumentException>(() => many.CovarianceAsync(rows: NDArray.Create<bool>(9)));
        await Assert.ThrowsAsync<ArgumentException>(() => many.GramAsync(NDArray.Create<bool>((10, 1))));
        var cube = new ShardManifest("<f4", (10, 3, 2), [new Shard("nowhere", new RowRange(0, 10), 0, 240)]);
        await Assert.ThrowsAsync<ArgumentException>(() => _silos.Cluster.Client.OpenMemMapArray<float>(cube).CorrelationAsync());
    }
}
