using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Reductions of selected elements have the bits of one machine.</summary>
[Collection(ThreeSilos.Name)]
public sealed class WhereTests(ThreeSilos three)
{
    private const int Rows = 1000, Columns = 7;

    private readonly ClusterOfSilos _silos = three.Silos;

    [Fact]
    public async Task Where_Predicates_HaveTheBitsOfOneMachine()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("predicates");
        using (one)
        {
            ElementPredicate<float> low = Predicate.LessThan(0.75f), ends = Predicate.Not(Predicate.Between(0.25f, 0.5f));
            await Same(one.Where(low), many.Where(low));
            await Same(one.Where(low).Where(ends), many.Where(low).Where(ends));
            ElementPredicate<float> none = Predicate.GreaterThan(2f);
            await Same(one.Where(none), many.Where(none));
        }
    }

    [Fact]
    public async Task Where_MasksOfTheClient_HaveTheBitsOfOneMachine()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("masks");
        var random = new Random(3);
        using (one)
        {
            foreach (int[] shape in (int[][])[[Rows, 1], [Rows, Columns], [Columns], [1, Columns], [1, 1]])
            {
                bool[] truths = [.. Enumerable.Range(0, shape.Aggregate((a, b) => a * b)).Select(_ => random.Next(3) > 0)];
                NDArray<bool> mask = NDArray.From(truths, Shape.Create([.. shape.Select(length => (long)length)]));
                await Same(one.Where(mask), many.Where(mask));
                ElementPredicate<float> low = Predicate.LessThan(0.75f);
                await Same(one.Where(low).Where(mask), many.Where(low).Where(mask));
            }

            // A file of bytes: any but 0 is true. Every second row of it.
            MemMapArray<byte> bytes = _silos.Array("bytes", (2 * Rows, 1), next => (byte)(next.Next(2) * 7));
            using (bytes)
            {
                MemMapView<bool> mask = bytes.Cast<bool>()[Slice.Range(0, 2 * Rows, 2)];
                await Same(one.Where(mask), many.Where(mask));
            }
        }
    }

    [Fact]
    public async Task Where_MaskOfTheCluster_HasTheBitsOfOneMachine()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("masked");
        using (one)
        {
            foreach ((string name, Shape shape) in new (string, Shape)[] { ("full", (Rows, Columns)), ("rows", (Rows, 1)), ("columns", (1, Columns)) })
            {
                // Cut elsewhere than the array; every silo has all of it.
                using MemMapArray<bool> mask = _silos.Array("mask-" + name, shape, random => random.Next(3) > 0);
                ShardManifest manifest = _silos.Spread("mask-" + name, mask, 90, _ => ["node0", "node1", "node2"]);
                MemMapClusterArray<bool> spread =
                    _silos.Cluster.Client.OpenMemMapArray<bool>(manifest, new ClusterArrayOptions { Folder = "mask-" + name });
                await Same(one.Where(mask), many.Where(spread));
            }
        }
    }

    [Fact]
    public async Task Where_MaskThatSilosHaveNot_IsUnavailable()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("mask-missing");
        using (one)
        {
            using MemMapArray<bool> mask = _silos.Array("mask-elsewhere", (Rows, 1), random => random.Next(3) > 0);
            ShardManifest manifest = _silos.Spread("mask-elsewhere", mask, 500, _ => ["node0"]);
            MemMapClusterArray<bool> spread =
                _silos.Cluster.Client.OpenMemMapArray<bool>(manifest, new ClusterArrayOptions { Folder = "mask-elsewhere" });
            ShardUnavailableException exception = await Assert.ThrowsAsync<ShardUnavailableException>(() => many.Where(spread).MeanAsync());
            Assert.Contains("mask-elsewhere", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_WrongArguments_ThrowBeforeAnyMessage()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("wrong-masks");
        using (one)
        {
            NDArray<bool> mask = NDArray.Create<bool>((Rows, 1));
            Assert.Throws<ArgumentNullException>(() => many.Where((ReductionSource<bool>)null!));
            Assert.Throws<ArgumentNullException>(() => many.Where((MemMapClusterArray<bool>)null!));
            Assert.Throws<ArgumentNullException>(() => many.Where((ElementPredicate<float>)null!));
            Assert.Throws<ArgumentException>(() => many.Where(NDArray.Create<bool>((Rows - 1, 1))));
            Assert.Throws<ArgumentException>(() => many.Where(NDArray.Create<bool>(Rows)));
            Assert.Throws<ArgumentException>(() => many.Where(mask.Where(mask)));
            MemMapClusterArray<float> selected = many.Where(mask);
            await Assert.ThrowsAsync<ArgumentException>(() => selected.ReadRowsAsync(new RowRange(0, 1)));
            await Assert.ThrowsAsync<ArgumentException>(() => selected.TakeAsync([0]));
            await Assert.ThrowsAsync<ArgumentException>(() => selected.CovarianceAsync());
        }
    }

    private static async Task Same(ReductionSource<float> one, MemMapClusterArray<float> many)
    {
        Assert.Equal(one.Std(), await many.StdAsync());
        Assert.Equal(one.CountNonZero(), await many.ReduceAsync(Reduction.CountNonZero<float>()));
        Assert.Equal(one.Mean(0).ToArray(), (await many.MeanAsync(0)).ToArray());
        Assert.Equal(one.Describe(1).ToArray(), (await many.DescribeAsync(1)).ToArray());
        Assert.Equal(one.Median(), await many.MedianAsync());
        Assert.Equal(one.Quantile([0.1, 0.9], 0).ToArray(), (await many.QuantileAsync([0.1, 0.9], 0)).ToArray());
        Assert.Equal(one.Quantile([0.1, 0.9], 1).ToArray(), (await many.QuantileAsync([0.1, 0.9], 1)).ToArray());
        Assert.Equal(one.Histogram(20).Counts.ToArray(), (await many.HistogramAsync(20)).Counts.ToArray());
        Assert.Equal(one.TopK(50).Indexes, (await many.TopKAsync(50)).Indexes);
        Assert.Equal(one.TopK(3, 0).Indexes.ToArray(), (await many.TopKAsync(3, 0)).Indexes.ToArray());
        Assert.Equal(one.TopK(2, 1).Values.ToArray(), (await many.TopKAsync(2, 1)).Values.ToArray());
    }

    private (MemMapArray<float> One, MemMapClusterArray<float> Many) Spread(string name)
    {
        MemMapArray<float> one = _silos.Array(name, (Rows, Columns), random => (float)random.NextDouble());
        ShardManifest manifest = _silos.Spread(name, one, 130, shard => [$"node{shard % 3}"]);
        return (one, _silos.Cluster.Client.OpenMemMapArray<float>(manifest, new ClusterArrayOptions { Folder = name, Attempts = 1 }));
    }
}
