using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Silos that answer for several shards at once.</summary>
[Collection(ThreeSilos.Name)]
public sealed class MergingTests(ThreeSilos three)
{
    private readonly ClusterOfSilos _silos = three.Silos;

    [Fact]
    public async Task ScanAsync_SeveralShards_IsOnePartialOfAll()
    {
        using MemMapArray<float> one = _silos.Array("merged", (1000, 3), random => (float)random.NextDouble());
        ShardManifest manifest = _silos.Spread("merged", one, 100, _ => ["node0"]);

        List<ShardMessage> messages = await Ask(manifest, "merged", [1, 2, 3, 7]);

        ShardMessage last = messages[^1];
        Assert.True(last.IsLast);
        Assert.Single(messages, message => message.Kind == ShardMessageKind.EndOfPiece);
        ReductionPartial<float, double> partial = Reduction.Std<float>().ReadPartial(last.Bytes);
        Assert.Equal([new RowRange(100, 300), new RowRange(700, 100)], partial.Rows);
        partial.Merge(one.ReducePartial(Reduction.Std<float>(), new RowRange(0, 100), [0, 1]));
        partial.Merge(one.ReducePartial(Reduction.Std<float>(), new RowRange(400, 300), [0, 1]));
        partial.Merge(one.ReducePartial(Reduction.Std<float>(), new RowRange(800, 200), [0, 1]));
        Assert.Equal(one.Std(), partial.Value);
    }

    [Fact]
    public async Task ScanAsync_SomeAreNotHere_IsOfTheOthersAndSaysWhich()
    {
        using MemMapArray<float> one = _silos.Array("merged-some", (1000, 3), random => (float)random.NextDouble());
        ShardManifest manifest = _silos.Spread("merged-some", one, 100, _ => ["node0"]);
        File.Delete(_silos.FileOf("node0", "merged-some", manifest.Shards[2]));

        List<ShardMessage> messages = await Ask(manifest, "merged-some", [1, 2, 3]);
        ShardMessage missing = Assert.Single(messages, message => message.Kind == ShardMessageKind.Unavailable);
        Assert.Equal(1, missing.Part);
        Assert.Contains("2.npy", missing.Text, StringComparison.Ordinal);
        Assert.Equal([new RowRange(100, 100), new RowRange(300, 100)], Reduction.Std<float>().ReadPartial(messages[^1].Bytes).Rows);

        // None at all: the last message has nothing.
        messages = await Ask(manifest, "merged-some", [2, 2]);
        Assert.Equal([0, 1], messages.Where(message => message.Kind == ShardMessageKind.Unavailable).Select(message => message.Part));
        Assert.Empty(messages[^1].Bytes);
    }

