using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Quantiles, histograms and the largest elements of a cluster are those of one machine.</summary>
[Collection(ThreeSilos.Name)]
public sealed class OrderingTests(ThreeSilos three)
{
    private const int Rows = 700, Columns = 13;

    private static readonly double[] s_quantiles = [0.5, 0, 1, 0.01, 0.99, 1 / 3.0];

    private readonly ClusterOfSilos _silos = three.Silos;

    [Fact]
    public Task Ordering_Single_IsThatOfOneMachine() => IsThatOfOneMachine("order-f4", random => (float)Drawn(random));

    [Fact]
    public Task Ordering_Double_IsThatOfOneMachine() => IsThatOfOneMachine("order-f8", Drawn);

    [Fact]
    public Task Ordering_Half_IsThatOfOneMachine() => IsThatOfOneMachine("order-f2", random => (Half)Drawn(random));

    [Fact]
    public Task Ordering_BFloat16_IsThatOfOneMachine() => IsThatOfOneMachine("order-bf2", random => (BFloat16)(float)Drawn(random), descr: "|V2");

    [Fact]
    public Task Ordering_BigEndian_IsThatOfOneMachine() => IsThatOfOneMachine("order-be", random => (BigEndian<double>)Drawn(random));

    [Fact]
    public Task Ordering_UInt64_IsThatOfOneMachine() =>
        IsThatOfOneMachine("order-u8", random => random.Next(5) switch { 0 => ulong.MaxValue, 1 => 0UL, 2 => 1UL << 63, _ => (ulong)random.NextInt64() });

    [Fact]
    public Task Ordering_Byte_IsThatOfOneMachine() => IsThatOfOneMachine("order-u1", random => (byte)random.Next(7));

    [Fact]
    public async Task Ordering_InfinitiesAndNaN_AreThoseOfOneMachine()
    {
        using MemMapArray<float> one = _silos.Array("order-nan", (Rows, Columns), random => random.Next(9) switch
        {
            0 => float.NaN,
            1 => float.NegativeInfinity,
            2 => -0f,
            _ => (float)random.NextDouble(),
        });
        MemMapClusterArray<float> many = Spread("order-nan", one);
        var skip = new ClusterReductionOptions { SkipNaN = true };
        var skipOne = new ReductionOptions { SkipNaN = true };
        Assert.True(double.IsNaN(await many.MedianAsync()));
        Assert.Equal(one.Median(skipOne), await many.MedianAsync(skip));
        Assert.Equal(one.Quantile(s_quantiles, 0, options: skipOne).ToArray(), (await many.QuantileAsync(s_quantiles, 0, options: skip)).ToArray());
        Assert.Equal(one.Quantile(s_quantiles, 1, options: skipOne).ToArray(), (await many.QuantileAsync(s_quantiles, 1, options: skip)).ToArray());
        foreach (bool largest in (bool[])[true, false])
        {
            Same(one.TopK(40, largest, skipOne), await many.TopKAsync(40, largest, skip));
            Assert.Equal(one.TopK(800, 0, largest, skipOne).Indexes.ToArray(), (await many.TopKAsync(800, 0, largest, skip)).Indexes.ToArray());
            Assert.Equal(one.TopK(12, 1, largest, skipOne).Values.ToArray(), (await many.TopKAsync(12, 1, largest, skip)).Values.ToArray());
            Assert.Equal(one.TopK(9000, largest).Indexes, (await many.TopKAsync(9000, largest)).Indexes);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => many.HistogramAsync(5));
        await Assert.ThrowsAsync<InvalidOperationException>(() => many.HistogramAsync(5, options: skip));
        Same(one.Histogram(5, (-0.5, 1)), await many.HistogramAsync(5, (-0.5, 1)));
        Same(one.Histogram([double.NegativeInfinity, 0, 0.5]), await many.HistogramAsync([double.NegativeInfinity, 0, 0.5]));
    }

