using System;
using System.Linq;
using System.Numerics.Tensors;
using Xunit;

namespace MemMap.Tests;

/// <summary>The lines of docs/numpy.md, as they stand there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class NumPyExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private record struct Tick(long Time, float Price, int Volume);

    private readonly record struct SumOfSquares : IReducer<float, double>
    {
        public double Empty => 0;

        public void Accumulate(ref double state, ReadOnlySpan<float> elements)
        {
            foreach (float x in elements)
            {
                state += (double)x * x;
            }
        }

        public void Merge(ref double state, in double following) => state += following;
    }

    private string Counting() => _folder.Write([.. Enumerable.Range(0, 5000).Select(i => (float)i)]);

    [Fact]
    public void Opening()
    {
        string p = Counting();
        Check(MemMapArray.Open<float>(p, (100, 50)), 50);
        Check(MemMapArray.Open<float>(p), 1);
        Check(MemMapArray.Open<float>(p, (100, 50), MemMapMode.ReadWrite), 50);
        Check(MemMapArray.Open<float>(p, (100, 50), MemMapMode.CopyOnWrite), 50);
        Check(MemMapArray.Open<float>(p, (10, 50), offset: 16), 54);
        Check(MemMapArray.Open<float>(p, (100, 50), order: MemMapOrder.F), 1);
        Check(MemMapArray.Open<float>(p, (-1, 50)), 50);
        using (MemMapArray<BigEndian<float>> big = MemMapArray.Open<BigEndian<float>>(p))
        {
            Assert.Equal(5000, big.ToNativeArray().Length);
        }

        using (MemMapArray<float> grown = MemMapArray.Open<float>(p, (200, 50), new MemMapOptions { Mode = MemMapMode.ReadWrite, AllowGrow = true }))
        {
            Assert.Equal(0, grown[199, 49]);
        }

        Check(MemMapArray.Create<float>(p, (100, 50)), 0);
        var fresh = new MemMapOptions { Mode = MemMapMode.CreateNew };
        Assert.Throws<System.IO.IOException>(() => MemMapArray.Create<float>(p, (100, 50), fresh));

        static void Check(MemMapArray<float> a, float second)
        {
            Assert.Equal(second, a.Rank == 1 ? a[1] : a[1, 0]);
            a.Flush();
            a.Dispose();
        }
    }

    [Fact]
    public void ArraysInMemory()
    {
        string npy = _folder.File("a.npy");
        using MemMapArray<float> a = MemMapArray.Open<float>(Counting(), (100, 50));
        int[] six = [0, 1, 2, 3, 4, 5];
        Assert.Equal((100, 50), a.ToNDArray().Shape);
        Assert.Equal(5, NDArray.From(six, (2, 3))[1, 2]);
        Assert.Equal(42, NDArray.Create<double>((2, 3)).Sum() + NDArray.Full((2, 3), 7.0).Sum());
        a.Mean(0).SaveNpy(npy);
        Assert.Equal([50], NpyHeader.Read(npy).Shape.ToArray());
        Assert.Equal(10, a.Std(0)[..10].Length);
        Assert.Equal(2475, a.Mean(0).AsEnumerable().Order().First());
        Assert.Contains("kurtosis", a.Describe(0).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Growing()
    {
        using MemMapArray<double> log = MemMapArray.Create<double>(_folder.File(), (0, 3));
        log.Append([1, 2, 3]);
        log.Resize(10);
        Assert.Equal((10, 3), log.Shape);

        using MemMapArray<float> a = MemMapArray.Create<float>(_folder.File("rows.bin"), (0, 50));
        float[] rows = new float[100];
        a.Append(rows);
        a.Resize(10);
        Assert.Equal((10, 50), a.Shape);
    }

    [Fact]
    public void SeriesAndRelations()
    {
        NDArray<float> x = NDArray.From<float>([1, 2, 3, 5, 8, 6, 7, 1], (4, 2)), y = x;
        NDArray<double> z = NDArray.Create<double>((4, 2)), changes = NDArray.Create<double>((3, 2));
        x.CumulativeSum(z, axis: 0);
        Assert.Equal(19, z[3, 0]);
        x.CumulativeMax(z, axis: 0);
        Assert.Equal(8, z[3, 0]);
        x.FillForward(z, axis: 0, limit: 3);
        Assert.Equal(x[3, 0], z[3, 0]);
        x.Difference(changes, axis: 0);
        Assert.Equal([2, 3, 5, 1, -1, -5], changes.ToArray());
        x.Rolling(3, axis: 0).Std(z);
        Assert.Equal(x[1.., 0].Std(ddof: 1), z[3, 0], 1e-14);
        Assert.Equal([4, 13 / 3.0, 7, 1], x.Resample(3, axis: 0, Reduction.Mean<float>()).ToArray());
        Assert.Equal(x.Covariance()[0, 1], x.Correlation()[0, 1] * x[.., 0].Std(ddof: 1) * x[.., 1].Std(ddof: 1), 1e-12);
        Assert.Equal(x.Gram().ToArray(), x.CrossProduct(y).ToArray());
    }

    [Fact]
    public void TransformsAndConversions()
    {
        string npy = _folder.File("new.npy");
        using MemMapArray<float> x = MemMapArray.Open<float>(_folder.Write<float>([1, 4, 9, 40_000], name: "x.bin"), MemMapMode.ReadWrite), z = MemMapArray.Create<float>(_folder.File("z.bin"), 4);
        using MemMapArray<float> mean = MemMapArray.Open<float>(_folder.Write<float>([1], name: "mean.bin"));
        using MemMapArray<short> shorts = MemMapArray.Create<short>(_folder.File("shorts.bin"), 4);
        x.Transform(z, static (xs, zs) => TensorPrimitives.Sqrt(xs, zs));
        Assert.Equal([1, 2, 3, 200], z.ToArray());
        x.Transform(mean, z, static (xs, means, zs) => TensorPrimitives.Subtract(xs, means, zs));
        Assert.Equal([0, 3, 8, 39_999], z.ToArray());
        x.Transform(x, static (xs, zs) => TensorPrimitives.Abs(xs, zs));
        x.ConvertTo(shorts, Conversion.Truncating);
        Assert.Equal([1, 4, 9, unchecked((short)40_000)], shorts.ToArray());
        Assert.Equal([1, 4, 9, short.MaxValue], x.Convert<float, short>(Conversion.Saturating).ToArray());
        x.TransformToNpy<float, float>(npy, static (xs, zs) => TensorPrimitives.Sqrt(xs, zs));
        Assert.Equal([4], NpyHeader.Read(npy).Shape.ToArray());
        Assert.Throws<OverflowException>(() => Convert(x, npy));
        Assert.Equal(typeof(float), NpyHeader.Read(npy).ElementType);

        x[3] = float.NaN;
        x.Where(Predicate.IsNaN<float>()).Replace(x, 0f);
        Assert.Equal([1, 4, 9, 0], x.ToArray());
        NDArray<bool> mask = x.Where(Predicate.GreaterThan(3f)).Mask();
        Assert.Equal([false, true, true, false], mask.ToArray());
        Assert.Equal(2, mask.Where(isTrue => !isTrue).Mask().CountNonZero());
        MemMapView<float> table = x.Reshape((2, 2));
        Assert.Equal([false, false], table.Where(Predicate.IsNaN<float>()).Mask().Any(axis: 1).ToArray());
        Assert.Equal(0, x.Where(Predicate.IsNaN<float>()).Mask().CountNonZero());
        x.Where(mask).Replace(z, mean);
        Assert.Equal([1, 1, 1, 0], z.ToArray());
        x.Transform(z, static (xs, zs) => TensorPrimitives.Clamp(xs, 2f, 5f, zs));
        Assert.Equal([2, 4, 5, 2], z.ToArray());

        static void Convert(MemMapArray<float> x, string npy) =>
            x.ConvertToNpy<float, short>(npy, Conversion.Checked);
    }

    [Fact]
    public void ShapeAndElements()
    {
        using MemMapArray<float> a = MemMapArray.Open<float>(Counting(), (100, 50), MemMapMode.ReadWrite);
        Assert.Equal(((100, 50), 2, 5000, 20000), (a.Shape, a.Rank, a.Length, a.ByteLength));
        Assert.Equal((200, 0, true, false), (a.Strides[0], a.ByteOffset, a.IsContiguous, a.IsReadOnly));
        Assert.Equal(257, a[5, 7]);
        Assert.Equal(4998, a[^1, ^2]);
        a[5, 7] = 1;
        Assert.Equal(1, a.GetReference(5, 7));
        MemMapView<float> x = a[(Slice)5, 7];
        Assert.Equal(1, x.Value);
    }

    [Fact]
    public void SlicesAndViews()
    {
        using MemMapArray<float> a = MemMapArray.Open<float>(Counting(), (100, 50));
        Check(a[10..20, 5..10], 505, 10, 5);
        Check(a[(90, 200)], 4500, 10, 50);
        Check(a[^10..], 4500, 10, 50);
        Check(a[Slice.Range(-10, null)], 4500, 10, 50);
        Check(a[0, ..], 0, 50);
        Check(a[.., 0], 0, 100);
        Check(a[^1, ..], 4950, 50);
        Check(a[Slice.Ellipsis, 0], 0, 100);
        Check(a[(null, null, 2)], 0, 50, 50);
        Check(a[(null, null, -1)], 4950, 100, 50);
        Check(a[.., Slice.NewAxis], 0, 100, 1, 50);
        Check(a.Transpose(), 0, 50, 100);
        Check(a.Permute(1, 0), 0, 50, 100);
        Check(a.Reshape((-1, 25)), 0, 200, 25);
        Check(a.Squeeze(), 0, 100, 50);
        Check(a.ExpandDims(0), 0, 1, 100, 50);
        Check(a.BroadcastTo((3, 100, 50)), 0, 3, 100, 50);
        Check(a.Flip(0), 4950, 100, 50);
        Assert.Equal(a.Shape, a.Cast<uint>().Shape);
        using MemMapArray<Tick> ticks = MemMapArray.Open<Tick>(_folder.Write<Tick>([new(1, 10, 5), new(2, 20, 5)], name: "ticks.bin"));
        Check(ticks.Field<float>(nameof(Tick.Price)), 10, 2);

        static void Check(MemMapView<float> view, float first, params long[] shape)
        {
            Assert.Equal((Shape)shape, view.Shape);
            Assert.Equal(first, view.ToArray()[0]);
        }
    }

    [Fact]
    public void CopiesAndPrinting()
    {
        using MemMapArray<float> a = MemMapArray.Open<float>(Counting(), (100, 50), MemMapMode.ReadWrite);
        float[] row = [.. Enumerable.Repeat(2f, 50)];
        using MemMapArray<float> other = MemMapArray.Open<float>(_folder.Write(row, name: "row.bin"));
        MemMapView<float> b = other;
        Assert.StartsWith("[[0.000e+00 1.000e+00", a.ToString(), StringComparison.Ordinal);
        a[1..].CopyFrom(a[..^1]);
        Assert.Equal(4949, a[99, 49]);
        a.Fill(1);
        Assert.Equal(5000, a.ToArray().Sum());
        a[0, ..].CopyFrom(row);
        Assert.Equal(2, a[0, 49]);
        a.CopyFrom(b);
        Assert.Equal(2, a[99, 49]);
        a[0, ..].CopyTo(row);
        Assert.Equal(5000, a.AsSpan().Length);
        Assert.Equal(row, a.GetRowSpan(5).ToArray());
    }

    [Fact]
    public void Rows()
    {
        using MemMapArray<float> a = MemMapArray.Open<float>(Counting(), (100, 50), MemMapMode.ReadWrite);
        using MemMapArray<float> b = MemMapArray.Create<float>(_folder.File("b.bin"), (3, 50)), log = MemMapArray.Create<float>(_folder.File("log.bin"), (0, 50));
        using MemMapArray<bool> mask = MemMapArray.Open<bool>(_folder.Write([.. Enumerable.Range(0, 100).Select(i => i > 90)], name: "mask.bin"));
        Assert.Equal(4950, a.Take([7, 0, -1])[2, 0]);
        using MemMapArray<float> narrow = MemMapArray.Create<float>(_folder.File("narrow.bin"), (100, 3));
        NDArray<bool> isWanted = NDArray.From([.. Enumerable.Range(0, 50).Select(column => column > 46)]);
        Assert.Equal(19, a.Take([7, 0, -31], axis: 1)[0, 2]);
        a.TakeTo([7, 0, -31], narrow, axis: 1);
        Assert.Equal(19, narrow[0, 2]);
        Assert.Equal((100, 3), a.Compress(isWanted, axis: 1).Shape);
        a.TakeTo([7, 0, -1], b);
        Assert.Equal(350, b[0, 0]);
        Assert.Equal((9, 50), a.Compress(mask).Shape);
        a.CompressAppend(mask, log);
        Assert.Equal(4550, log[0, 0]);
        Assert.Equal(4, a.Batches(32, shuffleSeed: 1).Count());
        float[] rows = new float[100];
        a.PutFrom([0, 1], rows);
        Assert.Equal(0, a[1, 7]);
    }

    [Fact]
    public void NpyFiles()
    {
        string npy = _folder.File("a.npy");
        using MemMapArray<float> a = MemMapArray.Open<float>(Counting(), (100, 50));
        a.SaveNpy(npy);
        Assert.Equal((100, 50), NpyHeader.Read(npy).Shape);
        using (MemMapArray<float> opened = MemMapArray.OpenNpy<float>(npy))
        {
            Assert.Equal(a.ToArray(), opened.ToArray());
        }

        using (MemMapArray<float> writable = MemMapArray.OpenNpy<float>(npy, MemMapMode.ReadWrite))
        {
            Assert.False(writable.IsReadOnly);
        }

        using (MemMapArray<float> created = MemMapArray.CreateNpy<float>(npy, (3, 4)))
        {
            created.Append([1, 2, 3, 4]);
            Assert.Equal((4, 4), NpyHeader.Read(npy).Shape);
        }

        using MemMapArray<float> fortran = MemMapArray.CreateNpy<float>(npy, (3, 4), MemMapOrder.F);
        Assert.Equal(MemMapOrder.F, fortran.Order);
    }

    [Fact]
    public void NpyFilesOfOtherTypes()
    {
        string npy = _folder.File("a.npy"), p = Counting();
        using MemMapArray<long> times = MemMapArray.Open<long>(p);
        times.SaveNpy(npy, "<M8[ns]");
        Assert.Equal(("<M8[ns]", typeof(long)), (NpyHeader.Read(npy).Descr, NpyHeader.Read(npy).ElementType));
        using (MemMapArray<long> opened = MemMapArray.OpenNpy<long>(npy))
        {
            Assert.Equal(times.ToArray(), opened.ToArray());
        }

        using MemMapArray<Tick> ticks = MemMapArray.Open<Tick>(_folder.Write<Tick>([new(1, 10, 5), new(2, 20, 5)], name: "ticks.bin"));
        ticks.SaveNpy(npy, "[('Time', '<i8'), ('Price', '<f4'), ('Volume', '<i4')]");
        using (MemMapArray<Tick> opened = MemMapArray.OpenNpy<Tick>(npy))
        {
            Assert.Equal(new Tick(2, 20, 5), opened[1]);
        }

        using MemMapArray<BigEndian<float>> big = MemMapArray.Open<BigEndian<float>>(p);
        big.SaveNpy(npy);
        Assert.Equal(">f4", NpyHeader.Read(npy).Descr);
        using (MemMapArray<BigEndian<float>> opened = MemMapArray.OpenNpy<BigEndian<float>>(npy))
        {
            Assert.Equal(big.ToNativeArray(), opened.ToNativeArray());
        }
    }

    [Fact]
    public void SafetensorsFiles()
    {
        string safetensors = _folder.File("a.safetensors");
        using MemMapArray<float> a = MemMapArray.Open<float>(Counting(), (100, 50));
        using (SafetensorsWriter tensors = SafetensorsFile.Create(safetensors))
        {
            tensors.Add("x", a);
            tensors.Commit();
        }

        Assert.Equal("x F32 (100, 50)", SafetensorsFile.Open(safetensors).Tensors.Single().ToString());
        using (MemMapArray<float> x = SafetensorsFile.Open(safetensors).OpenTensor<float>("x"))
        {
            Assert.Equal(a.ToArray(), x.ToArray());
        }

        using (SafetensorsMapping mapping = SafetensorsFile.Open(safetensors).Map())
        {
            Assert.Equal(a.ToArray(), mapping.View<float>("x").ToArray());
        }

        NDArray<BFloat16> brains = NDArray.Create<BFloat16>((100, 50));
        a.ConvertTo(brains, Conversion.Checked);
        Assert.Equal((BFloat16)4999f, brains[^1, ^1]);
    }

    [Fact]
    public void NpzFiles()
    {
        string npz = _folder.File("a.npz"), npy = _folder.File("a.npy");
        using MemMapArray<float> a = MemMapArray.Open<float>(Counting(), (100, 50));
        using (NpzWriter writer = NpzFile.Create(npz))
        {
            writer.Add("x", a);
            writer.Commit();
        }

        using (MemMapArray<float> x = MemMapArray.OpenNpz<float>(npz, "x"))
        {
            Assert.Equal(a.ToArray(), x.ToArray());
        }

        Assert.Equal("x", NpzFile.Open(npz).Members.Single().Name);
        Assert.Equal((100, 50), NpzFile.Open(npz).GetMember("x").ReadHeader().Shape);
        NpzFile.Open(npz).GetMember("x").Verify();
        NpzFile.Open(npz).Extract("x", npy);
        using MemMapArray<float> extracted = MemMapArray.OpenNpy<float>(npy);
        Assert.Equal(4999, extracted[^1, ^1]);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.Delete(npy);
            a.SaveNpy(npy, unixCreateMode: MemMapPermissions.UserRead);
            Assert.Equal(System.IO.UnixFileMode.UserRead, System.IO.File.GetUnixFileMode(npy));
        }
    }

    [Fact]
    public void Reductions()
    {
        using MemMapArray<float> a = MemMapArray.Open<float>(Counting(), (100, 50));
        var skip = new ReductionOptions { SkipNaN = true };
        Assert.Equal((12497500, 2499.5, 2499.5), (a.Sum(), a.Mean(), a.Mean(skip)));
        using MemMapArray<bool> mask = MemMapArray.Open<bool>(_folder.Write([true, .. new bool[49]], name: "mask.bin"), 50);
        Assert.Equal((2475, 2504.5), (a.Where(mask).Mean(), a.Where(Predicate.GreaterThan(9f)).Mean()));
        Assert.Equal(2504.5, a.Where(v => v > 9).Mean());
        Assert.Equal(a.Std(0)[0], a.Where(mask).Std(0)[0]);
        Assert.Equal(2475, a.Mean(0)[0]);
        Assert.Equal(2499.5, a.Mean([0, 1], keepDims: true)[0, 0]);
        Assert.Equal(2083333.25, a.Var(), 6);
        Assert.Equal(Math.Sqrt(2083333.25 * 5000 / 4999), a.Std(ddof: 1), 9);
        Assert.Equal(50 * Math.Sqrt(9999.0 / 12 * 100 / 99), a.Std(0, ddof: 1)[0], 9);
        Assert.Equal((0, 49, 4950), (a.Min(), a.Max(1)[0], a.Max(0, options: skip)[0]));
        (float min, float max) = a.MinMax();
        Assert.Equal((0, 4999), (min, max));
        Moments moments = a.Describe();
        Assert.Equal((0.0, -1.2), (Math.Round(moments.Skewness, 6), Math.Round(moments.Kurtosis, 6)));
        Assert.Equal(5003, Moments.Merge(moments, Moments.Of([1, 2, 3])).Count);
        Assert.Equal(41654167500, a.Reduce(new SumOfSquares()));
        Assert.Equal(4, a.Chunks(rows: 32).Count());
    }

    [Fact]
    public void ReductionsToIndexesCountsAndParts()
    {
        using MemMapArray<float> a = MemMapArray.Open<float>(Counting(), (100, 50));
        using MemMapArray<int> i = MemMapArray.Create<int>(_folder.File("i.bin"), 3);
        i.CopyFrom([int.MaxValue, int.MaxValue, 2]);
        Assert.Equal((0, 99, 0.0), (a.ArgMin(), a.ArgMax(0)[0], a.Prod()));
        Assert.Equal([99, 49], a.Shape.Unravel(a.ArgMax()));
        Assert.Equal((4999, true, false), (a.CountNonZero(), a.Any(), a.All(0)[0]));
        Assert.Equal(4294967296, i.SumInt64());
        var skip = new ReductionOptions { SkipNaN = true };
        Assert.Equal((2499.5, 2475), (a.Median(), a.Median(0, options: skip)[0]));
        Assert.Equal((4499.1, 495), (a.Quantile(0.9), a.Quantile([0.1, 0.9], 0)[0, 0]));
        Assert.Equal(500, a.Histogram(10, (0, 5000)).Counts[9]);
        Assert.Equal([4999, 4998, 4997, 4996, 4995], a.TopK(5).Indexes);
        Assert.Equal([49, 48, 47, 46, 45], a.TopK(5, axis: 1).Indexes[0, ..].ToArray());
        using MemMapArray<double> results = MemMapArray.Create<double>(_folder.File("results.bin"), 50);
        a.ReduceTo(Reduction.Mean<float>(), [0], results);
        Assert.Equal(2475, results[0]);
        ReductionPartial<float, double> half = a.ReducePartial(Reduction.Mean<float>(), new RowRange(0, 50));
        half.Merge(a.ReducePartial(Reduction.Mean<float>(), new RowRange(50, 50)));
        Assert.Equal(2499.5, half.Value);
    }
}