    [Fact]
    public async Task ScanAsync_SeveralOfWhatDoesNotMerge_IsRefused()
    {
        using MemMapArray<float> one = _silos.Array("merged-not", (1000, 3), random => (float)random.NextDouble());
        ShardManifest manifest = _silos.Spread("merged-not", one, 100, _ => ["node0"]);

        // The same rows twice, and elements.
        Assert.Equal(ShardMessageKind.Impossible, (await Ask(manifest, "merged-not", [1, 1]))[^1].Kind);
        Assert.Equal(ShardMessageKind.Impossible, (await Ask(manifest, "merged-not", [1, 2], reduction: null))[^1].Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    public async Task Verbs_ManyShards_HaveTheBitsOfOneFile(int perRequest)
    {
        string name = $"merged-all-{perRequest}";
        using MemMapArray<float> one = _silos.Array(name, (9000, 4), random => (float)Math.Exp(random.NextDouble() * 30));
        ShardManifest manifest = _silos.Spread(name, one, 77, shard => [$"node{shard / 40}", $"node{((shard / 40) + 1) % 3}"]);
        MemMapClusterArray<float> many = _silos.Cluster.Client.OpenMemMapArray<float>(
            manifest, new ClusterArrayOptions { Folder = name, ShardsPerRequest = perRequest, ShardsInFlightPerLabel = 1 });
        NDArray<bool> mask = NDArray.From([.. Enumerable.Range(0, 9000).Select(row => row % 7 != 0)], (9000, 1));

        Assert.Equal(one.Sum(), await many.SumAsync());
        Assert.Equal(one.Describe(), await many.DescribeAsync());
        Assert.Equal(one.Std(0).ToArray(), (await many.StdAsync(0)).ToArray());
        Assert.Equal(one.ArgMax(), await many.ReduceAsync(Reduction.ArgMax<float>()));
        Assert.Equal(one.Prod(0).ToArray(), (await many.ReduceAsync(Reduction.Prod<float>(), [0])).ToArray());
        Assert.Equal(one.Where(mask).Std(), await many.Where(mask).StdAsync());
        Assert.Equal(one.Covariance().ToArray(), (await many.CovarianceAsync()).ToArray());
        Assert.Equal(one.Histogram(10, (0, 1e9)).Counts.ToArray(), (await many.HistogramAsync(10, (0, 1e9))).Counts.ToArray());
        Assert.Equal(one.Mean(1).ToArray(), (await many.MeanAsync(1)).ToArray());
        Assert.Equal(one.Median(), await many.MedianAsync());
        Assert.Equal(one.Quantile([0.01, 0.5], 0).ToArray(), (await many.QuantileAsync([0.01, 0.5], 0)).ToArray());
        Assert.Equal(one.Where(mask).Median(), await many.Where(mask).MedianAsync());
        (float[] values, long[] indexes) = await many.TopKAsync(100);
        Assert.Equal(one.TopK(100).Values, values);
        Assert.Equal(one.TopK(100).Indexes, indexes);
        Assert.Equal(one.TopK(100, 0, largest: false).Indexes.ToArray(), (await many.TopKAsync(100, 0, largest: false)).Indexes.ToArray());
        Assert.Equal(one.TopK(2, 1).Indexes.ToArray(), (await many.TopKAsync(2, 1)).Indexes.ToArray());
    }

    [Fact]
    public async Task ScanAsync_OrderOfSeveralShards_IsOneAnswerOfAll()
    {
        using MemMapArray<float> one = _silos.Array("merged-order", (1000, 3), random => (float)random.NextDouble());
        ShardManifest manifest = _silos.Spread("merged-order", one, 100, _ => ["node0"]);
        byte[] question = QuantilePlan.CreateMedian<float>((1000, 3)).Question;

        Assert.Equal(
            QuantilePlan.MergeCounts([one.CountForQuantiles(question, new(100, 200)), one.CountForQuantiles(question, new(700, 100))]),
            await AnswerTo(new OrderRequest(OrderKind.Counts) { Question = question }, null));
        NDArray<float> rows = NDArray.From([.. one[100..300].ToArray(), .. one[700..800].ToArray()], (300, 3));
        (float[] values, long[] indexes) = rows.TopK(7);
        var top = new OrderRequest(OrderKind.Top) { Count = 7, IsLargest = true };
        Assert.Equal(
            new TopElements<float>(values, [.. indexes.Select(index => index < 600 ? index + 300 : index + 1500)]).ToBytes(),
            await AnswerTo(top, null));
        (NDArray<float> ofColumns, NDArray<long> places) = rows.TopK(7, 0);
        Assert.Equal(
            new TopElements<float>(ofColumns.ToArray(), [.. places.ToArray().Select(row => row < 200 ? row + 100 : row + 500)]).ToBytes(),
            await AnswerTo(top, [0]));

        async Task<byte[]> AnswerTo(OrderRequest order, int[]? axes)
        {
            List<ShardMessage> messages = await Ask(manifest, "merged-order", [1, 2, 7], reduction: null, order, axes);
            return Assert.Single(messages, message => message.Kind == ShardMessageKind.EndOfPiece).Bytes;
        }
    }

    [Fact]
    public async Task ReduceAsync_FilesMissingAmongMany_ComeFromTheOtherCopy()
    {
        using MemMapArray<float> one = _silos.Array("merged-missing", (6000, 4), random => (float)random.NextDouble());
        ShardManifest manifest = _silos.Spread("merged-missing", one, 100, _ => ["node0", "node1"]);
        foreach (int shard in (int[])[3, 4, 5, 30, 59])
        {
            File.Delete(_silos.FileOf(shard % 2 == 0 ? "node0" : "node1", "merged-missing", manifest.Shards[shard]));
        }

        var options = new ClusterArrayOptions { Folder = "merged-missing", ShardsInFlightPerLabel = 1, Attempts = 2 };
        MemMapClusterArray<float> many = _silos.Cluster.Client.OpenMemMapArray<float>(manifest, options);
        var told = new List<ClusterProgress>();
        Assert.Equal(one.Std(), await many.StdAsync(options: new ClusterReductionOptions { Progress = new Told(told.Add) }));
        Assert.Equal(Enumerable.Range(0, 60), told.Select(progress => progress.Shard).Where(shard => shard >= 0).Order());
        Assert.Equal(told.Select(progress => progress.BytesDone).Order(), told.Select(progress => progress.BytesDone));
        Assert.Equal(1.0, told[^1].Fraction);

        File.Delete(_silos.FileOf("node1", "merged-missing", manifest.Shards[30]));
        ShardUnavailableException exception = await Assert.ThrowsAsync<ShardUnavailableException>(() => many.StdAsync());
        Assert.Equal([manifest.Shards[30]], exception.Shards);
        ClusterAnswer<float> most = await many.ReduceAvailableAsync(Reduction.Max<float>());
        Assert.Equal([manifest.Shards[30]], most.Missing);
        Assert.Equal(59.0 / 60, most.Fraction, 1e-12);
    }

    [Fact]
    public async Task ReduceAsync_OneOfManyDiffers_IsNamed()
    {
        using MemMapArray<float> one = _silos.Array("merged-differs", (6000, 4), random => (float)random.NextDouble());
        ShardManifest manifest = _silos.Spread("merged-differs", one, 100, _ => ["node0"]);
        File.AppendAllText(_silos.FileOf("node0", "merged-differs", manifest.Shards[17]), "x");
        var options = new ClusterArrayOptions { Folder = "merged-differs", ShardsInFlightPerLabel = 1 };
        MemMapClusterArray<float> many = _silos.Cluster.Client.OpenMemMapArray<float>(manifest, options);

        InvalidDataException exception = await Assert.ThrowsAsync<InvalidDataException>(() => many.StdAsync());
        Assert.Contains($"'{manifest.Shards[17]}'", exception.Message, StringComparison.Ordinal);
    }

    private async Task<List<ShardMessage>> Ask(ShardManifest manifest, string folder, int[] shards, string? reduction = "std(ddof=0)", OrderRequest? order = null, int[]? axes = null)
    {
        IShardGrain grain = _silos.Cluster.Client.GetGrain<IShardGrain>(new ShardKey(folder, shards[0], 0, 0, "node0").ToString());
        var request = new ShardRequest
        {
            Element = ElementScanner.NameOf<float>(),
            Descr = manifest.Descr,
            Shape = manifest.Shape.ToArray(),
            Folder = folder,
            Shard = ShardFile.Of(manifest.Shards[shards[0]]),
            Reduction = reduction,
            Order = order,
            Axes = axes,
            Elements = 3,
            More = [.. shards.Skip(1).Select(shard => new ShardPart(ShardFile.Of(manifest.Shards[shard]), [], null))],
        };
        var messages = new List<ShardMessage>();
        await foreach (ShardMessage message in grain.ScanAsync(request, CancellationToken.None))
        {
            messages.Add(message);
        }

        return messages;
    }
}
