using System;
using System.IO;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using Xunit;

namespace MemMap.Tests.ApiExamples;

/// <summary>The examples in the XML documentation of transforms; <see cref="DocumentTests"/> compares them.</summary>
public sealed class TransformExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemMapArray<float> _x;
    private readonly MemMapArray<float> _z;

    public TransformExamples()
    {
        _x = MemMapArray.Open<float>(_folder.Write<float>([1, 4, 9, 16, 25, 400]), (2, 3), MemMapMode.ReadWrite);
        _z = MemMapArray.Create<float>(_folder.File("z.bin"), (2, 3));
    }

    public void Dispose()
    {
        _x.Dispose();
        _z.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Transforms()
    {
        MemMapView<float> x = _x, z = _z;
        using var stop = new CancellationTokenSource();

        x.Transform(z, static (xs, zs) => TensorPrimitives.Exp(xs, zs));    // z[...] = np.exp(x)
        x.Transform(x, static (xs, zs) => TensorPrimitives.Sqrt(xs, zs));   // np.sqrt(x, out=x)

        Assert.Equal(Math.Exp(4), z[0, 1], 1e-4);
        Assert.Equal([1, 2, 3, 4, 5, 20], x.ToArray());

        var transform = new TransformOptions { MaxDegreeOfParallelism = 2, CancellationToken = stop.Token };
        x.Transform(z, static (xs, zs) => TensorPrimitives.Exp(xs, zs), transform);

        Assert.Equal(Math.Exp(2), z[0, 1], 1e-5);
    }

    [Fact]
    public void Sources()
    {
        MemMapView<float> x = _x, z = _z;
        using MemMapArray<float> mean = MemMapArray.Open<float>(_folder.Write<float>([1, 2, 3], name: "mean.bin")), deviation = MemMapArray.Open<float>(_folder.Write<float>([1, 2, 4], name: "deviation.bin"));

        x.Transform(mean, z, static (xs, means, zs) => TensorPrimitives.Subtract(xs, means, zs));    // z[...] = x - mean

        Assert.Equal([0, 2, 6, 15, 23, 397], z.ToArray());

        x.Transform(mean, deviation, z, static (xs, means, deviations, zs) =>    // z[...] = (x - mean) / deviation
        {
            TensorPrimitives.Subtract(xs, means, zs);
            TensorPrimitives.Divide(zs, deviations, zs);
        });

        Assert.Equal([0, 1, 1.5f, 15, 11.5f, 99.25f], z.ToArray());
    }

    [Fact]
    public void NewFilesAndConversions()
    {
        MemMapView<float> x = _x;
        string logPath = _folder.File("log.npy"), doublePath = _folder.File("double.npy");
        using MemMapArray<byte> bytes = MemMapArray.Create<byte>(_folder.File("bytes.bin"), (2, 3));

        x.TransformToNpy<float, float>(logPath, static (xs, zs) => TensorPrimitives.Log(xs, zs));    // np.save(log_path, np.log(x))
        x.ConvertToNpy<float, double>(doublePath, Conversion.Checked);    // np.save(double_path, x.astype(np.float64))
        x.ConvertTo(bytes, Conversion.Saturating);    // bytes[...] = np.clip(x, 0, 255).astype(np.uint8)

        NDArray<float> means = x.Mean(0).Convert<double, float>(Conversion.Saturating);    // x.mean(0).astype(np.float32)

        Assert.Equal([8.5f, 14.5f, 204.5f], means.ToArray());
        Assert.Equal([1, 4, 9, 16, 25, 255], bytes.ToArray());
        Assert.True(File.Exists(logPath));
        using MemMapArray<double> doubles = MemMapArray.OpenNpy<double>(doublePath);
        Assert.Equal(400, doubles[1, 2]);
    }

    [Fact]
    public void Replacements()
    {
        NDArray<float> x = NDArray.From<float>([1, float.NaN, -3, 4], (2, 2)), z = NDArray.Create<float>((2, 2));
        NDArray<bool> isBad = NDArray.From([false, false, false, true], (2, 2)), mask = NDArray.Create<bool>((2, 2));
        string cleanPath = _folder.File("clean.npy"), maskPath = _folder.File("mask.npy");

        x.Where(Predicate.IsNaN<float>()).Replace(x, 0f);    // x[np.isnan(x)] = 0
        x.Where(isBad).Replace(z, -1f);                      // z[...] = np.where(is_bad, -1, x)

        Assert.Equal([1, 0, -3, 4], x.ToArray());
        Assert.Equal([1, 0, -3, -1], z.ToArray());

        x.Where(Predicate.LessThan(0f)).ReplaceToNpy(cleanPath, 0f);    // np.save(clean_path, np.where(x < 0, 0, x))
        x.Where(Predicate.GreaterThan(0.5f)).MaskTo(mask);    // np.greater(x, 0.5, out=mask)
        x.Where(Predicate.GreaterThan(0.5f)).MaskToNpy(maskPath);    // np.save(mask_path, x > 0.5)

        using MemMapArray<float> clean = MemMapArray.OpenNpy<float>(cleanPath);
        using MemMapArray<bool> masks = MemMapArray.OpenNpy<bool>(maskPath);
        Assert.Equal([1, 0, 0, 4], clean.ToArray());
        Assert.Equal([true, false, false, true], mask.ToArray());
        Assert.Equal(mask.ToArray(), masks.ToArray());
    }

    [Fact]
    public void ReplacementsByOthers()
    {
        NDArray<double> x = NDArray.From([1, double.NaN, 3, 4], (2, 2)), means = x.Mean(0, options: new() { SkipNaN = true });
        string cleanPath = _folder.File("clean.npy");

        x.Where(Predicate.IsNaN<double>()).ReplaceToNpy(cleanPath, means);    // np.save(clean_path, np.where(np.isnan(x), means, x))
        x.Where(Predicate.IsNaN<double>()).Replace(x, means);    // x[...] = np.where(np.isnan(x), means, x)

        using MemMapArray<double> clean = MemMapArray.OpenNpy<double>(cleanPath);
        Assert.Equal([1, 4, 3, 4], x.ToArray());
        Assert.Equal([1, 4, 3, 4], clean.ToArray());
    }

    [Fact]
    public void Masks()
    {
        NDArray<float> log = NDArray.From<float>([.. Enumerable.Range(0, 40)], (10, 4));

        NDArray<bool> isWarm = log[.., 3].Where(Predicate.GreaterThan(30f)).Mask();    // log[:, 3] > 30
        NDArray<float> warm = log.Compress(isWarm);                                   // log[is_warm]: whole rows

        Assert.Equal((3, 4), warm.Shape);
        Assert.Equal(28, warm[0, 0]);
    }
}
