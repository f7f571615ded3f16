using System;
using System.IO;
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

        Assert.Equal([1, 4, 9, 16, 25, 255], bytes.ToArray());
        Assert.True(File.Exists(logPath));
        using MemMapArray<double> doubles = MemMapArray.OpenNpy<double>(doublePath);
        Assert.Equal(400, doubles[1, 2]);
    }
}
