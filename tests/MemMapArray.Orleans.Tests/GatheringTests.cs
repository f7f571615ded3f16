using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Orleans;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Silos that merge the answers of others: more labels than one process asks.</summary>
public sealed class GatheringTests
{
    private const int Silos = 6;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly TaskCompletionSource _atWork = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _ended = [];

    // Whom the client itself asks.
    private readonly ConcurrentQueue<ShardKey> _asked = [];
    private volatile string? _stuck, _silent;

    [Fact]
    public async Task Verbs_MoreLabelsThanTheFanIn_HaveTheBitsOfOneFile()
    {
        await using ClusterOfSilos silos = await StartAsync();
        using MemMapArray<float> one = silos.Array("a", (9000, 4), random => (float)Math.Exp(random.NextDouble() * 30));
        ShardManifest manifest = silos.Spread("a", one, 77, LabelsOf);
        NDArray<bool> mask = NDArray.From([.. Enumerable.Range(0, 9000).Select(row => row % 7 != 0)], (9000, 1));
        foreach (int fanIn in (int[])[2, 3])
        {
            MemMapClusterArray<float> many = Open(silos, manifest, fanIn);
            await Asked(fanIn, async () => Assert.Equal(one.Sum(), await many.SumAsync()));
            await Asked(fanIn, async () => Assert.Equal(one.Describe(), await many.DescribeAsync()));
            await Asked(fanIn, async () => Assert.Equal(one.Std(0).ToArray(), (await many.StdAsync(0)).ToArray()));
            await Asked(fanIn, async () => Assert.Equal(one.ArgMax(), await many.ReduceAsync(Reduction.ArgMax<float>())));
            await Asked(fanIn, async () => Assert.Equal(one.Prod(0).ToArray(), (await many.ReduceAsync(Reduction.Prod<float>(), [0])).ToArray()));
            await Asked(fanIn, async () => Assert.Equal(one.Where(mask).Std(), await many.Where(mask).StdAsync()));
            await Asked(fanIn, async () => Assert.Equal(one.Covariance().ToArray(), (await many.CovarianceAsync()).ToArray()));
            await Asked(fanIn, async () => Assert.Equal(
                one.Covariance(1, mask.Reshape(9000)).ToArray(), (await many.CovarianceAsync(1, mask.Reshape(9000))).ToArray()));
            await Asked(fanIn, async () => Assert.Equal(one.CrossProduct(one).ToArray(), (await many.CrossProductAsync(many)).ToArray()));
            await Asked(fanIn, async () => Assert.Equal(
                one.Histogram(10, (0, 1e9)).Counts.ToArray(), (await many.HistogramAsync(10, (0, 1e9))).Counts.ToArray()));
            await Asked(fanIn, async () => Assert.Equal(one.TopK(100).Indexes, (await many.TopKAsync(100)).Indexes));
            await Asked(fanIn, async () => Assert.Equal(
                one.TopK(100, 0, largest: false).Indexes.ToArray(), (await many.TopKAsync(100, 0, largest: false)).Indexes.ToArray()));
            var energy = Reduction.From(new SumOfSquares(), SumOfSquares.Name);
            await Asked(fanIn, async () => Assert.Equal(one.Reduce(energy), await many.ReduceAsync(energy)));

            // In each round.
            await Asked(5 * fanIn, async () => Assert.Equal(one.Median(), await many.MedianAsync()));
            await Asked(5 * fanIn, async () => Assert.Equal(one.Quantile([0.01, 0.5], 0).ToArray(), (await many.QuantileAsync([0.01, 0.5], 0)).ToArray()));

            // What is of rows does not merge.
            Assert.Equal(one.Mean(1).ToArray(), (await many.MeanAsync(1)).ToArray());
            Assert.True(_asked.DistinctBy(key => key.Label).Count() == Silos);
        }
    }

