using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Silos that are much slower than the others: another one with the same shards is asked, too.</summary>
public sealed class SpeculationTests
{
    private readonly TaskCompletionSource _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isStuck = true;

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task ReduceAsync_SiloIsStuck_AnotherAnswersFirst(int perRequest)
    {
        // It says that it is at work, and may be for an hour: nothing but the others' pace tells that it is late.
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(3, beforeScan: WaitOnNode1);
        using MemMapArray<float> one = silos.Array("a", (9000, 5), random => (float)random.NextDouble());
        ShardManifest manifest = silos.Spread("a", one, 100, shard => [$"node{shard % 3}", $"node{(shard + 1) % 3}"]);
        MemMapClusterArray<float> many = Open(silos, manifest, perRequest, 3);
        var readBy = new List<(int Shard, string Label)>();
        var options = new ClusterReductionOptions { Progress = new Told(progress => Note(progress, readBy)) };

        Assert.Equal(one.Std(), await many.StdAsync(options: options).WaitAsync(TimeSpan.FromMinutes(5)));
        Assert.Equal(Enumerable.Range(0, 90), readBy.Select(shard => shard.Shard).Order());
        Assert.DoesNotContain(readBy, shard => shard.Label == "node1");
        Assert.Equal(one.Covariance().ToArray(), (await many.CovarianceAsync().WaitAsync(TimeSpan.FromMinutes(5))).ToArray());
        Assert.Equal(one[..9000].ToArray(), await many.ReadRowsAsync(new RowRange(0, 9000)).WaitAsync(TimeSpan.FromMinutes(5)));
        Assert.True(_isStuck);
    }

    [Fact]
    public async Task ReduceAsync_NoLabels_AnotherSiloAnswersFirst()
    {
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(3, beforeScan: WaitOnNode1);
        using MemMapArray<float> one = silos.Array("a", (9000, 5), random => (float)random.NextDouble());
        ShardManifest labelled = silos.Spread("a", one, 100, _ => ["node0", "node1", "node2"]);
        var manifest = new ShardManifest(labelled.Descr, labelled.Shape, labelled.Shards.Select(shard => shard.WithLabels(null)));

        // So many at a time that those that are stuck leave more than half of them to the others.
        MemMapClusterArray<float> many = Open(silos, manifest, 1, 3, inFlight: 90);
        Assert.Equal(one.Mean(), await many.MeanAsync().WaitAsync(TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public async Task ReduceAsync_NeverSpeculative_WaitsForTheSilo()
    {
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(2, beforeScan: WaitOnNode1);
        using MemMapArray<float> one = silos.Array("a", (3000, 5), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Open(silos, silos.Spread("a", one, 100, _ => ["node0", "node1"]), 16, double.PositiveInfinity);

        Task<double> mean = many.MeanAsync();
        await Task.Delay(TimeSpan.FromSeconds(4));
        Assert.False(mean.IsCompleted);
        _isStuck = false;
        _resumed.SetResult();

        Assert.Equal(one.Mean(), await mean);
    }

    [Fact]
    public void LimitFor_HalfDone_IsAMultipleOfTheMedianForItsBytes()
    {
        const long Bytes = 1 << 20;
        var pace = new ScanPace(shards: 6, multiplier: 3);
        pace.Finish(1, Bytes, TimeSpan.FromSeconds(2));
        pace.Finish(1, Bytes, TimeSpan.FromSeconds(100));
        Assert.Equal(double.PositiveInfinity, pace.LimitFor(1, Bytes));
        pace.Finish(1, Bytes, TimeSpan.FromSeconds(4));

        // A call counts for a megabyte.
        Assert.Equal(12, pace.LimitFor(1, Bytes), 1e-9);
        Assert.Equal(24, pace.LimitFor(2, 2 * Bytes), 1e-9);
        Assert.Equal(30, pace.LimitFor(1, 4 * Bytes), 1e-9);
    }

    [Fact]
    public void LimitFor_FastScans_IsASecondAtLeast()
    {
        var pace = new ScanPace(shards: 2, multiplier: 3);
        pace.Finish(2, 100, TimeSpan.FromMilliseconds(1));
        Assert.Equal(ScanPace.Least.TotalSeconds, pace.LimitFor(1, 100));
    }

    private static MemMapClusterArray<float> Open(ClusterOfSilos silos, ShardManifest manifest, int perRequest, double multiplier, int inFlight = 1) =>
        silos.Cluster.Client.OpenMemMapArray<float>(manifest, new ClusterArrayOptions
        {
            Folder = "a",
            ShardsInFlightPerLabel = inFlight,
            ShardsPerRequest = perRequest,
            SpeculationMultiplier = multiplier,
            SilenceTimeout = TimeSpan.FromHours(1),
            ScanTimeout = TimeSpan.FromHours(1),
        });

    private static void Note(ClusterProgress progress, List<(int Shard, string Label)> readBy)
    {
        if (progress.Shard >= 0)
        {
            readBy.Add((progress.Shard, ClusterOfSilos.LabelOf(progress.Silo)));
        }
    }

    private Task WaitOnNode1(string node, string path, CancellationToken cancellation) =>
        _isStuck && node == "node1" ? _resumed.Task.WaitAsync(cancellation) : Task.CompletedTask;
}
