using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace MemMap.Tests.Relations;

/// <summary>Relations between columns beside naive ones and rational arithmetic.</summary>
public sealed class RelationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Widths around those of vectors and tiles; rows around panels and chunks.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(63, 7)]
    [InlineData(64, 8)]
    [InlineData(200, 10)]
    [InlineData(4097, 17)]
    [InlineData(9000, 5)]
    [InlineData(700, 45)]
    [InlineData(300, 131)]
    [InlineData(300, 600)]
    public void Relations_Matrix_AreTheNaiveOnes(int rows, int columns)
    {
        double[] numbers = Numbers(rows * columns, 1);
        NDArray<double> x = NDArray.From(numbers, (rows, columns));
        RequireClose(NaiveProducts(numbers, numbers, rows, columns, columns), x.Gram(), 1e-13);
        double[] centred = Centred(numbers, rows, columns);
        double[] covariance = NaiveProducts(centred, centred, rows, columns, columns);
        RequireClose([.. covariance.Select(c => rows > 1 ? c / (rows - 1) : double.NaN)], x.Covariance(), 1e-12);
        RequireClose([.. covariance.Select((c, i) => c / Math.Sqrt(covariance[i / columns * (columns + 1)] * covariance[i % columns * (columns + 1)]))], x.Correlation(), 1e-12);
    }

    [Theory]
    [InlineData(300, 5, 19)]
    [InlineData(5000, 19, 1)]
    [InlineData(200, 3, 700)]
    [InlineData(200, 700, 3)]
    public void CrossProduct_TwoMatrices_IsTheNaiveOne(int rows, int left, int right)
    {
        double[] x = Numbers(rows * left, 1);
        float[] y = [.. Numbers(rows * right, 2).Select(v => (float)v)];
        NDArray<double> product = NDArray.From(x, (rows, left)).CrossProduct(NDArray.From(y, (rows, right)));
        RequireClose(NaiveProducts(x, [.. y.Select(v => (double)v)], rows, left, right), product, 1e-13);
    }

    [Fact]
    public void Relations_EveryLayoutThreadAndWayToRead_HaveTheSameBits()
    {
        foreach (int columns in new[] { 12, 520 })
        {
            float[] numbers = [.. Numbers(9000 * 12, 3).Select(v => (float)v)];
            int rows = numbers.Length / columns;
            using MemMapArray<float> c = MemMapArray.Open<float>(_folder.Write(numbers, name: $"{columns}.bin"), (rows, columns));
            using MemMapArray<float> f = MemMapArray.Create<float>(_folder.File($"{columns}f.bin"), (rows, columns), new MemMapOptions { Order = MemMapOrder.F });
            f.CopyFrom(c);
            double[] expected = c.Covariance().ToArray();
            foreach (MemMapView<float> view in new MemMapView<float>[] { c, f, f.Flip(0).Flip(0) })
            {
                foreach (int threads in new[] { 1, 2, 5 })
                {
                    foreach (ReadStrategy how in new[] { ReadStrategy.Mapped, ReadStrategy.Buffered })
                    {
                        Assert.Equal(expected, view.Covariance(options: new ReductionOptions { MaxDegreeOfParallelism = threads, ReadStrategy = how }).ToArray());
                    }
                }
            }
        }
    }

    // Means are 1e9 times the spread. The product of columns less their rounded means, as np.cov has it, has nine digits.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Covariance_MeansFarFromZero_IsWithin1e13OfRationalArithmetic(bool drifts)
    {
        const int Rows = 20_000, Columns = 4;
        var random = new Random(7);
        double[] x = new double[Rows * Columns];
        for (int i = 0; i < x.Length; i++)
        {
            double common = i % Columns == 0 ? 0 : x[i - 1] - 1e9;
            x[i] = 1e9 + (common * 0.5) + random.NextDouble() + (drifts ? i / Columns * 1e-3 : 0);
        }

        double[] exact = ExactRelations.Covariance(x, Rows, Columns);
        ExactRelations.RequireClose(exact, NDArray.From(x, (Rows, Columns)).Covariance(), 1e-13, Columns);
    }

    // A column after the other, a row after the other, and all threads together; panels of other lengths, and more than one chunk.
    [Theory]
    [InlineData(8, 9000)]
    [InlineData(24, 9000)]
    [InlineData(530, 900)]
    [InlineData(2056, 150)]
    public void Relations_ColumnsThatAreHardToAddUp_AreWithin1e13OfRationalArithmetic(int columns, int rows)
    {
        double[] x = new double[rows * columns];
        var random = new Random(11);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = Hard(i % columns % 8, i / columns, random);
        }

        NDArray<double> all = NDArray.From(x, (rows, columns));
        int first = columns - 8;
        double[] some = all[.., first..].ToArray();
        double[] exact = ExactRelations.Covariance(some, rows, 8), gram = ExactRelations.Products(some, some, rows, 8, 8);
        double[] own = ExactRelations.Diagonal(gram, 8);
        ExactRelations.RequireClose(exact, Some(all.Covariance()), 1e-13, 8);
        ExactRelations.RequireClose(gram, Some(all.Gram()), 1e-13, own, own);
        ExactRelations.RequireClose(gram, Some(all.CrossProduct(all)), 1e-13, own, own);
        double[] roots = [.. ExactRelations.Diagonal(exact, 8).Select(Math.Sqrt)];
        double[] correlation = [.. exact.Select((value, i) => value / roots[i / 8] / roots[i % 8])], ones = [.. Enumerable.Repeat(1.0, 8)];
        ExactRelations.RequireClose(correlation, Some(all.Correlation()), 1e-13, ones, ones);

        NDArray<double> Some(NDArray<double> relation) => NDArray.From(relation[first.., first..].ToArray(), (8, 8));
    }

    [Fact]
    public void Covariance_Timestamps_IsExactToTheLastDigits()
    {
        const long Start = 1_700_000_000_123_456_789;
        long[] x = [.. Enumerable.Range(0, 10_000).SelectMany(i => new[] { Start + (i * 7919 % 1009), Start + (i * 31 % 257) })];
        double[] near = [.. x.Select(v => (double)(v - Start))];
        ExactRelations.RequireClose(ExactRelations.Covariance(near, 10_000, 2), NDArray.From(x, (-1, 2)).Covariance(), 1e-13, 2);
        ulong[] u = [.. x.Select(v => (ulong)v)];
        Assert.Equal(NDArray.From(x, (-1, 2)).Covariance().ToArray(), NDArray.From(u, (-1, 2)).Covariance().ToArray());
    }

    [Fact]
    public void Covariance_NaN_PropagatesByColumnOrDropsRows()
    {
        double[] x = Numbers(500 * 3, 4), y = [.. x];
        y[(7 * 3) + 1] = y[(450 * 3) + 1] = double.NaN;
        NDArray<double> with = NDArray.From(y, (500, 3));
        double[] all = NDArray.From(x, (500, 3)).Covariance().ToArray(), result = with.Covariance().ToArray();
        Assert.All(Enumerable.Range(0, 9), i => Assert.Equal(i / 3 == 1 || i % 3 == 1 ? double.NaN : all[i], result[i]));
        double[] kept = [.. y.Chunk(3).Where(row => !row.Any(double.IsNaN)).SelectMany(row => row)];
        ExactRelations.RequireClose(ExactRelations.Covariance(kept, 498, 3), with.Covariance(options: new ReductionOptions { SkipNaN = true }), 1e-13, 3);
    }

    [Fact]
    public void Relations_MaskOfRows_AreThoseOfTheRowsSelected()
    {
        double[] x = Numbers(6000 * 3, 5);
        bool[] mask = [.. Enumerable.Range(0, 6000).Select(i => i > 200 && i % 3 != 0)];
        double[] kept = [.. x.Chunk(3).Where((_, i) => mask[i]).SelectMany(row => row)];
        NDArray<double> source = NDArray.From(x, (6000, 3));
        ExactRelations.RequireClose(ExactRelations.Covariance(kept, kept.Length / 3, 3), source.Covariance(rows: NDArray.From(mask)), 1e-13, 3);
        RequireClose(NaiveProducts(kept, kept, kept.Length / 3, 3, 3), source.CrossProduct(source, NDArray.From(mask)), 1e-13);
        Assert.All(source.Covariance(rows: NDArray.From(new bool[6000])).ToArray(), value => Assert.Equal(double.NaN, value));
    }

    [Fact]
    public void Relations_OtherElementTypes_AreThoseOfTheirNumbers()
    {
        double[] x = [.. Enumerable.Range(0, 900).Select(i => (double)(i * 7919 % 101))];
        double[] expected = NDArray.From(x, (300, 3)).Covariance().ToArray();
        Assert.Equal(expected, NDArray.From([.. x.Select(v => (byte)v)], (300, 3)).Covariance().ToArray());
        Assert.Equal(expected, NDArray.From([.. x.Select(v => (short)v)], (300, 3)).Covariance().ToArray());
        Assert.Equal(expected, NDArray.From([.. x.Select(v => (float)v)], (300, 3)).Covariance().ToArray());
        Assert.Equal(expected, NDArray.From([.. x.Select(v => (long)v)], (300, 3)).Covariance().ToArray());
        Assert.Equal(expected, NDArray.From([.. x.Select(v => new BigEndian<double>(v))], (300, 3)).Covariance().ToArray());
        Assert.Equal([2.0, 1, 1, 1], NDArray.From([true, true, true, false], (2, 2)).Gram().ToArray());
    }

    [Fact]
    public void Relations_EmptyAndConstant_AreThoseOfNumPy()
    {
        Assert.All(NDArray.Create<double>((0, 2)).Covariance().ToArray(), value => Assert.Equal(double.NaN, value));
        Assert.Equal(new double[4], NDArray.Create<double>((0, 2)).Gram().ToArray());
        Assert.Equal((0, 0), NDArray.Create<double>((5, 0)).Gram().Shape);
        Assert.Equal([double.NaN, double.NaN, double.NaN, 1], NDArray.From<double>([1.0, 2, 1, 3], (2, 2)).Correlation().ToArray());
    }

    // Squares that overflow say nothing of a column; no number is made up.
    [Fact]
    public void Correlation_ColumnWithSquaresThatOverflow_IsNaN()
    {
        NDArray<double> found = NDArray.From([1e155, 1, 2e155, 2, 3e155, 3], (3, 2)).Correlation();
        Assert.Equal([double.NaN, double.NaN, double.NaN, 1], found.ToArray());
    }

    [Fact]
    public void Relations_WrongCalls_AreRefused()
    {
        NDArray<double> x = NDArray.Create<double>((10, 2));
        Assert.Contains("(20,)", Assert.Throws<ArgumentException>(() => x.Reshape(-1).Covariance()).Message, StringComparison.Ordinal);
        Assert.Contains("(1, 4097)", Assert.Throws<ArgumentException>(() => NDArray.Create<double>((1, 4097)).Gram()).Message, StringComparison.Ordinal);
        Assert.Contains("(9, 2)", Assert.Throws<ArgumentException>(() => x.CrossProduct(x[1.., ..])).Message, StringComparison.Ordinal);
        Assert.Contains("(9,)", Assert.Throws<ArgumentException>(() => x.Gram(NDArray.Create<bool>(9))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => x.Where(Predicate.IsNaN<double>()).Gram());
        Assert.Throws<NotSupportedException>(() => NDArray.Create<Complex>((2, 2)).Gram());
        Assert.Throws<ArgumentNullException>(() => x.CrossProduct<double, double>(null!));
    }

    // Far away; drifting; equal, or nearly; one number far from all others, which is the first, or not; jumps within a panel, or between
    // panels.
    private static double Hard(int column, int row, Random random) => column switch
    {
        0 => 1e9 + random.NextDouble(),
        1 => (row * 3.7) - 1e6 + random.NextDouble(),
        2 => 12_345.6789,
        3 => (row == 0 ? 1e9 : 0) + random.NextDouble(),
        4 => (row < 64 ? 0 : 1e9) + random.NextDouble(),
        5 => (row / 128 % 2 * 1e6) + random.NextDouble(),
        6 => (row == 400 ? -1e9 : 1e7) + random.NextDouble(),
        _ => 1.1 + (random.Next(2) * 1e-9),
    };

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.3)];
    }

    private static double[] Centred(double[] x, int rows, int columns)
    {
        double[] means = [.. Enumerable.Range(0, columns).Select(c => Enumerable.Range(0, rows).Average(r => x[(r * columns) + c]))];
        return [.. x.Select((v, i) => v - means[i % columns])];
    }

    private static double[] NaiveProducts(double[] x, double[] y, int rows, int left, int right)
    {
        var result = new double[left * right];
        for (int r = 0; r < rows; r++)
        {
            for (int i = 0; i < left; i++)
            {
                for (int j = 0; j < right; j++)
                {
                    result[(i * right) + j] += x[(r * left) + i] * y[(r * right) + j];
                }
            }
        }

        return result;
    }

    private static void RequireClose(double[] expected, NDArray<double> result, double tolerance)
    {
        double[] found = result.ToArray();
        Assert.Equal(expected.Length, found.Length);
        double most = expected.Where(v => !double.IsNaN(v)).Select(Math.Abs).Append(0).Max();
        for (int i = 0; i < found.Length; i++)
        {
            Assert.True(double.IsNaN(expected[i]) ? double.IsNaN(found[i]) : Math.Abs(found[i] - expected[i]) <= tolerance * most, $"{i}: {found[i]:R}, not {expected[i]:R}");
        }
    }
}
