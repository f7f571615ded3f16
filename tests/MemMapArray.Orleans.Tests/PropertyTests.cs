using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemMap.Tests;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Drawn shardings, copies, masks and verbs: the bits of one file, whatever the cuts.</summary>
[Collection(ThreeSilos.Name)]
public sealed class PropertyTests(ThreeSilos three)
{
    private readonly ClusterOfSilos _silos = three.Silos;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, Thorough.IsOn ? 60 : 6)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Verbs_OfAnySharding_HaveTheBitsOfOneFile(int seed)
    {
        var random = new Random(seed);
        string name = $"drawn-{seed}";
        int rows = random.Next(1, 9000), columns = random.Next(1, 9);
        using MemMapArray<double> one = _silos.Array(name, (rows, columns), _ => random.Next(50) == 0 ? double.NaN : Math.Exp(random.NextDouble() * 20));
        string[][] copies = [.. Enumerable.Range(0, 30).Select(_ => Copies(random))];
        ShardManifest manifest = _silos.Spread(name, one, random.Next(Math.Max(1, rows / 29), random.Next(2) == 0 ? (rows / 20) + 2 : rows + 1), shard => copies[shard / 3]);
        var settings = new ClusterArrayOptions { Folder = name, ShardsInFlightPerLabel = random.Next(1, 5), ShardsPerRequest = random.Next(1, 9), MaxFanIn = seed % 2 == 0 ? 2 : 16 };
        MemMapClusterArray<double> many = _silos.Cluster.Client.OpenMemMapArray<double>(manifest, settings);
        ReductionSource<double> some = one;
        for (int i = random.Next(3); i > 0; i--)
        {
            (some, many) = Select(some, many, random, rows, columns);
        }

        bool skipNaN = random.Next(2) == 0;
        var options = new ReductionOptions { SkipNaN = skipNaN };
        var clusterOptions = new ClusterReductionOptions { SkipNaN = skipNaN };
        foreach (int[] axes in (int[][])[[0], [1], [0, 1]])
        {
            Equal(some.Std(axes, 1, true, options), await many.ReduceAsync(Reduction.Std<double>(1), axes, true, clusterOptions));
            Equal(some.Sum(axes, false, options), await many.ReduceAsync(Reduction.Sum<double>(), axes, false, clusterOptions));
            Assert.Equal(some.Describe(axes, false, options).ToArray(), (await many.ReduceAsync(Reduction.Describe<double>(), axes, false, clusterOptions)).ToArray());
        }

        double[] q = [0, random.NextDouble(), 1];
        int k = random.Next(1, 40);
        bool isLargest = random.Next(2) == 0;
        Equal(some.Quantile(q, options: options), await many.QuantileAsync(q, options: clusterOptions));
        Equal(some.Median(0, options: options), await many.MedianAsync(0, options: clusterOptions));
        (NDArray<double> Values, NDArray<long> Indexes) top = some.TopK(k, 0, isLargest, options), manyTop = await many.TopKAsync(k, 0, isLargest, clusterOptions);
        Equal(top.Values, manyTop.Values);
        Assert.Equal(top.Indexes.ToArray(), manyTop.Indexes.ToArray());
        Assert.Equal(some.TopK(k, isLargest, options).Indexes, (await many.TopKAsync(k, isLargest, clusterOptions)).Indexes);
        if (some == one)
        {
            NDArray<bool>? mask = random.Next(2) == 0 ? null : NDArray.From([.. Enumerable.Range(0, rows).Select(_ => random.Next(3) > 0)]);
            Equal(one.Covariance(1, mask, options), await many.CovarianceAsync(1, mask, clusterOptions));
            Equal(one.Gram(mask, options), await many.GramAsync(mask, clusterOptions));
            long[] taken = [.. Enumerable.Range(0, 20).Select(_ => random.NextInt64(-rows, rows))];
            Equal(one.Take(taken), await many.TakeAsync(taken));
            await SameBatches(one, many, random.Next(1, rows + 2), (ulong)random.Next(5));
            NDArray<float> narrow = NDArray.Create<float>(one.Shape);
            one.ConvertTo(narrow, Conversion.Checked);
            MemMapClusterArray<float> made = await many.ConvertToAsync<float>(name + "-made", Conversion.Checked);
            Assert.Equal(narrow.ToArray(), await made.ReadRowsAsync(new RowRange(0, rows)));
            Assert.Equal(manifest.Shards.Select(shard => shard.Labels.Order()), made.Manifest.Shards.Select(shard => shard.Labels.Order()));
        }
    }

    private static async Task SameBatches(MemMapArray<double> one, MemMapClusterArray<double> many, int size, ulong seed)
    {
        using IEnumerator<RowBatch<double>> expected = one.Batches(size, seed, epoch: 1).GetEnumerator();
        await foreach (RowBatch<double> batch in many.BatchesAsync(size, seed, epoch: 1))
        {
            Assert.True(expected.MoveNext());
            Assert.Equal(expected.Current.Rows.ToArray(), batch.Rows.ToArray());
            Equal(expected.Current.ToNDArray(), batch.ToNDArray());
        }

        Assert.False(expected.MoveNext());
    }

    private static (ReductionSource<double> One, MemMapClusterArray<double> Many) Select(
        ReductionSource<double> one, MemMapClusterArray<double> many, Random random, int rows, int columns)
    {
        if (random.Next(2) == 0)
        {
            ElementPredicate<double> predicate = Predicate.Or(Predicate.IsNaN<double>(), Predicate.GreaterThan(random.NextDouble() * 100));
            return (one.Where(predicate), many.Where(predicate));
        }

        int across = random.Next(2) == 0 ? 1 : columns;
        NDArray<bool> mask = NDArray.From([.. Enumerable.Range(0, rows * across).Select(_ => random.Next(3) > 0)], (rows, across));
        return (one.Where(mask), many.Where(mask));
    }

    private static string[] Copies(Random random) => [.. Enumerable.Range(0, 3).OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(node => $"node{node}")];

    private static void Equal(NDArray<double> expected, NDArray<double> found)
    {
        Assert.Equal(expected.Shape, found.Shape);
        Assert.Equal(Bits(expected), Bits(found));

        static IEnumerable<long> Bits(NDArray<double> array) => array.ToArray().Select(BitConverter.DoubleToInt64Bits);
    }
}
