using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Threading;
using Xunit;

namespace MemMap.Tests.ApiExamples;

/// <summary>The examples in the XML documentation of reductions; <see cref="DocumentTests"/> compares them.</summary>
public sealed class ReductionExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemMapArray<float> _array;
    private readonly MemMapArray<int> _counts;

    public ReductionExamples()
    {
        _array = MemMapArray.Open<float>(_folder.Write<float>([1, 2, 3, 4, 5, 9]), (2, 3));
        _counts = MemMapArray.Open<int>(_folder.Write([0, 1, 2, 3, 4, 5], name: "counts.bin"), (2, 3));
    }

    public void Dispose()
    {
        _array.Dispose();
        _counts.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Sums()
    {
        MemMapView<float> array = _array;
        MemMapView<int> counts = _counts;

        double sum = array.Sum();
        NDArray<double> columnSums = array.Sum(axis: 0);
        long total = counts.SumInt64();
        NDArray<long> totals = counts.SumInt64(axis: 0);
        double product = array.Prod();
        NDArray<double> columnProducts = array.Prod(axis: 0);
        double mean = array.Mean();
        NDArray<double> columnMeans = array.Mean(axis: 0);

        Assert.Equal((24.0, 15L, 1080.0, 4.0), (sum, total, product, mean));
        Assert.Equal([5, 7, 12], columnSums.ToArray());
        Assert.Equal([3, 5, 7], totals.ToArray());
        Assert.Equal([4, 10, 27], columnProducts.ToArray());
        Assert.Equal([2.5, 3.5, 6], columnMeans.ToArray());
    }

    [Fact]
    public void Spreads()
    {
        MemMapView<float> array = _array;

        double variance = array.Var(ddof: 1);
        NDArray<double> columnVariances = array.Var(axis: 0, ddof: 1);
        double deviation = array.Std(ddof: 1);
        NDArray<double> rowDeviations = array.Std(axis: -1, keepDims: true);

        Assert.Equal(8, variance, 12);
        Assert.Equal(Math.Sqrt(8), deviation, 12);
        Assert.Equal([4.5, 4.5, 18], columnVariances.ToArray());
        Assert.Equal((2, 1), rowDeviations.Shape);
    }

    [Fact]
    public void Extremes()
    {
        MemMapView<float> array = _array;

        float smallest = array.Min();
        NDArray<float> columnMinima = array.Min(axis: 0);
        float largest = array.Max(new ReductionOptions { SkipNaN = true });
        NDArray<float> columnMaxima = array.Max(axis: 0);
        (float min, float max) = array.MinMax();
        NDArray<(float Min, float Max)> columnRanges = array.MinMax(axis: 0);
        long first = array.ArgMin();
        NDArray<long> columnOfMinimum = array.ArgMin(axis: 1);
        long last = array.ArgMax();
        long[] place = array.Shape.Unravel(array.ArgMax());    // np.unravel_index(a.argmax(), a.shape)
        NDArray<long> columnOfMaximum = array.ArgMax(axis: 1);

        Assert.Equal((1f, 9f, 1f, 9f, 0L, 5L), (smallest, largest, min, max, first, last));
        Assert.Equal([1, 2, 3], columnMinima.ToArray());
        Assert.Equal([4, 5, 9], columnMaxima.ToArray());
        Assert.Equal((3f, 9f), columnRanges[2]);
        Assert.Equal([0, 0], columnOfMinimum.ToArray());
        Assert.Equal([2, 2], columnOfMaximum.ToArray());
        Assert.Equal([1, 2], place);
    }

    [Fact]
    public void Truths()
    {
        MemMapView<int> counts = _counts;

        long nonZero = counts.CountNonZero();
        NDArray<long> nonZeroOfEachRow = counts.CountNonZero(axis: 1);
        bool isAnySet = counts.Any();
        NDArray<bool> isAnySetInRow = counts.Any(axis: 1);
        bool areAllSet = counts.All();
        NDArray<bool> areAllSetInRow = counts.All(axis: 1);

        Assert.Equal((5L, true, false), (nonZero, isAnySet, areAllSet));
        Assert.Equal([2, 3], nonZeroOfEachRow.ToArray());
        Assert.Equal([true, true], isAnySetInRow.ToArray());
        Assert.Equal([false, true], areAllSetInRow.ToArray());
    }

    [Fact]
    public void ComplexNumbers()
    {
        string path = _folder.Write<Complex>([new(1, 2), new(3, 4)], name: "signal.bin");
        using MemMapArray<Complex> signal = MemMapArray.Open<Complex>(path, (2, 1));

        Complex complexSum = signal.Sum();
        NDArray<Complex> complexSums = signal.Sum(axis: 0);
        Complex complexMean = signal.Mean();
        NDArray<Complex> complexMeans = signal.Mean(axis: 0);

        Assert.Equal((new Complex(4, 6), new Complex(2, 3)), (complexSum, complexMean));
        Assert.Equal((new Complex(4, 6), new Complex(2, 3)), (complexSums[0], complexMeans[0]));
    }

    [Fact]
    public void Describe()
    {
        MemMapView<float> array = _array;

        Moments moments = array.Describe();
        Console.WriteLine(moments);

        NDArray<Moments> columns = array.Describe(axis: 0);
        double skewness = columns[2].Skewness;

        double sampleVariance = moments.Var(ddof: 1);

        double sampleDeviation = moments.Std(ddof: 1);

        var some = Moments.Of([1, 2, 3]);

        var all = Moments.Merge(some, Moments.Of([4, 5, 9]));

        Assert.Equal((0.0, 6L, 4.0), (skewness, all.Count, all.Mean));
        Assert.Equal(8, sampleVariance, 12);
        Assert.Equal(Math.Sqrt(8), sampleDeviation, 12);
    }

    [Fact]
    public void Options()
    {
        MemMapView<float> array = _array;
        using var stop = new CancellationTokenSource();

        var options = new ReductionOptions { MaxDegreeOfParallelism = 4, CancellationToken = stop.Token };
        double mean = array.Mean(options);

        var withoutNaN = new ReductionOptions { SkipNaN = true };    // np.nanmean(a)
        double nanMean = array.Mean(withoutNaN);

        var exactly = new ReductionOptions { Exact = true };    // the square root of the exact variance, rounded once
        double exactStd = array.Std(options: exactly);

        var progress = new Progress<ReductionProgress>(done => Console.WriteLine($"{done.Fraction:P0}"));
        double sum = array.Sum(new ReductionOptions { Progress = progress });

        var buffered = new ReductionOptions { ReadStrategy = ReadStrategy.Buffered };    // no page faults
        double deviation = array.Std(options: buffered);

        var once = new ReductionOptions { ReadStrategy = ReadStrategy.DropBehind };    // the machine's page cache stays as it is
        double scanned = array.Mean(once);

        NDArray<double> rowMeans = array.Mean(axis: 1);
        double ofSecondRow = rowMeans[1];

        double[] asArray = rowMeans.ToArray();

        Assert.Equal((4.0, 4.0, 4.0, 24.0, 6.0, 2.0), (mean, nanMean, scanned, sum, ofSecondRow, asArray[0]));
        Assert.True(deviation > 0);
    }

    [Fact]
    public void Rows()
    {
        MemMapView<float> array = _array;
        Reduction<float, double> mean = Reduction.Mean<float>();

        var firstRow = new RowRange(start: 0, count: 1);
        ReductionPartial<float, double> partial = array.ReducePartial(mean, firstRow);

        partial.Merge(array.ReducePartial(mean, new RowRange(1, 1)));
        Assert.Equal(4, partial.Value);
    }

    private readonly record struct SumOfSquares : IReducer<float, double>
    {
        public double Empty => 0;

        public void Accumulate(ref double state, ReadOnlySpan<float> elements)
        {
            foreach (float x in elements)
            {
                state += x * x;
            }
        }

        public void Merge(ref double state, in double following) => state += following;
    }

    [Fact]
    public void ReductionsOfYourOwn()
    {
        MemMapView<float> array = _array;

        double energy = array.Reduce(new SumOfSquares());
        NDArray<double> energies = array.Reduce(new SumOfSquares(), axis: 0);

        Assert.Equal((136.0, 17.0), (energy, energies[0]));
    }

    [Fact]
    public void NamedReductionsOfYourOwn()
    {
        Reduction<float, double> energy = Reduction.From(new SumOfSquares(), "energy");

        Assert.Equal(("energy", 136.0), (energy.ToString(), _array.Reduce(energy)));
    }

    [Fact]
    public void ReductionsAsValues()
    {
        MemMapView<float> array = _array;
        using MemMapArray<double> rowMeans = MemMapArray.Create<double>(_folder.File("means.bin"), array.Shape[0]);

        double sample = array.Reduce(Reduction.Std<float>(ddof: 1));    // a.std(ddof=1)

        NDArray<double> samples = array.Reduce(Reduction.Std<float>(ddof: 1), axis: 0);

        NDArray<double> hourly = array.Resample(60, axis: 0, Reduction.Mean<float>());    // resample("1h").mean()
        Assert.Equal((array.Shape[0] + 59) / 60, hourly.Shape[0]);

        array.ReduceTo(Reduction.Mean<float>(), [1], rowMeans);    // np.mean(a, axis=1, out=b)

        var named = (Reduction<float, double>)Reduction.Parse<float>("std(ddof=1)");

        Assert.Equal((Math.Sqrt(8), Math.Sqrt(18)), (sample, samples[2]));
        Assert.Equal(sample, array.Reduce(named));
        Assert.Equal([2.0, 6.0], rowMeans.ToArray());
    }

    [Fact]
    public void Parts()
    {
        MemMapView<float> array = _array;

        RowRange[] ranges = array.SplitRows(Environment.ProcessorCount);

        Reduction<float, double> std = Reduction.Std<float>();
        List<byte[]> parts = [.. ranges.Select(rows => array.ReducePartial(std, rows).ToBytes())];    // wherever you like

        ReductionPartial<float, double> whole = std.ReadPartial(parts[0]);
        foreach (byte[] part in parts.Skip(1))
        {
            whole.Merge(std.ReadPartial(part));
        }

        double value = whole.Value;    // the bits of array.Std()

        Assert.Equal((array.Std(), array.Shape[0]), (value, ranges.Sum(range => range.Count)));
    }

    [Fact]
    public void PartsOfNode()
    {
        MemMapView<float> array = _array;
        List<byte[]> ofShards = [.. array.SplitRows(3).Select(rows => array.ReducePartial(Reduction.Std<float>(), rows).ToBytes())];

        byte[] ofNode = Reduction.Std<float>().MergePartialBytes(ofShards);

        Assert.Equal(array.Std(), Reduction.Std<float>().ReadPartial(ofNode).Value);
    }

    [Fact]
    public void RowsOfAnother()
    {
        var rows = new RowRange(500_000, 2);
        float[] received = [1, 2, 3, 4, 5, 6];

        ReductionSource<float> mine = NDArray.OfRows(received, (1_000_000, 3), rows);
        byte[] part = mine.ReducePartial(Reduction.Std<float>(), rows).ToBytes();

        Assert.Equal([rows], Reduction.Std<float>().ReadPartial(part).Rows);
    }
}
