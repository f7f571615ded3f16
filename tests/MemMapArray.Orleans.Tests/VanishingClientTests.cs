using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Orleans.Runtime;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Clients that are gone without a word: what they asked for ends, and what is left of it on the nodes.</summary>
public sealed class VanishingClientTests
{
    private static readonly TimeSpan s_abandonTime = TimeSpan.FromSeconds(3), s_patience = TimeSpan.FromMinutes(2);

    private readonly TaskCompletionSource _atWork = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    // How many calls of node1 are answered before it waits; then those after the first that waited.
    private int _answered;

    [Fact]
    public async Task ScanAsync_MessagesThatNobodyFetches_Ends()
    {
        await using ClusterOfSilos silos = await StartAsync(answered: 0);
        using MemMapArray<float> one = silos.Array("a", (1000, 5), random => (float)random.NextDouble());
        ShardManifest manifest = silos.Spread("a", one, 100, _ => ["node1"]);
        IShardGrain grain = silos.Cluster.Client.GetGrain<IShardGrain>(new ShardKey("a", 0, 0, 0, "node1").ToString());
        var request = new ShardRequest
        {
            Element = ElementScanner.NameOf<float>(),
            Descr = manifest.Descr,
            Shape = manifest.Shape.ToArray(),
            Folder = "a",
            Shard = ShardFile.Of(manifest.Shards[0]),
            Reduction = "mean",
        };
        IAsyncEnumerator<ShardMessage> messages = grain.ScanAsync(request, CancellationToken.None).WithBatchSize(1).GetAsyncEnumerator();
        Assert.True(await messages.MoveNextAsync());

        await _ended.Task.WaitAsync(s_patience);

        // Its place is free again.
        Assert.Equal(one.Mean(), await Open(silos, manifest).MeanAsync());
    }

    [Fact]
    public async Task ReduceAsync_ClientKilled_ItsScansEnd()
    {
        await using ClusterOfSilos silos = await StartAsync(answered: 3);
        using MemMapArray<float> one = silos.Array("a", (3000, 5), random => (float)random.NextDouble());
        ShardManifest manifest = silos.Spread("a", one, 100, _ => ["node1"]);

        _ = Open(silos, manifest).MeanAsync();
        await _atWork.Task.WaitAsync(s_patience);
        await silos.Cluster.KillClientAsync();
        await _ended.Task.WaitAsync(s_patience);

        await silos.Cluster.InitializeClientAsync();
        Assert.Equal(one.Mean(), await Open(silos, manifest).MeanAsync());
    }

    [Fact]
    public async Task TransformAsync_ClientKilledBetweenTwoNames_TheFolderIsWholeOnOneNodeAndNotThereOnTheOther()
    {
        // Two files are written on each node and asked for once; then node0 gives its folder the name, and node1 does not.
        await using ClusterOfSilos silos = await StartAsync(answered: 3);
        using MemMapArray<float> one = silos.Array("a", (400, 5), random => (float)random.NextDouble());
        ShardManifest manifest = silos.Spread("a", one, 100, shard => [$"node{shard % 2}"]);

        _ = Open(silos, manifest).TransformAsync<double>("third", "thirds");
        await _atWork.Task.WaitAsync(s_patience);
        string first = silos.FolderOf("node0"), second = silos.FolderOf("node1");
        while (!Directory.Exists(Path.Combine(first, "thirds")))
        {
            await Task.Delay(10);
        }

        await silos.Cluster.KillClientAsync();
        await _ended.Task.WaitAsync(s_patience);

        Assert.Equal(["a", "thirds"], Names(first));
        Assert.Equal(["0.npy", "2.npy", ShardManifest.FileName], Names(Path.Combine(first, "thirds")));
        Assert.Equal(["a"], Names(second).Where(name => name[0] != '.'));
        string unfinished = Assert.Single(Names(second), name => name.StartsWith(".thirds.", StringComparison.Ordinal) && name.EndsWith(".tmp", StringComparison.Ordinal));
        Assert.Equal(["1.npy", "3.npy"], Names(Path.Combine(second, unfinished)));

        // The next to the same folder is told; and where somebody removed the half, it is made, and nothing of the first one stays.
        await silos.Cluster.InitializeClientAsync();
        InvalidOperationException exception =
            await Assert.ThrowsAsync<InvalidOperationException>(() => Open(silos, manifest).TransformAsync<double>("third", "thirds"));
        Assert.Contains("'thirds'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["a", "thirds"], Names(first));
        Directory.Delete(Path.Combine(first, "thirds"), recursive: true);
        MemMapClusterArray<double> thirds = await Open(silos, manifest).TransformAsync<double>("third", "thirds");
        Assert.Equal(400 * 5, (await thirds.ReadRowsAsync(new RowRange(0, 400))).Length);
        Assert.Equal(["a", "thirds"], Names(first));
        Assert.Equal(["a", "thirds"], Names(second));
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static MemMapClusterArray<float> Open(ClusterOfSilos silos, ShardManifest manifest) =>
        silos.Cluster.Client.OpenMemMapArray<float>(manifest, new ClusterArrayOptions { Folder = "a" });

    private Task<ClusterOfSilos> StartAsync(int answered)
    {
        _answered = answered;
        return ClusterOfSilos.StartAsync(2, beforeScan: WaitOnceOnNode1, abandonTime: s_abandonTime);
    }

    private async Task WaitOnceOnNode1(string node, string path, CancellationToken cancellation)
    {
        if (node == "node1" && Interlocked.Increment(ref _calls) == _answered + 1)
        {
            _atWork.TrySetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            }
            finally
            {
                _ended.TrySetResult();
            }
        }
    }
}
