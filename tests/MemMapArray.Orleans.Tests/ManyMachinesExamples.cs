using System;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading.Tasks;
using MemMap.Tests;
using Orleans.Hosting;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>The C# of docs/many-machines.md that is not samples/TwoSilos, as it stands there; <c>DocumentTests</c> sees to it.</summary>
[Collection(ThreeSilos.Name)]
public sealed class ManyMachinesExamples(ThreeSilos three)
{
    [Fact]
    public async Task WhatCanBeAsked()
    {
        using MemMapArray<float> one = three.Silos.Array("asked", (5000, 3), random => (float)random.NextDouble());
        using MemMapArray<bool> mask = three.Silos.Array("asked-mask", (5000, 3), random => random.Next(2) == 1);
        MemMapClusterArray<float> array = Spread("asked", one);
        MemMapClusterArray<bool> isBright = Spread("asked-mask", mask);
        float? first = null;
        bool[] isValid = [.. Enumerable.Range(0, 5000).Select(row => row % 2 == 0)];

        double positiveMean = await array.Where(Predicate.GreaterThan(0f)).MeanAsync();
        double validMean = await array.Where(NDArray.From(isValid, (-1, 1))).MeanAsync();
        double brightStd = await array.Where(isBright).StdAsync();
        NDArray<double> covariance = await array.CovarianceAsync();    // np.cov(a, rowvar=False)
        NDArray<float> some = await array.TakeAsync([4999, 0, -1]);    // np.take(a, [4999, 0, -1], axis=0)
        float[] rows = await array.ReadRowsAsync(new RowRange(start: 1000, count: 100));
        await foreach (RowBatch<float> batch in array.BatchesAsync(size: 256, shuffleSeed: 42))
        {
            Train(batch.AsSpan(), batch.Rows);                         // the order of one machine
        }

        MemMapClusterArray<float> logs = await array.TransformAsync<float>("log", folder: "logs");    // np.log(a), where the shards lie

        Assert.Equal(one.Where(Predicate.GreaterThan(0f)).Mean(), positiveMean);
        Assert.Equal(one.Where(NDArray.From(isValid, (-1, 1))).Mean(), validMean);
        Assert.Equal(one.Where(mask).Std(), brightStd);
        Assert.Equal(one.Covariance().ToArray(), covariance.ToArray());
        Assert.Equal(one.Take([4999, 0, -1]).ToArray(), some.ToArray());
        Assert.Equal(one[1000..1100].ToArray(), rows);
        Assert.Equal(one.Batches(256, shuffleSeed: 42).Select(batch => batch.AsSpan()[0]).First(), first);
        Assert.Equal(Logs(one).Mean(), await logs.MeanAsync());
        three.Silos.Remove("logs");

        void Train(Span<float> elements, ReadOnlySpan<long> numbers) => first ??= numbers.Length > 0 ? elements[0] : null;
    }

    [Fact]
    public async Task NewArrays()
    {
        using MemMapArray<float> one = three.Silos.Array("new", (5000, 3), random => (float)random.NextDouble());
        using var folder = new TemporaryFolder();
        string path = folder.File("logs.json");
        MemMapClusterArray<float> array = Spread("new", one);

        MemMapClusterArray<float> logs = await array.TransformAsync<float>("log", folder: "logs");
        MemMapClusterArray<short> shorts = await array.ConvertToAsync<short>("shorts", Conversion.Saturating);
        logs.Manifest.Save(path);                                      // where the client keeps its manifests

        Assert.Equal(Logs(one).Mean(), await logs.MeanAsync());
        Assert.Equal(0, await shorts.SumAsync());
        Assert.Equal(logs.Manifest.ToJson(), ShardManifest.Read(path).ToJson());
        three.Silos.Remove("logs");
    }

    // Compiled only: the silos of these tests are built by the testing host.
    internal static void Silo(ISiloBuilder silo)
    {
        silo.AddMemMapReduction(Reduction.From(new SumOfSquares(), "energy"));
        silo.AddMemMapArray(new ClusterSiloOptions { Labels = ["node-a"], RootFolders = ["/data/a"], OutputFolder = "/data/a" });
        silo.AddMemMapTransform<float, float>("log", static (xs, zs) => TensorPrimitives.Log(xs, zs));
    }

    private static NDArray<float> Logs(MemMapArray<float> one)
    {
        NDArray<float> logs = NDArray.Create<float>(one.Shape);
        one.Transform(logs, static (xs, zs) => TensorPrimitives.Log(xs, zs));
        return logs;
    }

    private MemMapClusterArray<T> Spread<T>(string name, MemMapArray<T> one)
        where T : unmanaged
    {
        ShardManifest manifest = three.Silos.Spread(name, one, 4096, shard => [$"node{shard % 3}"]);
        return three.Silos.Cluster.Client.OpenMemMapArray<T>(manifest, new ClusterArrayOptions { Folder = name });
    }
}