    [Fact]
    public async Task Ordering_ThreeAxes_EachSetIsThatOfOneMachine()
    {
        using MemMapArray<short> one = _silos.Array("order-cube", (400, 5, 7), random => (short)random.Next());
        MemMapClusterArray<short> many = Spread("order-cube", one);
        foreach (int[] axes in (int[][])[[0], [1], [2], [0, 1], [0, -1], [1, 2], [0, 1, 2], []])
        {
            NDArray<double> expected = one.Quantile(s_quantiles, axes), found = await many.QuantileAsync(s_quantiles, axes);
            Assert.Equal(expected.Shape, found.Shape);
            Assert.Equal(expected.ToArray(), found.ToArray());
            Assert.Equal(one.Median(axes).ToArray(), (await many.MedianAsync(axes)).ToArray());
            Assert.Equal(one.Quantile(0.3, axes).ToArray(), (await many.QuantileAsync(0.3, axes)).ToArray());
            Assert.Equal(one.Quantile(0.3, axes).Shape, (await many.QuantileAsync(0.3, axes)).Shape);
            Assert.Equal(one.Quantile(0.3, axes, keepDims: true).Shape, (await many.QuantileAsync(0.3, axes, keepDims: true)).Shape);
            Assert.Equal(one.Median(axes, keepDims: true).Shape, (await many.MedianAsync(axes, keepDims: true)).Shape);
            Assert.Equal(
                one.Quantile(s_quantiles, axes, keepDims: true).Shape, (await many.QuantileAsync(s_quantiles, axes, keepDims: true)).Shape);
        }

        Assert.Equal((1, 5, 7), (await many.QuantileAsync(0.5, axis: 0, keepDims: true)).Shape);
        Assert.Equal((400, 5, 1), (await many.MedianAsync(-1, keepDims: true)).Shape);

        for (int axis = -3; axis < 3; axis++)
        {
            (NDArray<short> values, NDArray<long> indexes) = one.TopK(3, axis);
            (NDArray<short> manyValues, NDArray<long> manyIndexes) = await many.TopKAsync(3, axis);
            Assert.Equal(values.Shape, manyValues.Shape);
            Same((values.ToArray(), indexes.ToArray()), (manyValues.ToArray(), manyIndexes.ToArray()));
        }
    }

    [Fact]
    public async Task QuantileAsync_ManyColumnsAndMessages_AreThoseOfOneMachine()
    {
        using MemMapArray<int> one = _silos.Array("order-wide", (12, 3000), random => random.Next(int.MinValue, int.MaxValue));
        MemMapClusterArray<int> many = Spread("order-wide", one, rowsPerShard: 5);
        var seen = new List<double>();
        var options = new ClusterReductionOptions { Progress = new Told(done => seen.Add(done.BytesDone)) };
        Assert.Equal(one.Median(0).ToArray(), (await many.MedianAsync(0, options: options)).ToArray());
        Assert.Equal(seen.Order(), seen);

        // Three windows of columns, each of at most five rounds.
        Assert.InRange(seen[^1] / one.ByteLength, 3, 15);
        Assert.Equal(one.Quantile(s_quantiles, []).ToArray(), (await many.QuantileAsync(s_quantiles, [])).ToArray());
    }

    [Fact]
    public async Task Ordering_NoRows_IsThatOfNoElements()
    {
        MemMapClusterArray<float> many = _silos.Cluster.Client.OpenMemMapArray<float>(new ShardManifest("<f4", (0, 3), []));
        Assert.True(double.IsNaN(await many.MedianAsync()));
        Assert.All((await many.MedianAsync(0)).ToArray(), median => Assert.True(double.IsNaN(median)));
        Assert.Empty((await many.MedianAsync(1)).ToArray());
        Assert.Empty((await many.TopKAsync(3)).Values);
        Assert.Equal((0, 3), (await many.TopKAsync(3, 0)).Values.Shape);
        Assert.Equal(0, (await many.HistogramAsync(4)).Total);
    }

    [Fact]
    public async Task TopKAsync_FewerElementsThanAreAskedFor_AreThoseOfOneMachine()
    {
        // Negative, so that a 0 where a shard has no more elements would come first; and NaN, which is an element.
        using MemMapArray<int> one = _silos.Array("order-few", (60, 3), random => -1 - random.Next(100));
        using MemMapArray<double> numbers = _silos.Array("order-few-nan", (60, 3), random => random.Next(3) == 0 ? double.NaN : Drawn(random));
        NDArray<bool> mask = NDArray.From([.. Enumerable.Range(0, 60).Select(row => row % 7 == 3)], (60, 1));
        MemMapClusterArray<int> many = Spread("order-few", one, rowsPerShard: 6);
        MemMapClusterArray<double> manyNumbers = Spread("order-few-nan", numbers, rowsPerShard: 6);
        foreach (int k in (int[])[4, 9, 50])
        {
            SameColumns(one.Where(mask).TopK(k, 0), await many.Where(mask).TopKAsync(k, 0));
            SameColumns(numbers.Where(mask).TopK(k, 0), await manyNumbers.Where(mask).TopKAsync(k, 0));
            Same(one.Where(mask).TopK(k), await many.Where(mask).TopKAsync(k));
        }

        static void SameColumns<T>((NDArray<T> Values, NDArray<long> Indexes) expected, (NDArray<T> Values, NDArray<long> Indexes) found)
            where T : unmanaged => Same((expected.Values.ToArray(), expected.Indexes.ToArray()), (found.Values.ToArray(), found.Indexes.ToArray()));
    }

