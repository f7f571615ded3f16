using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Series;

/// <summary>Statistics of windows beside naive ones.</summary>
public sealed class RollingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Median_ZerosOfBothSigns_IsNeverMinusZero()
    {
        NDArray<double> medians = NDArray.Create<double>(4);
        NDArray.From([-0.0, 0.0, -0.0, -0.0]).Rolling(2, axis: 0, minCount: 1).Median(medians);
        Assert.Equal([0L, 0, 0, 0], medians.ToArray().Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void Rolling_AnyLayoutAndWindow_IsTheNaiveOne()
    {
        var random = new Random(1);
        for (int iteration = 0; iteration < 100; iteration++)
        {
            using var views = new Transforming.RandomViews(_folder, random);
            long[] shape = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(12) == 0 ? random.Next(2) : (long)random.Next(1, 30))];
            int axis = random.Next(shape.Length), window = random.Next(1, 14);
            long minCount = random.Next(window + 1);
            MemMapView<double> source = views.Create(shape, i => i % 11 == 3 ? double.NaN : (i * 7919 % 1000) - 500.0).View;
            MemMapView<double> target = views.Create(shape, _ => -1.0).View;
            var options = new SeriesOptions
            {
                BoxElements = random.Next(3) == 0 ? 0 : random.Next(1, 300),
                MaxDegreeOfParallelism = random.Next(1, 4),
                SkipNaN = random.Next(2) == 0,
                ReadStrategy = random.Next(2) == 0 ? ReadStrategy.Buffered : ReadStrategy.Auto,
            };
            Rolling<double> rolling = source.Rolling(window, axis, minCount);
            RequireNaive(rolling, source, target, axis, window, minCount, options);
        }
    }

    // Windows of many blocks, in one and in several columns.
    [Theory]
    [InlineData(9000, 1, 1025)]
    [InlineData(9000, 1, 5000)]
    [InlineData(5000, 3, 2048)]
    [InlineData(3000, 40, 1500)]
    [InlineData(3000, 2, 10_000)]
    public void Rolling_WindowsOfManyBlocks_IsTheNaiveOne(int rows, int columns, int window)
    {
        double[] numbers = [.. Enumerable.Range(0, rows * columns).Select(i => i % 997 == 3 ? double.NaN : (i * 7919 % 1000) - 500.0)];
        NDArray<double> source = NDArray.From(numbers, (rows, columns)), target = NDArray.Create<double>((rows, columns));
        foreach (bool skip in new[] { true, false })
        {
            var options = new SeriesOptions { SkipNaN = skip, MaxDegreeOfParallelism = skip ? 1 : 3 };
            foreach (int minCount in new[] { 0, 100, 1000 })
            {
                RequireNaive(source.Rolling(window, 0, minCount), source, target, 0, window, minCount, options, checksEvery: 197);
            }
        }
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void Rolling_OneOutlier_LeavesNoTraceInLaterWindows(double outlier)
    {
        double[] numbers = [.. Enumerable.Range(0, 5000).Select(i => Math.Sin(i))], with = [.. numbers];
        with[100] = with[2500] = outlier;
        foreach (int window in new[] { 7, 60, 1300 })
        {
            NDArray<double> clean = NDArray.Create<double>(5000), z = NDArray.Create<double>(5000);
            foreach (Action<Rolling<double>, NDArray<double>> verb in Verbs(new SeriesOptions()))
            {
                verb(NDArray.From(numbers).Rolling(window, 0), clean);
                verb(NDArray.From(with).Rolling(window, 0), z);
                for (int i = 0; i < 5000; i++)
                {
                    bool hasOutlier = (i >= 100 && i - window < 100) || (i >= 2500 && i - window < 2500);
                    Assert.True(hasOutlier || BitConverter.DoubleToInt64Bits(clean[i]) == BitConverter.DoubleToInt64Bits(z[i]), $"{window} {i}: {clean[i]:R} {z[i]:R}");
                }
            }
        }
    }

    // Of numbers far from 0, to the last digits.
    [Theory]
    [InlineData(60)]
    [InlineData(1024)]
    [InlineData(2000)]
    public void Std_NumbersFarFromZero_IsExact(int window)
    {
        double[] numbers = [.. Enumerable.Range(0, 6000).Select(i => 1e9 + ((i * 7919 % 1009) / 1024.0))];
        NDArray<double> near = NDArray.From([.. numbers.Select(x => x - 1e9)]), a = NDArray.Create<double>(6000), b = NDArray.Create<double>(6000);
        NDArray.From(numbers).Rolling(window, 0).Std(a);
        for (int i = window - 1; i < 6000; i += 37)
        {
            decimal[] x = [.. near[(i - window + 1)..(i + 1)].ToArray().Select(v => (decimal)v)];
            decimal mean = x.Average();
            double exact = Math.Sqrt((double)(x.Sum(v => (v - mean) * (v - mean)) / (window - 1)));
            Assert.Equal(exact, a[i], exact * 1e-14);
        }
    }

    [Fact]
    public void Rolling_EveryNumberOfThreads_HasTheSameBits()
    {
        double[] numbers = [.. Enumerable.Range(0, 200_000).Select(i => Math.Sin(i))];
        using MemMapArray<double> source = MemMapArray.Open<double>(_folder.Write(numbers), (20_000, 10));
        foreach (MemMapView<double> view in new[] { source, source.Transpose(), source.Reshape((1, -1)) })
        {
            int axis = view.Shape[0] >= view.Shape[1] ? 0 : 1;
            foreach (int window in new[] { 3, 60, 3000 })
            {
                double[][] results = [.. new[] { 1, 2, 5 }.Select(threads =>
                {
                    NDArray<double> target = NDArray.Create<double>(view.Shape);
                    view.Rolling(window, axis).Var(target, options: new SeriesOptions { MaxDegreeOfParallelism = threads });
                    return target.ToArray();
                })];
                Assert.All(results, result => Assert.Equal(results[0], result));
            }
        }
    }

    [Fact]
    public void Rolling_WrongCalls_AreRefused()
    {
        NDArray<double> x = NDArray.Create<double>((10, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Rolling(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Rolling(5, 0, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Rolling(5, 2).Sum(NDArray.Create<double>((10, 2))));
        Assert.Contains("(10, 2)", Assert.Throws<ArgumentException>(() => x.Rolling(5, 0).Sum(NDArray.Create<double>((9, 2)))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => x.Rolling(5, 0).Sum(x));
        Assert.Throws<ArgumentException>(() => x[1.., ..].Rolling(5, 0).Sum(x[..9, ..]));
        Assert.Throws<NotSupportedException>(() => x.Rolling(5, 0).Sum(NDArray.Create<int>((10, 2))));
        using MemMapArray<double> file = MemMapArray.Open<double>(_folder.Write(new double[20]), (10, 2));
        Assert.Throws<NotSupportedException>(() => x.Rolling(5, 0).Sum(file));
        Assert.Throws<ArgumentException>(() => x.Where(Predicate.IsNaN<double>()).Rolling(5, 0).Sum(NDArray.Create<double>((10, 2))));
    }

    private static List<Action<Rolling<double>, NDArray<double>>> Verbs(SeriesOptions options) =>
    [
        (r, z) => r.Sum(z, options), (r, z) => r.Mean(z, options), (r, z) => r.Var(z, 1, options), (r, z) => r.Std(z, 0, options),
        (r, z) => r.Min(z, options), (r, z) => r.Max(z, options), (r, z) => r.Median(z, options),
    ];

    private static void RequireNaive(Rolling<double> rolling, MemMapView<double> source, MemMapView<double> target, int axis, int window, long minCount,
        SeriesOptions options, int checksEvery = 1)
    {
        rolling.Sum(target, options);
        Require(x => x.Sum(), 0);
        rolling.Mean(target, options);
        Require(x => x.Average(), double.NaN);
        rolling.Var(target, 1, options);
        Require(x => x.Length == 1 ? double.NaN : Squares(x) / (x.Length - 1), double.NaN);
        rolling.Std(target, 0, options);
        Require(x => Math.Sqrt(Squares(x) / x.Length), double.NaN);
        rolling.Min(target, options);
        Require(x => x.Min(), double.NaN);
        rolling.Max(target, options);
        Require(x => x.Max(), double.NaN);
        rolling.Median(target, options);
        Require(x => (x.Order().ElementAt((x.Length - 1) / 2) + x.Order().ElementAt(x.Length / 2)) / 2, double.NaN);

        static double Squares(double[] x)
        {
            double mean = x.Average();
            return x.Sum(v => (v - mean) * (v - mean));
        }

        void Require(Func<double[], double> statistic, double ofNone)
        {
            double[] numbers = source.ToArray(), results = target.ToArray();
            long[] lengths = source.Shape.ToArray();
            long step = lengths.Skip(axis + 1).Aggregate(1L, (a, b) => a * b);
            for (long i = 0; i < numbers.Length; i += checksEvery)
            {
                long at = i / step % lengths[axis];
                double[] x = [.. Enumerable.Range(0, (int)Math.Min(window, at + 1)).Select(back => numbers[i - (back * step)])];
                x = options.SkipNaN ? [.. x.Where(v => !double.IsNaN(v))] : x;
                double expected = x.Length < minCount || x.Any(double.IsNaN) ? double.NaN : x.Length == 0 ? ofNone : statistic(x);
                bool agrees = double.IsNaN(expected) ? double.IsNaN(results[i]) : Math.Abs(expected - results[i]) <= 1e-9 * Math.Max(1, Math.Abs(expected));
                Assert.True(agrees, $"{i}: {results[i]:R}, not {expected:R}");
            }
        }
    }
}
