using System;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using System.Threading.Tasks;
using Orleans;
using Orleans.Hosting;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>The examples in the XML documentation of clusters; <c>DocumentTests</c> compares them.</summary>
[Collection(ThreeSilos.Name)]
public sealed class ApiExamples(ThreeSilos three)
{
    [Fact]
    public async Task Reductions()
    {
        using MemMapArray<float> one = three.Silos.Array("examples", (5000, 3), random => (float)random.NextDouble());
        ShardManifest manifest = three.Silos.Spread("examples", one, 4096, shard => [$"node{shard % 3}"]);
        IGrainFactory cluster = three.Silos.Cluster.Client;
        using var stop = new CancellationTokenSource();

        MemMapClusterArray<float> array = cluster.OpenMemMapArray<float>(manifest, new ClusterArrayOptions { Folder = "examples" });

        double sum = await array.SumAsync();

        double mean = await array.MeanAsync(cancellationToken: stop.Token);

        NDArray<double> columnStds = await array.StdAsync(axis: 0, ddof: 1);

        var progress = new Progress<ClusterProgress>(done => Console.WriteLine($"{done.Fraction:P0}"));
        var options = new ClusterReductionOptions { Progress = progress };
        Moments moments = await array.DescribeAsync(options, stop.Token);

        bool areAllSet = await array.ReduceAsync(Reduction.All<float>());

        ClusterAnswer<double> answer = await array.ReduceAvailableAsync(Reduction.Mean<float>());
        Console.WriteLine($"{answer.Value} of {answer.Fraction:P0} of the rows");

        double positiveMean = await array.Where(Predicate.GreaterThan(0f)).MeanAsync();

        bool[] isValid = await FindValidRowsAsync();
        double validMean = await array.Where(NDArray.From(isValid, (-1, 1))).MeanAsync();

        using MemMapArray<bool> brightMask = three.Silos.Array("bright", (5000, 3), random => random.Next(2) == 1);
        MemMapClusterArray<bool> isBright = cluster.OpenMemMapArray<bool>(
            three.Silos.Spread("bright", brightMask, 4096, shard => [$"node{shard % 3}"]), new ClusterArrayOptions { Folder = "bright" });
        double brightStd = await array.Where(isBright).StdAsync();

        NDArray<double> covariance = await array.CovarianceAsync();    // np.cov(a, rowvar=False)

        NDArray<float> some = await array.TakeAsync([4999, 0, -1]);    // np.take(a, [4999, 0, -1], axis=0)

        MemMapClusterArray<float> logs = await array.TransformAsync<float>("log", folder: "logs");    // np.log(a)

        MemMapClusterArray<double> wide = await array.ConvertToAsync<double>("wide", Conversion.Checked);    // a.astype('f8')

        Assert.Equal((one.Mean(), one.Shape), (await wide.MeanAsync(), logs.Shape));
        three.Silos.Remove("logs");

        await array.VerifyReplicasAsync();

        double p99 = await array.QuantileAsync(0.99);

        NDArray<double> limits = await array.QuantileAsync([0.01, 0.99], axis: 0);    // (2, columns)

        double median = await array.MedianAsync();

        Histogram histogram = await array.HistogramAsync(100, (0, 1));

        (float[] values, long[] indexes) = await array.TopKAsync(10);

        Assert.Equal((one.Quantile(0.99), one.Median(), 15_000L), (p99, median, histogram.Total));
        Assert.Equal((2, 3), limits.Shape);
        Assert.Equal((one.TopK(10).Values[0], 10), (values[0], indexes.Length));

        float[] rows = await array.ReadRowsAsync(new RowRange(start: 1000, count: 100));

        Assert.Equal((one.Sum(), one.Mean(), one.All()), (sum, mean, areAllSet));
        Assert.Equal(one.Std(axis: 0, ddof: 1).ToArray(), columnStds.ToArray());
        Assert.Equal((one.Mean(), one.Where(NDArray.From(isValid, (-1, 1))).Mean(), one.Where(brightMask).Std()), (positiveMean, validMean, brightStd));
        Assert.Equal(one.Covariance().ToArray(), covariance.ToArray());
        Assert.Equal(one.Take([4999, 0, -1]).ToArray(), some.ToArray());
        Assert.Equal((one.Describe(), one.Mean(), 300), (moments, answer.Value, rows.Length));
    }

    [Fact]
    public async Task RowsInStep()
    {
        IGrainFactory cluster = three.Silos.Cluster.Client;
        using MemMapArray<float> one = three.Silos.Array("step", (5000, 3), random => (float)random.NextDouble());
        using MemMapArray<byte> kinds = three.Silos.Array("kinds", 5000, random => (byte)random.Next(10));
        using MemMapArray<bool> mask = three.Silos.Array("bright-rows", 5000, random => random.Next(2) == 1);
        MemMapClusterArray<float> array = Spread("step", one);
        MemMapClusterArray<byte> labels = Spread("kinds", kinds);
        MemMapClusterArray<bool> isBrightRow = Spread("bright-rows", mask);
        int trained = 0;

        await foreach (RowBatch<float> batch in array.BatchesAsync(size: 256, shuffleSeed: 42))
        {
            Train(batch.AsSpan(), batch.Rows);
        }

        await foreach (RowBatch<float, byte> batch in array.BatchesAsync(labels, size: 256, shuffleSeed: 42))
        {
            Train(batch.AsSpan(), batch.Labels);
        }

        NDArray<double> ofBright = await array.CovarianceAsync(isBrightRow);

        Assert.Equal(2 * 5000 * 3, trained);
        Assert.Equal(one.Covariance(rows: mask).ToArray(), ofBright.ToArray());

        void Train<TWith>(Span<float> rows, ReadOnlySpan<TWith> with) => trained += with.Length > 0 ? rows.Length : 0;

        MemMapClusterArray<T> Spread<T>(string name, MemMapArray<T> whole)
            where T : unmanaged => cluster.OpenMemMapArray<T>(
                three.Silos.Spread(name, whole, 2048, shard => [$"node{shard % 3}"]), new ClusterArrayOptions { Folder = name });
    }

    private static Task<bool[]> FindValidRowsAsync() => Task.FromResult(Enumerable.Range(0, 5000).Select(row => row % 2 == 0).ToArray());

    // Compiled only: the silos of these tests are built by the testing host.
    internal static void Silo(ISiloBuilder silo)
    {
        silo.AddMemMapArray(new ClusterSiloOptions { Labels = ["node-a"], RootFolders = ["/data/a"] });
        silo.AddMemMapReduction(Reduction.From(new SumOfSquares(), "energy"));
        silo.AddMemMapTransform<float, float>("log", static (xs, zs) => TensorPrimitives.Log(xs, zs));
    }
}
