using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Tests;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Silos that die, hang, or are asked to stop in the middle of a reduction.</summary>
public sealed class DyingSiloTests
{
    private readonly TaskCompletionSource _atWork = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _stuck = "node1";

    [Fact]
    public async Task ReduceAsync_SiloKilledInTheMiddle_ReplicasGiveTheSameBits()
    {
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(3, beforeScan: WaitOnNode1);
        using MemMapArray<float> one = silos.Array("a", (3000, 5), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Open(silos, silos.Spread("a", one, 100, shard => [$"node{shard % 3}", $"node{(shard + 1) % 3}"]));
        var readBy = new List<string>();

        Task<double> std = many.StdAsync(options: new ClusterReductionOptions { Progress = new Told(progress => Note(progress, readBy)) });
        await _atWork.Task;
        await silos.Cluster.KillSiloAsync(silos.SiloOf("node1"));

        Assert.Equal(one.Std(), await std);
        Assert.Equal(30, readBy.Count);
        Assert.DoesNotContain("node1", readBy);

        // And again, without it from the beginning.
        Assert.Equal(one.Mean(0).ToArray(), (await many.MeanAsync(0)).ToArray());
    }

    [Fact]
    public async Task ReduceAsync_SiloKilledWithoutReplicas_NamesItsShards()
    {
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(2, beforeScan: WaitOnNode1);
        using MemMapArray<float> one = silos.Array("a", (1000, 5), random => (float)random.NextDouble());
        ShardManifest manifest = silos.Spread("a", one, 100, shard => [$"node{shard % 2}"]);
        MemMapClusterArray<float> many = Open(silos, manifest);

        Task<double> mean = many.MeanAsync();
        await _atWork.Task;
        await silos.Cluster.KillSiloAsync(silos.SiloOf("node1"));
        ShardUnavailableException exception = await Assert.ThrowsAsync<ShardUnavailableException>(() => mean);
        ClusterAnswer<double> answer = await many.ReduceAvailableAsync(Reduction.Mean<float>());

        Assert.Equal(manifest.Shards.Where((_, shard) => shard % 2 == 1), exception.Shards);
        Assert.Equal(0.5, answer.Fraction);
        Assert.Equal(exception.Shards, answer.Missing);
        Assert.Equal(Enumerable.Range(0, 5).Average(i => one[Slice.Range(i * 200, (i * 200) + 100)].Mean()), answer.Value, 1e-12);
    }

    [Fact]
    public async Task ReduceAsync_TwoSilosWithALabel_TheOtherTakesOver()
    {
        // Both nodes have all files, under one label.
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(3, beforeScan: WaitOnNode1, labelOf: label => label == "node0" ? label : "pair");
        using MemMapArray<float> one = silos.Array("a", (3000, 5), random => (float)random.NextDouble());
        ShardManifest manifest = silos.Spread("a", one, 100, _ => ["node1", "node2"]);
        MemMapClusterArray<float> many = Open(silos, new ShardManifest(manifest.Descr, manifest.Shape, manifest.Shards.Select(shard => shard.WithLabels(["pair"]))));

        Task<double> mean = many.MeanAsync();
        await _atWork.Task;
        await silos.Cluster.KillSiloAsync(silos.SiloOf("node1"));

        Assert.Equal(one.Mean(), await mean);
    }

    [Fact]
    public async Task ReduceAsync_Cancelled_EndsTheScans()
    {
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(2, beforeScan: WaitOnNode1);
        using MemMapArray<float> one = silos.Array("a", (1000, 5), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Open(silos, silos.Spread("a", one, 100, shard => [$"node{shard % 2}"]));
        using var cancellation = new CancellationTokenSource();

        Task<double> mean = many.MeanAsync(cancellationToken: cancellation.Token);
        await _atWork.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mean);
        await _ended.Task.WaitAsync(TimeSpan.FromMinutes(2));

        // Its places are free again.
        _stuck = null;
        Assert.Equal(one.Mean(), await many.MeanAsync());
    }

    [Fact]
    public async Task ReduceAsync_ScanThatWaitsLong_IsAliveAsLongAsItSaysSo()
    {
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(2, beforeScan: WaitOnNode1);
        using MemMapArray<float> one = silos.Array("a", (1000, 5), random => (float)random.NextDouble());
        ShardManifest manifest = silos.Spread("a", one, 100, shard => [$"node{shard % 2}"]);
        MemMapClusterArray<float> many = Open(silos, manifest, options => options.SilenceTimeout = TimeSpan.FromSeconds(5));

        Task<double> mean = many.MeanAsync();
        await _atWork.Task;
        await Task.Delay(TimeSpan.FromSeconds(7));
        Assert.False(mean.IsCompleted);
        _stuck = null;
        _resumed.SetResult();

        Assert.Equal(one.Mean(), await mean);
    }

    [Fact]
    public async Task ReduceAsync_ScanSlowerThanItMayBe_IsTakenFromAReplica()
    {
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(2, beforeScan: WaitOnNode1);
        using MemMapArray<float> one = silos.Array("a", (1000, 5), random => (float)random.NextDouble());
        ShardManifest manifest = silos.Spread("a", one, 100, _ => ["node0", "node1"]);
        // On a busy machine the other silo may miss the time, too, and is asked again.
        MemMapClusterArray<float> many = Open(silos, manifest, options => (options.ScanTimeout, options.Attempts) = (TimeSpan.FromSeconds(2), 10));

        Task<double> mean = many.MeanAsync();
        await _atWork.Task;

        Assert.Equal(one.Mean(), await mean);
        Assert.Equal("node1", _stuck);
    }

    [ThoroughFact("a silo that is killed in a transform")]
    public async Task TransformAsync_SiloKilledInTheMiddle_TheOthersHaveAll()
    {
        // It has written some files by then: two are written at a time.
        int asked = 0;
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(3, beforeScan: (node, path, cancellation) =>
            node == "node1" && Interlocked.Increment(ref asked) > 5 ? WaitOnNode1(node, path, cancellation) : Task.CompletedTask);
        using MemMapArray<float> one = silos.Array("a", (3000, 5), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Open(silos, silos.Spread("a", one, 100, shard => [$"node{shard % 3}", $"node{(shard + 1) % 3}"]));

        Task<MemMapClusterArray<double>> transform = many.TransformAsync<double>("third", "thirds");
        await _atWork.Task;
        await silos.Cluster.KillSiloAsync(silos.SiloOf("node1"));
        MemMapClusterArray<double> thirds = await transform;

        NDArray<double> expected = NDArray.Create<double>((3000, 5));
        one.Transform<float, double>(expected, Transforms.Third);
        Assert.Equal(expected.ToArray(), await thirds.ReadRowsAsync(new RowRange(0, 3000)));
        Assert.DoesNotContain(thirds.Manifest.Shards, shard => shard.Labels.Contains("node1"));
        Assert.Equal(20, thirds.Manifest.Shards.Count(shard => shard.Labels.Count == 1));
        Assert.False(Directory.Exists(Path.Combine(silos.FolderOf("node1"), "thirds")));
    }

    [ThoroughFact("a silo that is killed in a transform")]
    public async Task TransformAsync_SiloKilledWithoutReplicas_LeavesNothing()
    {
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(2, beforeScan: WaitOnNode1);
        using MemMapArray<float> one = silos.Array("a", (1000, 5), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Open(silos, silos.Spread("a", one, 100, shard => [$"node{shard % 2}"]));

        Task<MemMapClusterArray<double>> transform = many.TransformAsync<double>("third", "thirds");
        await _atWork.Task;
        await silos.Cluster.KillSiloAsync(silos.SiloOf("node1"));

        await Assert.ThrowsAsync<ShardUnavailableException>(() => transform);
        Assert.Equal(["a"], Directory.EnumerateFileSystemEntries(silos.FolderOf("node0")).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task TransformAsync_Cancelled_LeavesNothing()
    {
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(2, beforeScan: WaitOnNode1);
        using MemMapArray<float> one = silos.Array("a", (1000, 5), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Open(silos, silos.Spread("a", one, 100, shard => [$"node{shard % 2}"]));
        using var cancellation = new CancellationTokenSource();

        Task<MemMapClusterArray<double>> transform = many.TransformAsync<double>("third", "thirds", cancellationToken: cancellation.Token);
        await _atWork.Task;
        _stuck = null;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transform);
        foreach (string node in (string[])["node0", "node1"])
        {
            Assert.Equal(["a"], Directory.EnumerateFileSystemEntries(silos.FolderOf(node)).Select(path => Path.GetFileName(path)));
        }

        await many.TransformAsync<double>("third", "thirds");
    }

    [Theory]
    [InlineData("node0")]
    [InlineData("node1")]
    public async Task TransformAsync_OneSiloCannotGiveTheFolderItsName_IsTakenBackOnAll(string failing)
    {
        // Two files, and then the folder.
        int asked = 0;
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(2, beforeScan: (node, _, _) =>
            node == failing && Interlocked.Increment(ref asked) is > 2 and < 5 ? Task.FromException(new IOException("The disk is gone.")) : Task.CompletedTask);
        using MemMapArray<float> one = silos.Array("a", (400, 5), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Open(silos, silos.Spread("a", one, 100, shard => [$"node{shard % 2}"]));

        ShardUnavailableException exception = await Assert.ThrowsAsync<ShardUnavailableException>(() => many.TransformAsync<double>("third", "thirds"));
        Assert.Contains("The disk is gone.", exception.Message, StringComparison.Ordinal);
        foreach (string node in (string[])["node0", "node1"])
        {
            Assert.Equal(["a"], Directory.EnumerateFileSystemEntries(silos.FolderOf(node)).Select(path => Path.GetFileName(path)));
        }
    }

    [Fact]
    public void TimeFor_Bytes_GrowsWithThem()
    {
        var options = new ClusterArrayOptions { ScanTimeout = TimeSpan.FromSeconds(10), MinBytesPerSecond = 1000 };

        Assert.Equal(TimeSpan.FromSeconds(10), options.TimeFor(0));
        Assert.Equal(TimeSpan.FromSeconds(17), options.TimeFor(7000));
    }

    private static MemMapClusterArray<float> Open(ClusterOfSilos silos, ShardManifest manifest, Action<ClusterArrayOptions>? change = null)
    {
        ClusterArrayOptions options = ClusterOfSilos.Impatient;
        options.Folder = "a";
        change?.Invoke(options);
        return silos.Cluster.Client.OpenMemMapArray<float>(manifest, options);
    }

    private static void Note(ClusterProgress progress, List<string> readBy)
    {
        if (progress.Shard >= 0)
        {
            readBy.Add(ClusterOfSilos.LabelOf(progress.Silo));
        }
    }

    private async Task WaitOnNode1(string node, string path, CancellationToken cancellation)
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
                _ended.TrySetResult();
            }
        }
    }
}