    [Fact]
    public async Task ReduceAsync_StatesTooLargeToKeep_AreMergedByTheClient()
    {
        await using ClusterOfSilos silos = await StartAsync();
        using MemMapArray<float> one = silos.Array("a", (30, 110_000), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Open(silos, silos.Spread("a", one, 5, shard => [$"node{shard}"]));

        Assert.Equal(one.Max(0).ToArray(), (await many.ReduceAsync(Reduction.Max<float>(), [0])).ToArray());
        Assert.Equal(Silos, _asked.Count);
        await Asked(2, async () => Assert.Equal(one.Mean(), await many.MeanAsync()));
    }

    [Fact]
    public async Task ReduceAsync_Progress_NamesEachShardOnceAndEndsAtAll()
    {
        await using ClusterOfSilos silos = await StartAsync();
        using MemMapArray<float> one = silos.Array("a", (6000, 4), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Open(silos, silos.Spread("a", one, 100, LabelsOf));
        var told = new List<ClusterProgress>();

        Assert.Equal(one.Std(), await many.StdAsync(options: new ClusterReductionOptions { Progress = new Told(told.Add) }));

        Assert.Equal(Enumerable.Range(0, 60), told.Select(progress => progress.Shard).Where(shard => shard >= 0).Order());
        Assert.Equal(told.Select(progress => progress.BytesDone).Order(), told.Select(progress => progress.BytesDone));
        Assert.Equal(1.0, told[^1].Fraction);
    }

    [Theory]
    [InlineData("node0")]
    [InlineData("node1")]
    public async Task ReduceAsync_SiloKilledInTheMiddle_OthersAreAskedForItsPart(string killed)
    {
        // The first merges, the second is one of those that it asks.
        _stuck = killed;
        await using ClusterOfSilos silos = await StartAsync();
        using MemMapArray<float> one = silos.Array("a", (6000, 4), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Open(silos, silos.Spread("a", one, 100, LabelsOf));

        Task<NDArray<double>> std = many.StdAsync(0);
        await _atWork.Task.WaitAsync(s_patience);
        await silos.Cluster.KillSiloAsync(silos.SiloOf(killed));

        Assert.Equal(one.Std(0).ToArray(), (await std.WaitAsync(s_patience)).ToArray());
        Assert.Equal(one.Median(), await many.MedianAsync().WaitAsync(s_patience));
    }

    [Fact]
    public async Task ReduceAsync_SiloThatMergesIsKilledWithoutReplicas_NamesItsShardsAlone()
    {
        _stuck = "node0";
        await using ClusterOfSilos silos = await StartAsync();
        using MemMapArray<float> one = silos.Array("a", (6000, 4), random => (float)random.NextDouble());
        ShardManifest manifest = silos.Spread("a", one, 100, shard => [$"node{shard / 10}"]);
        MemMapClusterArray<float> many = Open(silos, manifest);

        Task<double> std = many.StdAsync();
        await _atWork.Task.WaitAsync(s_patience);
        await silos.Cluster.KillSiloAsync(silos.SiloOf("node0"));

        ShardUnavailableException exception = await Assert.ThrowsAsync<ShardUnavailableException>(() => std.WaitAsync(s_patience));
        Assert.Equal(manifest.Shards.Take(10), exception.Shards);
        ClusterAnswer<float> most = await many.ReduceAvailableAsync(Reduction.Max<float>());
        Assert.Equal(exception.Shards, most.Missing);
        Assert.Equal(5.0 / 6, most.Fraction, 1e-12);
        Assert.Equal(one[1000..6000].Max(), most.Value);
    }

    [Theory]
    [InlineData("node0")]
    [InlineData("node3")]
    public async Task ReduceAsync_SiloThatMergesIsSilent_AnotherMerges(string silent)
    {
        // As one that is stopped, or cut off.
        await using ClusterOfSilos silos = await StartAsync();
        using MemMapArray<float> one = silos.Array("a", (6000, 4), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Open(silos, silos.Spread("a", one, 100, LabelsOf), change: options => options.SilenceTimeout = TimeSpan.FromSeconds(4));
        _silent = silent;

        Assert.Equal(one.Std(), await many.StdAsync().WaitAsync(s_patience));
        Assert.Equal(one.TopK(9).Indexes, (await many.TopKAsync(9).WaitAsync(s_patience)).Indexes);
        _resumed.SetResult();
    }

    [Theory]
    [InlineData("node0")]
    [InlineData("node2")]
    public async Task ReduceAsync_ScansOfASiloNeverEnd_AnotherReadsItsShards(string stuck)
    {
        // It says that it is at work, and may be for an hour.
        _stuck = stuck;
        await using ClusterOfSilos silos = await StartAsync();
        using MemMapArray<float> one = silos.Array("a", (6000, 4), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Open(
            silos, silos.Spread("a", one, 50, LabelsOf), 3, options => options.SilenceTimeout = options.ScanTimeout = TimeSpan.FromHours(1));

        Assert.Equal(one.Std(), await many.StdAsync().WaitAsync(s_patience));
        Assert.False(_resumed.Task.IsCompleted);
    }

    [Fact]
    public async Task ReduceAsync_Cancelled_EndsTheScansOfAll()
    {
        _stuck = "node1";
        await using ClusterOfSilos silos = await StartAsync();
        using MemMapArray<float> one = silos.Array("a", (6000, 4), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Open(silos, silos.Spread("a", one, 100, shard => [$"node{shard / 10}"]));
        using var cancellation = new CancellationTokenSource();

        Task<double> std = many.StdAsync(cancellationToken: cancellation.Token);
        await _atWork.Task.WaitAsync(s_patience);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => std);
        await EndedAsync();
        Assert.Equal(one.Std(), await many.StdAsync());
    }

    [Fact]
    public async Task ReduceAsync_ClientKilled_TheScansOfAllEnd()
    {
        _stuck = "node1";
        await using ClusterOfSilos silos = await StartAsync();
        using MemMapArray<float> one = silos.Array("a", (6000, 4), random => (float)random.NextDouble());
        ShardManifest manifest = silos.Spread("a", one, 100, shard => [$"node{shard / 10}"]);

        _ = Open(silos, manifest).StdAsync();
        await _atWork.Task.WaitAsync(s_patience);
        await silos.Cluster.KillClientAsync();
        await EndedAsync();

        await silos.Cluster.InitializeClientAsync();
        Assert.Equal(one.Std(), await Open(silos, manifest).StdAsync());
    }

    [Fact]
    public async Task ReduceAsync_FilesMissingOrOther_AreNamed()
    {
        await using ClusterOfSilos silos = await StartAsync();
        using MemMapArray<float> one = silos.Array("a", (6000, 4), random => (float)random.NextDouble());
        ShardManifest manifest = silos.Spread("a", one, 100, LabelsOf);
        MemMapClusterArray<float> many = Open(silos, manifest);
        Array.ForEach(LabelsOf(17), label => File.Delete(silos.FileOf(label, "a", manifest.Shards[17])));
        File.Delete(silos.FileOf(LabelsOf(40)[0], "a", manifest.Shards[40]));

        ShardUnavailableException missing = await Assert.ThrowsAsync<ShardUnavailableException>(() => many.StdAsync());
        Assert.Equal([manifest.Shards[17]], missing.Shards);
        Assert.Contains("17.npy", missing.Message, StringComparison.Ordinal);
        Array.ForEach(LabelsOf(30), label => File.AppendAllText(silos.FileOf(label, "a", manifest.Shards[30]), "x"));
        InvalidDataException other = await Assert.ThrowsAsync<InvalidDataException>(() => many.StdAsync());
        Assert.Contains($"'{manifest.Shards[30]}'", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReduceAsync_UnknownToSilosOrPathOutside_IsTheExceptionOfOneSilo()
    {
        await using ClusterOfSilos silos = await StartAsync();
        using MemMapArray<float> one = silos.Array("a", (600, 4), random => (float)random.NextDouble());
        ShardManifest manifest = silos.Spread("a", one, 10, LabelsOf);

        NotSupportedException unknown = await Assert.ThrowsAsync<NotSupportedException>(
            () => Open(silos, manifest).ReduceAsync(Reduction.From(new SumOfSquares(), "nobody's")));
        Assert.Contains("nobody's", unknown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Open(silos, manifest, change: options => options.Folder = "../a").StdAsync());
    }

    private static string[] LabelsOf(int shard) => [$"node{shard * 2 / 20 % Silos}", $"node{((shard * 2 / 20) + 1) % Silos}"];

    private Task<ClusterOfSilos> StartAsync() => ClusterOfSilos.StartAsync(
        Silos, beforeScan: WaitOnStuck, beforeCall: node => node == _silent ? _resumed.Task : Task.CompletedTask, abandonTime: TimeSpan.FromSeconds(8));

    private MemMapClusterArray<float> Open(ClusterOfSilos silos, ShardManifest manifest, int fanIn = 2, Action<ClusterArrayOptions>? change = null)
    {
        ClusterArrayOptions options = ClusterOfSilos.Impatient;
        (options.Folder, options.MaxFanIn, options.ShardsInFlightPerLabel) = ("a", fanIn, 2);
        change?.Invoke(options);
        IGrainFactory client = silos.Cluster.Client;
        return Fake.Of<IGrainFactory>((_, arguments) =>
        {
            _asked.Enqueue(ShardKey.Parse((string)arguments[0]!));
            return client.GetGrain<IShardGrain>((string)arguments[0]!);
        }).OpenMemMapArray<float>(manifest, options);
    }

    // The client itself asks for few answers.
    private async Task Asked(int most, Func<Task> call)
    {
        _asked.Clear();
        await call();
        Assert.InRange(_asked.Count, 1, most);
        _asked.Clear();
    }

    private async Task EndedAsync()
    {
        _stuck = null;
        for (long start = Environment.TickCount64; _ended.IsEmpty; await Task.Delay(10))
        {
            Assert.True(Environment.TickCount64 - start < s_patience.TotalMilliseconds);
        }
    }

    private async Task WaitOnStuck(string node, string path, CancellationToken cancellation)
    {
        if (node == _stuck)
        {
            _atWork.TrySetResult();
            try
            {
                await _resumed.Task.WaitAsync(cancellation);
            }
            finally
            {
                _ended.Enqueue(path);
            }
        }
    }
}
