using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/reduce.md, as they stand there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class ReduceExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public readonly record struct SumOfSquares : IReducer<float, double>
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

    private MemMapArray<float> Counting(MemMapMode mode = MemMapMode.Read) =>
        MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, 5000).Select(i => (float)i)]), (100, 50), mode);

    [Fact]
    public void Axes()
    {
        using MemMapArray<float> a = Counting();

        double mean = a.Mean();                                   // 2499.5, of everything
        NDArray<double> columns = a.Mean(0);                      // shape (50): axis 0 disappears; columns[1] is 2476
        NDArray<double> rows = a.Std(1, ddof: 1);                 // shape (100), divided by n - 1
        NDArray<float> largest = a.Max(axis: [0, 1], keepDims: true);   // shape (1, 1): 4999
        (float min, float max) = a.MinMax();                      // one pass for both
        long where = a.ArgMax();                                  // 4999, in C order; a.Shape.Unravel(where) is [99, 49]
        double middle = a[25..75, 10..40].Mean();                 // 2499.5, of any view

        Assert.Equal((2499.5, 50, 2476, 100), (mean, columns.Shape, columns[1], rows.Shape));
        Assert.Equal(Math.Sqrt(((50.0 * 50) - 1) / 12 * 50 / 49), rows[99], 12);
        Assert.Equal(((1, 1), 4999, 0, 4999, 4999, 2499.5), (largest.Shape, largest[0, 0], min, max, where, middle));
        Assert.Equal(a.Std(1).ToArray(), a.Std(axis: 1).ToArray());
    }

    [Fact]
    public void ResultsAreArrays()
    {
        using MemMapArray<float> a = Counting();
        string path = _folder.File("means.npy");

        NDArray<double> means = a.Mean(0);
        means[..10].SaveNpy(path);                                // a.mean(0)[:10] into a file
        double spread = means.Std();                              // 14.43: results are reduced again
        means.Reshape((5, 10)).Transpose()[0, ..].Fill(0);        // changed in place: every tenth
        double[] largest = [.. means.AsEnumerable().OrderDescending().Take(3)];   // LINQ
        Console.WriteLine(a[.., ..3].Describe(axis: 0));          // a table

        Assert.Equal((14.43, 0, 2476, 0), (Math.Round(spread, 2), means[0], means[1], means[10]));
        Assert.Equal([2524.0, 2523, 2522], largest);
        using MemMapArray<double> saved = MemMapArray.OpenNpy<double>(path);
        Assert.Equal([2475.0, 2476, 2477], saved[..3].ToArray());
        Assert.Contains(a[.., ..3].Describe(axis: 0).ToString(), System.IO.File.ReadAllText(Repository.Find("docs/guides/reduce.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void NaN()
    {
        using MemMapArray<float> a = Counting(MemMapMode.ReadWrite);
        a[0, 0] = float.NaN;

        double all = a.Mean();                                                  // NaN
        double kept = a.Mean(new ReductionOptions { SkipNaN = true });          // 2500: NumPy's nanmean
        Moments moments = a.Describe(new ReductionOptions { SkipNaN = true });  // moments.NaNCount is 1, moments.Count 4999

        Assert.Equal((double.NaN, 2500, 1, 4999), (all, kept, moments.NaNCount, moments.Count));
    }

    [Fact]
    public void ExactDeviations()
    {
        using MemMapArray<float> a = Counting();

        var exactly = new ReductionOptions { Exact = true };
        double right = a.Std(options: exactly), transposed = a.Transpose().Std(options: exactly);   // one value, whatever the order

        Assert.Equal(right, transposed);
        Assert.Equal(a.Std(), right, 1e-11);
    }

    [Fact]
    public void Options()
    {
        using MemMapArray<float> a = Counting();

        double done = 0;
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var options = new ReductionOptions
        {
            MaxDegreeOfParallelism = 2,
            Progress = new Progress<ReductionProgress>(progress => done = progress.Fraction),
            CancellationToken = stop.Token,
        };
        double deviation = a.Std(options: options);               // OperationCanceledException after ten minutes

        Assert.Equal(a.Std(), deviation);
        Assert.InRange(done, 0, 1);
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => a.Std(options: options));
    }

    [Fact]
    public void Describe()
    {
        using MemMapArray<float> a = Counting();

        Moments moments = a.Describe();                           // one pass
        double mean = moments.Mean, std = moments.Std(ddof: 1), skewness = moments.Skewness;
        Moments more = Moments.Merge(moments, Moments.Of([1, 2, 3]));   // of 5003 numbers

        Assert.Equal((a.Mean(), 5003), (mean, more.Count));
        Assert.Equal(a.Std(ddof: 1), std, 9);
        Assert.Equal(0, skewness, 9);
    }

    [Fact]
    public void Own()
    {
        using MemMapArray<float> a = Counting();

        double energy = a.Reduce(new SumOfSquares());             // 41654167500
        NDArray<double> energies = a.Reduce(new SumOfSquares(), axis: 1);

        Assert.Equal((41654167500, 100), (energy, energies.Shape));
        Assert.Equal(40425, energies[0]);
    }

    [Fact]
    public void Partials()
    {
        using MemMapArray<float> a = Counting();

        Reduction<float, double> std = Reduction.Std<float>(ddof: 1);
        RowRange[] ranges = [new(0, 60), new(60, 40)];            // of thousands of rows: a.SplitRows(2)
        List<byte[]> parts = [.. ranges.Select(rows => a.ReducePartial(std, rows).ToBytes())];   // each wherever you like

        ReductionPartial<float, double> whole = std.ReadPartial(parts[1]);
        whole.Merge(std.ReadPartial(parts[0]));                   // in any order
        double result = whole.Value;                              // the bits of a.Std(ddof: 1)

        Assert.Single(a.SplitRows(2));
        Assert.Equal(BitConverter.DoubleToInt64Bits(a.Std(ddof: 1)), BitConverter.DoubleToInt64Bits(result));
        ReductionPartial<float, double> half = std.ReadPartial(parts[1]);
        Assert.Throws<InvalidOperationException>(() => half.Value);
        Assert.Throws<ArgumentException>(() => half.Merge(std.ReadPartial(parts[1])));
        parts[0][^1] ^= 1;
        Assert.Throws<InvalidDataException>(() => std.ReadPartial(parts[0]));
    }

    [Fact]
    public void ToAFile()
    {
        string npy = _folder.File("means.npy");
        using MemMapArray<float> a = Counting();

        using MemMapArray<double> means = MemMapArray.CreateNpy<double>(npy, 100);
        a.ReduceTo(Reduction.Mean<float>(), [1], means);          // a result for each row, straight into a file

        Assert.Equal((24.5, 4974.5), (means[0], means[99]));
    }

    [Fact]
    public void TableOfErrors()
    {
        using MemMapArray<float> a = Counting();
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Mean(2));
        Assert.Throws<ArgumentException>(() => a.Mean([0, 0]));
        Assert.Throws<InvalidOperationException>(() => a[..0].Min());
        Assert.Equal((0, double.NaN), (a[..0].Sum(), a[..0].Mean()));
        Assert.Equal(double.NaN, a[0, ..1].Std(ddof: 1));
        using MemMapArray<long> large = MemMapArray.Create<long>(_folder.File("large"), 2);
        large.Fill(long.MaxValue);
        Assert.Throws<OverflowException>(() => large.SumInt64());
        using MemMapArray<Guid> guids = MemMapArray.Create<Guid>(_folder.File("guids"), 2);
        Assert.Throws<NotSupportedException>(() => guids.Sum());
    }
}
