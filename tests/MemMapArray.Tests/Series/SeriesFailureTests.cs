using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace MemMap.Tests.Series;

/// <summary>What series and relations do when they are called wrongly, cancelled, or a file is not what it was.</summary>
public sealed class SeriesFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemMapArray<double> _x;
    private readonly MemMapArray<double> _z;

    public SeriesFailureTests()
    {
        _x = MemMapArray.Open<double>(_folder.Write([.. Enumerable.Range(0, 100_000).Select(i => (double)i)], name: "x.bin"), (-1, 10));
        _z = MemMapArray.Create<double>(_folder.File("z.bin"), (10_000, 10));
    }

    private (string Name, Action<SeriesOptions> Run)[] Calls =>
    [
        ("sum", options => _x.CumulativeSum(_z, 0, options)),
        ("sums of lines", options => _x.CumulativeSum(_z, 1, options)),
        ("product", options => _x.CumulativeProduct(_z, 0, options)),
        ("maximum", options => _x.CumulativeMax(_z, 0, options)),
        ("fill", options => _x.FillForward(_z, 0, options: options)),
        ("difference", options => _x.Difference(_z[1.., ..], 0, 1, options)),
        ("rolling", options => _x.Rolling(5, 0).Var(_z, 1, options)),
        ("long windows", options => _x.Rolling(2000, 0).Sum(_z, options)),
        ("median", options => _x.Rolling(5, 0).Median(_z, options)),
        ("covariance", options => _x.Covariance(options: new ReductionOptions { CancellationToken = options.CancellationToken, ReadStrategy = options.ReadStrategy })),
    ];

    public void Dispose()
    {
        _x.Dispose();
        _z.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Series_Cancelled_End()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.All(Calls, call => Assert.Throws<OperationCanceledException>(() => call.Run(new SeriesOptions { CancellationToken = stop.Token })));
    }

    /// <remarks>On one thread: of several, the others may be done before the token is told.</remarks>
    [Fact]
    public void Series_CancelledOnTheWay_End()
    {
        foreach ((string name, Action<SeriesOptions> run) in Calls.Where(call => call.Name != "covariance"))
        {
            using var stop = new CancellationTokenSource();
            var options = new SeriesOptions { CancellationToken = stop.Token, BoxElements = 2000, MaxDegreeOfParallelism = 1 };
            options.Progress = new Reports(report => stop.Cancel());
            Assert.ThrowsAny<OperationCanceledException>(() => run(options));
        }
    }

    [Fact]
    public void Progress_EveryCall_AscendsToTheTotal()
    {
        foreach ((string name, Action<SeriesOptions> run) in Calls.Where(call => call.Name != "covariance"))
        {
            List<TransformProgress> reports = [];
            run(new SeriesOptions { Progress = new Reports(reports.Add), BoxElements = 1000 });
            Assert.True(reports.Count > 1, name);
            Assert.Equal(reports.Select(report => report.ElementsDone).Order(), reports.Select(report => report.ElementsDone));
            Assert.Equal(1, reports[^1].Fraction);
        }
    }

    [Fact]
    public void Series_SourceDisposed_AreRefused()
    {
        _x.Dispose();
        Assert.All(Calls, call => Assert.Throws<ObjectDisposedException>(() => call.Run(new SeriesOptions())));
    }

    [Fact]
    public void Series_TargetDisposed_AreRefused()
    {
        _z.Dispose();
        Assert.All(Calls.Where(call => call.Name != "covariance"), call => Assert.Throws<ObjectDisposedException>(() => call.Run(new SeriesOptions())));
    }

    [Theory]
    [InlineData(ReadStrategy.Mapped)]
    [InlineData(ReadStrategy.Buffered)]
    [InlineData(ReadStrategy.DropBehind)]
    public void Series_SourceCutShort_IsAnIOException(ReadStrategy how)
    {
        CutShort(_x.Path);

        Assert.All(Calls, call => Assert.ThrowsAny<IOException>(() => call.Run(new SeriesOptions { ReadStrategy = how, MaxDegreeOfParallelism = 2 })));
    }

    [Theory]
    [InlineData(ReadStrategy.Mapped)]
    [InlineData(ReadStrategy.Buffered)]
    [InlineData(ReadStrategy.DropBehind)]
    public void Series_TargetCutShort_IsAnIOException(ReadStrategy how)
    {
        CutShort(_z.Path);

        var options = new SeriesOptions { ReadStrategy = how, MaxDegreeOfParallelism = 2, BoxElements = 5000 };
        Assert.All(Calls.Where(call => call.Name != "covariance"), call => Assert.ThrowsAny<IOException>(() => call.Run(options)));
        Assert.ThrowsAny<IOException>(() => _z.Difference(_z[..^1, ..], 0, 1, options));
        Assert.ThrowsAny<IOException>(() => _z.CumulativeSum(_z, 0, options));
    }

    // Boxes that wait for each other end when one of them does.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Series_FailureInPlace_EndsAllThreads(int threads)
    {
        NDArray<long> numbers = NDArray.From([.. Enumerable.Range(0, 50_000).Select(i => i == 20_000 ? long.MinValue : i == 20_001 ? long.MaxValue : i)]);
        var options = new SeriesOptions { MaxDegreeOfParallelism = threads, BoxElements = 100 };
        Assert.Contains("[19999]", Assert.Throws<OverflowException>(() => numbers.Difference(numbers[..^1], 0, 1, options)).Message, StringComparison.Ordinal);
        Assert.Equal(1, numbers[0]);
        numbers[0] = long.MaxValue;
        Assert.Contains("[1]", Assert.Throws<OverflowException>(() => numbers.CumulativeSum(numbers, 0, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Series_WrongCalls_AreRefused()
    {
        NDArray<double> x = NDArray.Create<double>((10, 2));
        Assert.Throws<NotSupportedException>(() => x.CumulativeSum(MemMapArrayOf(_x), 0));
        Assert.Throws<NotSupportedException>(() => x.CumulativeSum(NDArray.Create<int>((10, 2)), 0));
        Assert.Throws<NotSupportedException>(() => x.CumulativeSum(NDArray.Create<bool>((10, 2)), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.CumulativeSum(x, 2));
        Assert.Contains("(9, 2)", Assert.Throws<ArgumentException>(() => x.Difference(NDArray.Create<double>((10, 2)), 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Difference(x, 0, 0));
        Assert.Throws<ArgumentException>(() => x.Difference(x[1.., ..], 0));
        Assert.Throws<ArgumentException>(() => x.Difference(x[..^1, ..], 0, n: 2));
        Assert.Throws<ArgumentException>(() => x[1.., ..].CumulativeSum(x[..9, ..], 0));
        Assert.Throws<ArgumentException>(() => x.Where(Predicate.IsNaN<double>()).CumulativeSum(x, 0));
        Assert.Throws<ArgumentNullException>(() => x.CumulativeSum<double, double>(null!, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.CumulativeSum(x, 0, new SeriesOptions { MaxDegreeOfParallelism = 0 }));
    }

    [Fact]
    public void SeriesAndRelations_OfShards_AreThoseOfOneFile()
    {
        double[] numbers = _x.ToArray();
        using (ShardWriter<double> writer = MemMapShards.Create<double>(_folder.File("shards"), 10, new ShardWriterOptions { RowsPerShard = 4096 }))
        {
            writer.Append(_x);
            writer.Commit();
        }

        using MemMapShards<double> shards = MemMapShards.Open<double>(_folder.File("shards"));
        NDArray<double> expected = NDArray.From(numbers, (-1, 10)), z = NDArray.Create<double>((10_000, 10)), other = NDArray.Create<double>((10_000, 10));
        expected.CumulativeSum(z, 0);
        shards.CumulativeSum(other, 0);
        Assert.Equal(z.ToArray(), other.ToArray());
        expected.Rolling(60, 0).Std(z);
        shards.Rolling(60, 0).Std(other);
        Assert.Equal(z.ToArray(), other.ToArray());
        Assert.Equal(expected.Covariance().ToArray(), shards.Covariance().ToArray());
    }

    private static MemMapView<double> MemMapArrayOf(MemMapArray<double> array) => array[..10, ..2];

    private static void CutShort(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.SetLength(400_000);
    }

    private sealed class Reports(Action<TransformProgress> report) : IProgress<TransformProgress>
    {
        public void Report(TransformProgress value) => report(value);
    }
}
