using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Which silo reads a shard.</summary>
[Collection(ThreeSilos.Name)]
public sealed class PlacementTests(ThreeSilos three)
{
    private readonly ClusterOfSilos _silos = three.Silos;

    [Fact]
    public async Task ReduceAsync_OneCopyOfEachShard_EachIsReadByTheSiloThatHoldsIt()
    {
        using MemMapArray<int> one = _silos.Array("placed", (300, 4), random => random.Next());
        ShardManifest manifest = _silos.Spread("placed", one, 10, shard => [$"node{shard % 3}"]);

        Dictionary<int, string> readBy = await ReadBy(manifest, "placed", one.Mean());

        Assert.Equal(30, readBy.Count);
        Assert.All(readBy, pair => Assert.Equal($"node{pair.Key % 3}", pair.Value));
    }

    [Fact]
    public async Task ReduceAsync_TwoCopiesOfEachShard_BothNodesHaveWork()
    {
        using MemMapArray<int> one = _silos.Array("twice", (300, 4), random => random.Next());
        ShardManifest manifest = _silos.Spread("twice", one, 10, shard => shard % 2 == 0 ? ["node0", "node1"] : ["node1", "node0"]);

        Dictionary<int, string> readBy = await ReadBy(manifest, "twice", one.Mean());

        Assert.Equal(30, readBy.Count);
        Assert.Equal(["node0", "node1"], readBy.Values.Distinct().Order());
    }

    [Fact]
    public async Task ReduceAsync_NoLabels_AnySiloReads()
    {
        // As on a file system that all share: every node has every file.
        using MemMapArray<int> one = _silos.Array("shared", (300, 4), random => random.Next());
        ShardManifest labelled = _silos.Spread("shared", one, 10, _ => ["node0", "node1", "node2"]);
        var manifest = new ShardManifest(labelled.Descr, labelled.Shape, labelled.Shards.Select(shard => shard.WithLabels(null)));

        Dictionary<int, string> readBy = await ReadBy(manifest, "shared", one.Mean());

        Assert.Equal(30, readBy.Count);
        Assert.True(readBy.Values.Distinct().Count() > 1);
    }

    [Fact]
    public async Task ReduceAsync_ThousandShards_EachIsReadOnceWhereItIs()
    {
        using MemMapArray<float> one = _silos.Array("thousand", (8000, 3), random => (float)random.NextDouble());
        ShardManifest manifest = _silos.Spread("thousand", one, 8, shard => [$"node{shard % 3}"]);

        Dictionary<int, string> readBy = await ReadBy(manifest, "thousand", one.Mean());

        Assert.Equal(1000, readBy.Count);
        Assert.All(readBy, pair => Assert.Equal($"node{pair.Key % 3}", pair.Value));
    }

    [Fact]
    public async Task ReduceAsync_LimitOfScans_IsKept()
    {
        using var gate = new SemaphoreSlim(0);
        int running = 0, most = 0;
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(1, scans: 2, beforeScan: async (_, _, cancellation) =>
        {
            int now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await gate.WaitAsync(cancellation);
            Interlocked.Decrement(ref running);
        });
        using MemMapArray<float> one = silos.Array("limited", (100, 3), random => (float)random.NextDouble());
        ShardManifest manifest = silos.Spread("limited", one, 10, _ => ["node0"]);
        MemMapClusterArray<float> many = silos.Cluster.Client.OpenMemMapArray<float>(manifest, new ClusterArrayOptions { Folder = "limited", ShardsInFlightPerLabel = 8 });

        Task<double> mean = many.MeanAsync();
        while (Volatile.Read(ref running) < 2)
        {
            await Task.Delay(10);
        }

        gate.Release(10);

        Assert.Equal(one.Mean(), await mean);
        Assert.Equal(2, most);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task OnAddActivation_LabelsOfANewSiloAreNotKnownYet_WaitsForThem(int looks)
    {
        SiloAddress old = Silo(1), joined = Silo(2);
        int asked = 0;
        string[]? LabelsOf(SiloAddress silo) => silo == old ? ["old"] : asked++ < looks ? null : ["new"];

        Assert.Equal(joined, await PlaceAsync(LabelsOf, "new", old, joined));
        Assert.Equal(old, await PlaceAsync(LabelsOf, "old", old, joined));
    }

    [Fact]
    public async Task OnAddActivation_LabelOfNobody_SaysWhoseAreNotKnown()
    {
        SiloAddress old = Silo(1), joined = Silo(2);
        string[]? LabelsOf(SiloAddress silo) => silo == old ? [] : null;

        OrleansException exception = await Assert.ThrowsAsync<OrleansException>(() => PlaceAsync(LabelsOf, "new", old));
        Assert.Equal("No silo that is alive has the label 'new'.", exception.Message);
        exception = await Assert.ThrowsAsync<OrleansException>(() => PlaceAsync(LabelsOf, "new", old, joined));
        Assert.Equal("No silo that is alive has the label 'new'; the labels of 1 are not known yet.", exception.Message);
    }

    private static SiloAddress Silo(int number) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, number), number);

    private static Task<SiloAddress> PlaceAsync(Func<SiloAddress, string[]?> labelsOf, string label, params SiloAddress[] silos)
    {
        IPlacementContext context = Fake.Of<IPlacementContext>((_, _) => silos);
        ISiloMetadataCache labels = Fake.Of<ISiloMetadataCache>((_, arguments) =>
            labelsOf((SiloAddress)arguments[0]!) is { } known ? Known(known) : SiloMetadata.Empty);
        GrainId grain = GrainId.Create("shard", new ShardKey("a", 0, 0, 0, label).ToString());
        var target = new PlacementTarget(grain, [], default, 0);
        return new ShardPlacementDirector(labels).OnAddActivation(ShardPlacement.Instance, target, context);
    }

    // Orleans alone makes them.
    private static SiloMetadata Known(string[] labels)
    {
        var metadata = new SiloMetadata();
        typeof(SiloMetadata).GetProperty(nameof(SiloMetadata.Metadata))!.SetValue(
            metadata,
            labels.Select(label => ShardPlacementDirector.LabelPrefix + label).Append(ShardPlacementDirector.Marker)
                .ToImmutableDictionary(key => key, _ => string.Empty));
        return metadata;
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (int seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
            {
                return;
            }
        }
    }

    private async Task<Dictionary<int, string>> ReadBy(ShardManifest manifest, string name, double expected)
    {
        var readBy = new ConcurrentBag<(int Shard, string Label)>();
        MemMapClusterArray<T> Open<T>()
            where T : unmanaged => _silos.Cluster.Client.OpenMemMapArray<T>(manifest, new ClusterArrayOptions { Folder = name });
        var options = new ClusterReductionOptions { Progress = new Told(progress => Note(progress)) };

        Assert.Equal(expected, manifest.Descr == "<i4" ? await Open<int>().MeanAsync(options) : await Open<float>().MeanAsync(options));
        return readBy.ToDictionary(one => one.Shard, one => one.Label);

        void Note(ClusterProgress progress)
        {
            if (progress.Shard >= 0)
            {
                string label = ClusterOfSilos.LabelOf(progress.Silo);
                Assert.True(File.Exists(_silos.FileOf(label, name, manifest.Shards[progress.Shard])));
                readBy.Add((progress.Shard, label));
            }
        }
    }
}
