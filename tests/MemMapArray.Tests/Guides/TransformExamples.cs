using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/transform.md, as they stand there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class TransformExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemMapArray<float> _x;
    private readonly MemMapArray<float> _z;

    public TransformExamples()
    {
        _x = MemMapArray.Open<float>(_folder.Write<float>([1, 4, 9, -16, 25, 40_000]), (2, 3), MemMapMode.ReadWrite);
        _z = MemMapArray.Create<float>(_folder.File("z.bin"), (2, 3));
    }

    public void Dispose()
    {
        _x.Dispose();
        _z.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void YourOwnCode()
    {
        MemMapView<float> x = _x, z = _z;

        x.Transform(z, static (xs, zs) =>
        {
            for (int i = 0; i < zs.Length; i++)
            {
                zs[i] = xs[i] < 0 ? 0 : xs[i];
            }
        });

        Assert.Equal([1, 4, 9, 0, 25, 40_000], z.ToArray());

        x.Transform(z, static (xs, zs) => TensorPrimitives.Sqrt(xs, zs));          // z[...] = np.sqrt(x)
        x.Transform(x, static (xs, zs) => TensorPrimitives.Abs(xs, zs));           // in place: np.abs(x, out=x)

        Assert.Equal([1, 2, 3, float.NaN, 5, 200], z.ToArray());
        Assert.Equal([1, 4, 9, 16, 25, 40_000], x.ToArray());
    }

    [Fact]
    public void SeveralSources()
    {
        MemMapView<float> x = _x, z = _z;
        using MemMapArray<float> mean = MemMapArray.Open<float>(_folder.Write<float>([1, 2, 3], name: "mean.bin")), deviation = MemMapArray.Open<float>(_folder.Write<float>([1, 2, 4], name: "deviation.bin"));

        x.Transform(mean, deviation, z, static (xs, means, deviations, zs) =>      // z[...] = (x - mean) / deviation
        {
            TensorPrimitives.Subtract(xs, means, zs);
            TensorPrimitives.Divide(zs, deviations, zs);
        });

        Assert.Equal([0, 1, 1.5f, -17, 11.5f, 9999.25f], z.ToArray());
    }

    [Fact]
    public void Replacements()
    {
        NDArray<float> x = NDArray.From([1, float.NaN, 3, 4], (2, 2)), z = NDArray.Create<float>((2, 2));
        NDArray<bool> isBad = NDArray.From([false, false, true, false], (2, 2));
        string cleanPath = _folder.File("clean.npy");

        var skipNaN = new ReductionOptions { SkipNaN = true };
        NDArray<float> means = x.Mean(0, options: skipNaN).Convert<double, float>(Conversion.Saturating);
        x.Where(Predicate.IsNaN<float>()).ReplaceToNpy(cleanPath, means);          // np.save(p, np.where(np.isnan(x), means, x))

        x.Where(Predicate.IsNaN<float>()).Replace(x, 0f);                          // in place: x[np.isnan(x)] = 0
        x.Where(isBad).Replace(z, -1f);                                            // z[...] = np.where(is_bad, -1, x)

        using MemMapArray<float> clean = MemMapArray.OpenNpy<float>(cleanPath);
        Assert.Equal([1, 4, 3, 4], clean.ToArray());
        NDArray<byte> pixels = NDArray.From<byte>([255, 3, 255]);
        long saturated = pixels.Where(Predicate.EqualTo<byte>(255)).Replace<byte>(pixels, 0);    // a literal 0 is an int to C#: name the type

        Assert.Equal(2, saturated);
        Assert.Equal([0, 3, 0], pixels.ToArray());
        Assert.Equal([1, 0, -1, 4], z.ToArray());
        x.Transform(z, static (xs, zs) => TensorPrimitives.Clamp(xs, 0f, 1f, zs));
        Assert.Equal([1, 0, 1, 1], z.ToArray());
    }

    [Fact]
    public void NewFiles()
    {
        MemMapView<float> x = _x;
        string path = _folder.File("roots.npy"), otherPath = _folder.File("shorts.npy");

        x.TransformToNpy<float, float>(path, static (xs, zs) => TensorPrimitives.Sqrt(xs, zs));    // np.save(path, np.sqrt(x))
        x.ConvertToNpy<float, short>(otherPath, Conversion.Saturating);

        using MemMapArray<float> roots = MemMapArray.OpenNpy<float>(path);
        using MemMapArray<short> shorts = MemMapArray.OpenNpy<short>(otherPath);
        Assert.Equal([1, 2, 3, float.NaN, 5, 200], roots.ToArray());
        Assert.Equal([1, 4, 9, -16, 25, 32_767], shorts.ToArray());
    }

    [Fact]
    public void Conversions()
    {
        MemMapView<float> x = _x;
        using MemMapArray<short> shorts = MemMapArray.Create<short>(_folder.File("shorts.bin"), (2, 3));

        Assert.Throws<OverflowException>(() => Checked(x, shorts));
        x.ConvertTo(shorts, Conversion.Saturating);        // the nearest short; 0 for NaN
        Assert.Equal(32_767, shorts[1, 2]);
        x.ConvertTo(shorts, Conversion.Truncating);        // the low bits of the whole part, as x.astype('i2')
        Assert.Equal(unchecked((short)40_000), shorts[1, 2]);

        static void Checked(MemMapView<float> x, MemMapView<short> shorts)
        {
            x.ConvertTo(shorts, Conversion.Checked);           // OverflowException, with index and value, where one does not fit
        }
    }

    [Fact]
    public void Options()
    {
        MemMapView<float> x = _x, z = _z;
        using var stop = new CancellationTokenSource();
        var progress = new Recorder();

        var options = new TransformOptions { MaxDegreeOfParallelism = 2, Progress = progress, CancellationToken = stop.Token };
        x.Transform(z, static (xs, zs) => TensorPrimitives.Sqrt(xs, zs), options);

        Assert.Equal(new TransformProgress(6, 6), progress.Reports.Last());
    }

    private sealed class Recorder : IProgress<TransformProgress>
    {
        public List<TransformProgress> Reports { get; } = [];

        public void Report(TransformProgress value) => Reports.Add(value);
    }
}