    [Fact]
    public async Task Ordering_WrongArguments_ThrowBeforeAnyMessage()
    {
        using MemMapArray<float> one = _silos.Array("order-wrong", (10, 3), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Spread("order-wrong", one);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => many.QuantileAsync(1.5));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => many.QuantileAsync([0.5, double.NaN], 1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => many.QuantileAsync(0.5, (QuantileMethod)99));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => many.MedianAsync(2));
        await Assert.ThrowsAsync<ArgumentException>(() => many.MedianAsync([0, -2]));
        await Assert.ThrowsAsync<ArgumentNullException>(() => many.QuantileAsync((double[])null!));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => many.HistogramAsync(0));
        await Assert.ThrowsAsync<ArgumentException>(() => many.HistogramAsync(3, (1, 0)));
        await Assert.ThrowsAsync<ArgumentException>(() => many.HistogramAsync([1]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => many.TopKAsync(-1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => many.TopKAsync(1, axis: 2));
        using MemMapArray<Complex> complex = _silos.Array("order-complex", (10, 3), random => new Complex(random.NextDouble(), 0));
        await Assert.ThrowsAsync<NotSupportedException>(() => Spread("order-complex", complex).MedianAsync());
    }

    [Fact]
    public async Task Ordering_FileThatDiffersFromTheManifest_IsRefused()
    {
        using MemMapArray<float> one = _silos.Array("order-changed", (300, 3), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = Spread("order-changed", one);
        using (FileStream file = File.OpenWrite(_silos.FileOf("node1", "order-changed", many.Manifest.Shards[1])))
        {
            file.SetLength(file.Length - 4);
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => many.MedianAsync());
        await Assert.ThrowsAsync<InvalidDataException>(() => many.TopKAsync(3));
    }

    // Ties, both zeros, both infinities.
    private static double Drawn(Random random) => random.Next(8) switch
    {
        0 => -0.0,
        1 => 0,
        2 => random.Next(3),
        _ => (random.NextDouble() * 100) - 50,
    };

    private static void Same(Histogram expected, Histogram found)
    {
        Assert.Equal(expected.Edges.ToArray(), found.Edges.ToArray());
        Assert.Equal(expected.Counts.ToArray(), found.Counts.ToArray());
    }

    private static void Same<T>((T[] Values, long[] Indexes) expected, (T[] Values, long[] Indexes) found)
    {
        Assert.Equal(expected.Values, found.Values);
        Assert.Equal(expected.Indexes, found.Indexes);
    }

    private async Task IsThatOfOneMachine<T>(string name, Func<Random, T> next, string? descr = null)
        where T : unmanaged
    {
        using MemMapArray<T> one = _silos.Array(name, (Rows, Columns), next);
        MemMapClusterArray<T> many = Spread(name, one, descr: descr);
        Assert.Equal(one.Median(), await many.MedianAsync());
        foreach (QuantileMethod method in Enum.GetValues<QuantileMethod>())
        {
            Assert.Equal(one.Quantile(s_quantiles, method).ToArray(), (await many.QuantileAsync(s_quantiles, method)).ToArray());
        }

        Assert.Equal(one.Quantile(0.9), await many.QuantileAsync(0.9));
        foreach (int axis in (int[])[0, 1])
        {
            Assert.Equal(one.Median(axis).ToArray(), (await many.MedianAsync(axis)).ToArray());
            Assert.Equal(one.Quantile(s_quantiles, axis).ToArray(), (await many.QuantileAsync(s_quantiles, axis)).ToArray());
            Assert.Equal(one.TopK(5, axis, largest: false).Values.ToArray(), (await many.TopKAsync(5, axis, largest: false)).Values.ToArray());
            Assert.Equal(one.TopK(5, axis).Indexes.ToArray(), (await many.TopKAsync(5, axis)).Indexes.ToArray());
        }

        Same(one.Histogram(17), await many.HistogramAsync(17));
        Same(one.Histogram(17, (-3, 30)), await many.HistogramAsync(17, (-3, 30)));
        Same(one.Histogram([-1, 0, 0.5, 7]), await many.HistogramAsync([-1, 0, 0.5, 7]));
        Same(one.TopK(30), await many.TopKAsync(30));
        Same(one.TopK(30, largest: false), await many.TopKAsync(30, largest: false));
        Assert.Empty((await many.TopKAsync(0)).Indexes);
    }

    private MemMapClusterArray<T> Spread<T>(string name, MemMapArray<T> one, long rowsPerShard = 100, string? descr = null)
        where T : unmanaged
    {
        ShardManifest manifest = _silos.Spread(name, one, rowsPerShard, shard => [$"node{shard % 3}"], descr);
        return _silos.Cluster.Client.OpenMemMapArray<T>(manifest, new ClusterArrayOptions { Folder = name });
    }
}
