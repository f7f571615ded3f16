using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace MemMap.Tests.Series;

/// <summary>Cumulative sums, products and extremes beside naive ones, in every layout.</summary>
public sealed class CumulativeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cumulative_AnyLayoutOfIntegers_IsTheNaiveOne()
    {
        var random = new Random(1);
        for (int iteration = 0; iteration < 150; iteration++)
        {
            using var views = new Transforming.RandomViews(_folder, random);
            long[] shape = RandomShape(random);
            int axis = random.Next(shape.Length);
            MemMapView<int> source = views.Create(shape, i => (int)((i * 7919 % 1000) - 500)).View;
            MemMapView<long> target = views.Create(shape, _ => -1L).View;
            SeriesOptions options = RandomOptions(random);
            source.CumulativeSum(target, axis, options);
            Assert.Equal(Naive(source, axis, (a, b) => a + b), target.ToArray());
            source.CumulativeMax(target, axis - shape.Length, options);
            Assert.Equal(Naive(source, axis, Math.Max), target.ToArray());
            source.CumulativeMin(target, axis, options);
            Assert.Equal(Naive(source, axis, Math.Min), target.ToArray());
        }
    }

    [Fact]
    public void Difference_AnyLayoutOfIntegers_IsTheNaiveOne()
    {
        var random = new Random(2);
        for (int iteration = 0; iteration < 150; iteration++)
        {
            using var views = new Transforming.RandomViews(_folder, random);
            long[] shape = RandomShape(random);
            int axis = random.Next(shape.Length), n = random.Next(1, 4);
            MemMapView<short> source = views.Create(shape, i => (short)((i * 7919 % 1000) - 500)).View;
            long[] fewer = (long[])shape.Clone();
            fewer[axis] = Math.Max(0, fewer[axis] - n);
            MemMapView<double> target = NDArray.Create<double>(fewer);
            source.Difference(target, axis, n, RandomOptions(random));
            Assert.Equal(NaiveDifference(source, axis, n), target.ToArray());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void CumulativeSum_Doubles_IsWithinTwoUnitsOfTheExactSumWithAnyThreads(int threads)
    {
        foreach ((int rows, int columns) in new[] { (40_000, 1), (3_000, 11), (300, 100), (5, 9_000) })
        {
            double[] numbers = Numbers(rows * columns);
            NDArray<double> source = NDArray.From(numbers, (rows, columns)), target = NDArray.Create<double>((rows, columns));
            source.CumulativeSum(target, 0, new SeriesOptions { MaxDegreeOfParallelism = threads, BoxElements = 2048 });
            for (int column = 0; column < columns; column++)
            {
                BigInteger sum = 0;
                for (int row = 0; row < rows; row++)
                {
                    sum += Scaled(numbers[(row * columns) + column]);
                    double exact = Unscaled(sum);
                    Assert.True(Math.Abs(target[row, column] - exact) <= 2 * Math.BitIncrement(Math.Abs(exact)) - (2 * Math.Abs(exact)), $"{row}: {target[row, column]:R} {exact:R}");
                }
            }
        }
    }

    [OnceFact]
    public void CumulativeSum_EveryNumberOfThreadsAndWayToRead_HasTheSameBits()
    {
        double[] numbers = Numbers(300_000);
        using MemMapArray<double> source = MemMapArray.Open<double>(_folder.Write(numbers), (30_000, 10));
        foreach (MemMapView<double> view in new[] { source, source.Transpose(), source.Reshape((1, -1)), source.Flip(0), source.Reshape((3, -1)) })
        {
            int axis = view.Shape[0] >= view.Shape[1] ? 0 : 1;
            double[][] results = [.. new[] { 1, 2, 7 }.SelectMany(threads => new[] { ReadStrategy.Mapped, ReadStrategy.Buffered }.Select(how =>
            {
                NDArray<double> target = NDArray.Create<double>(view.Shape);
                view.CumulativeSum(target, axis, new SeriesOptions { MaxDegreeOfParallelism = threads, ReadStrategy = how });
                return target.ToArray();
            }))];
            Assert.All(results, result => Assert.Equal(results[0].Select(BitConverter.DoubleToInt64Bits), result.Select(BitConverter.DoubleToInt64Bits)));
        }
    }

    // Rows that fill parts and boxes, or not; few columns and many; one of them has numbers that overflow, another NaN.
    [Theory]
    [InlineData(70, 9)]
    [InlineData(1300, 3)]
    [InlineData(5000, 12)]
    [InlineData(200, 700)]
    public void Cumulative_TargetsOfEveryLayout_HaveTheBitsOfEachSeriesAlone(int rows, int columns)
    {
        double[] numbers = Numbers(rows * columns);
        for (int row = 0; row < rows; row++)
        {
            numbers[(row * columns) + 1] *= row % 7 == 3 ? 1e303 : 1;
            numbers[(row * columns) + 2] = row == rows / 2 ? double.NaN : numbers[(row * columns) + 2];
        }

        NDArray<double> source = NDArray.From(numbers, (rows, columns));
        foreach (Action<MemMapView<double>, MemMapView<double>, int> verb in new Action<MemMapView<double>, MemMapView<double>, int>[]
        {
            (from, to, axis) => from.CumulativeSum(to, axis), (from, to, axis) => from.CumulativeProduct(to, axis), (from, to, axis) => from.CumulativeMin(to, axis),
        })
        {
            MemMapView<double>[] targets =
            [
                NDArray.Create<double>((rows, columns)), NDArray.Create<double>((columns, rows)).Transpose(), NDArray.Create<double>((rows, columns)).Flip(1),
                NDArray.Create<double>((rows, columns)).Flip(0), NDArray.Create<double>((rows, 2 * columns))[.., Slice.Range(null, null, 2)],
                NDArray.Create<double>((columns, 2, rows))[.., 1, ..].Transpose(), NDArray.Create<double>((2, columns, rows))[1, .., ..].Transpose(),
            ];
            foreach (MemMapView<double> target in targets)
            {
                verb(source, target, 0);
            }

            foreach (int column in Enumerable.Range(0, columns).Where(column => column < 12 || column > columns - 12))
            {
                NDArray<double> alone = NDArray.Create<double>(rows);
                verb(NDArray.From(source[.., column].ToArray()), alone, 0);
                long[] bits = [.. alone.ToArray().Select(BitConverter.DoubleToInt64Bits)];
                Assert.All(targets, target => Assert.Equal(bits, target[.., column].ToArray().Select(BitConverter.DoubleToInt64Bits)));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CumulativeExtremes_NaNZerosOfBothSignsAndInfinities_AreTheNaiveOnes(bool skipNaN)
    {
        double[] kinds = [double.NaN, double.NaN, -0.0, 0.0, 5e-324, -5e-324, 1, -1, 2, double.PositiveInfinity, double.NegativeInfinity];
        var random = new Random(6);
        foreach (int columns in new[] { 1, 2, 7, 8, 9, 15, 16, 17, 40 })
        {
            foreach (int rows in new[] { 1, 2, 50 })
            {
                double[] numbers = [.. Enumerable.Range(0, rows * columns).Select(_ => kinds[random.Next(kinds.Length - (random.Next(9) == 0 ? 0 : 2))])];
                NDArray<double> source = NDArray.From(numbers, (rows, columns)), target = NDArray.Create<double>((rows, columns));
                var options = new SeriesOptions { SkipNaN = skipNaN, BoxElements = random.Next(2) * 64 };
                source.CumulativeMax(target, 0, options);
                Assert.Equal(NaiveExtremes(numbers, columns, Math.Max, skipNaN), target.ToArray().Select(BitConverter.DoubleToInt64Bits));
                source.CumulativeMin(target, 0, options);
                Assert.Equal(NaiveExtremes(numbers, columns, Math.Min, skipNaN), target.ToArray().Select(BitConverter.DoubleToInt64Bits));
            }
        }
    }

    private static long[] NaiveExtremes(double[] numbers, int columns, Func<double, double, double> extreme, bool skipNaN)
    {
        double[] results = (double[])numbers.Clone();
        for (int i = columns; i < results.Length; i++)
        {
            (double before, double next) = (results[i - columns], numbers[i]);
            results[i] = skipNaN && double.IsNaN(next) ? before : skipNaN && double.IsNaN(before) ? next : extreme(before, next);
        }

        return [.. results.Select(result => BitConverter.DoubleToInt64Bits(double.IsNaN(result) ? double.NaN : result))];
    }

    [Fact]
    public void FillForward_WhatHasNoNaN_IsRefused()
    {
        NDArray<int> integers = NDArray.Full(5, 1);
        NDArray<double> doubles = NDArray.Full(5, double.NaN);
        Assert.Contains("of int ", Assert.Throws<NotSupportedException>(() => integers.FillForward(doubles, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => doubles.FillForward(integers, 0));
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => doubles.FillForward(doubles, 0, limit: -1));
        Assert.Throws<ArgumentException>(() => doubles.Where(x => x > 0).FillForward(doubles, 0));
    }

    // NaN that stays has the bits that it had, such as those of NumPy's.
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void FillForward_WhatIsNotFilled_KeepsItsBits(int columns)
    {
        const long NumPys = 0x7FF8_0000_0000_0000, Other = 0x7FF8_0000_0000_1234, One = 0x3FF0_0000_0000_0000;
        long[] column = [NumPys, Other, One, NumPys, Other, NumPys];
        NDArray<long> bits = NDArray.From([.. column.SelectMany(each => Enumerable.Repeat(each, columns))], (6, columns));
        MemMapView<double> x = bits.Cast<double>();
        x.FillForward(x, 0, limit: 1);
        Assert.Equal([NumPys, Other, One, One, Other, NumPys], bits[.., ^1].ToArray());
    }

    [Fact]
    public void FillForward_FlippedViews_FillsFromBehind()
    {
        NDArray<float> x = NDArray.From([float.NaN, 2, float.NaN, float.NaN, 5, float.NaN]);
        x.Flip(0).FillForward(x.Flip(0), 0, limit: 1);
        Assert.Equal([2, 2, float.NaN, 5, 5, float.NaN], x.ToArray());
    }

    [Fact]
    public void CumulativeSum_NaNAndInfinity_AreThoseOfNumPy()
    {
        double[] x = [1, double.PositiveInfinity, 2, double.NegativeInfinity, 3], y = [1, double.NaN, 2, 3, double.NaN];
        NDArray<double> z = NDArray.Create<double>(5);
        NDArray.From(x).CumulativeSum(z, 0);
        Assert.Equal([1, double.PositiveInfinity, double.PositiveInfinity, double.NaN, double.NaN], z.ToArray());
        NDArray.From(y).CumulativeSum(z, 0);
        Assert.Equal([1, double.NaN, double.NaN, double.NaN, double.NaN], z.ToArray());
        var skip = new SeriesOptions { SkipNaN = true };
        NDArray.From(y).CumulativeSum(z, 0, skip);
        Assert.Equal([1.0, 1, 3, 6, 6], z.ToArray());
        NDArray.From(y).CumulativeProduct(z, 0, skip);
        Assert.Equal([1.0, 1, 2, 6, 6], z.ToArray());
        NDArray.From(y).CumulativeMax(z, 0, skip);
        Assert.Equal([1.0, 1, 2, 3, 3], z.ToArray());
        NDArray.From<double>([double.NaN, 4, double.NaN, 3]).CumulativeMin(z[..4], 0, skip);
        Assert.Equal([double.NaN, 4, 4, 3], z[..4].ToArray());
    }

    // A box that overflows by itself does not where it is appended, and columns beside it are right.
    [Fact]
    public void CumulativeSum_NumbersNearTheLargest_IsExact()
    {
        var x = new double[20_000];
        (x[0], x[5000], x[5001], x[5002], x[12_000]) = (-1.7e308, 1.7e308, 1.7e308, -1.7e308, 5);
        double[] expected = new double[x.Length];
        double[] at = [.. x];
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            expected[i] = sum += at[i];
        }

        foreach (int columns in new[] { 1, 10 })
        {
            NDArray<double> source = NDArray.Create<double>((x.Length, columns)), target = NDArray.Create<double>((x.Length, columns));
            source.CopyFrom(NDArray.From(x, (-1, 1)));
            source.CumulativeSum(target, 0, new SeriesOptions { BoxElements = 1024 });
            Assert.All(Enumerable.Range(0, columns), column => Assert.Equal(expected, target[.., column].ToArray()));
        }
    }

    [Fact]
    public void CumulativeProduct_OverflowOnTheWay_ComesBack()
    {
        double[] x = [1e200, 1e200, 3, 1e-200, 1e-200, 1e-300, 1e-300, 1e300, 0.5];
        NDArray<double> z = NDArray.Create<double>(9);
        NDArray.From(x).CumulativeProduct(z, 0);
        Assert.Equal(double.PositiveInfinity, z[1]);
        Assert.Equal(3e200, z[3], 1e186);
        Assert.Equal(3.0, z[4], 1e-14);
        Assert.Equal(0, z[6]);
        Assert.Equal(3e-300, z[7], 1e-314);
    }

    [Fact]
    public void CumulativeProduct_Doubles_IsWithinTwoUnitsOfTheExactProduct()
    {
        var random = new Random(5);
        CheckProducts([.. Enumerable.Range(0, 3000).Select(_ => 0.5 + random.NextDouble())], 1, new() { BoxElements = 100, MaxDegreeOfParallelism = 3 });
    }

    // Through results that are 0, subnormal, or infinite.
    [Theory]
    [InlineData(1, 0.2)]
    [InlineData(1, -5)]
    [InlineData(9, 0.3)]
    [InlineData(9, -4)]
    public void CumulativeProduct_FarOutOfRangeAndBack_IsWithinTwoUnitsOfTheExactProduct(int columns, double factor)
    {
        var random = new Random(6);
        double Number(int i) => (i / columns / 1000 % 2 == 0 ? factor : 1 / factor) * (1 + (random.NextDouble() * 1e-3));
        CheckProducts([.. Enumerable.Range(0, 4000 * columns).Select(Number)], columns, new());
    }

    private static void CheckProducts(double[] x, int columns, SeriesOptions options)
    {
        NDArray<double> z = NDArray.Create<double>((x.Length / columns, columns));
        NDArray.From(x, z.Shape).CumulativeProduct(z, 0, options);
        foreach (int column in new[] { 0, columns - 1 })
        {
            (BigInteger product, int scale) = (1, 0);
            for (int i = column; i < x.Length; i += columns)
            {
                product *= new BigInteger(Math.ScaleB(x[i], 60));
                scale += 60;
                int excess = Math.Max(0, Length(product) - 1000);
                (product, scale) = (product >> excess, scale - excess);
                int beyond = Math.Max(0, Length(product) - 64);
                double exact = Math.ScaleB((double)(product >> beyond), beyond - scale), made = z[i / columns, column];
                Assert.True(made == exact || Math.Abs(made - exact) <= Math.Max(double.Epsilon, Math.Abs(exact) * 4.5e-16), $"{i}: {made:R} {exact:R}");
            }
        }

        static int Length(BigInteger number) => (int)BigInteger.Abs(number).GetBitLength();
    }

    [Fact]
    public void CumulativeSum_InPlace_IsThatIntoAnotherView()
    {
        float[] numbers = [.. Numbers(50_000).Select(x => (float)x)];
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write(numbers), (-1, 5), MemMapMode.ReadWrite);
        NDArray<float> expected = NDArray.Create<float>(array.Shape);
        array.CumulativeSum(expected, 0);
        array.CumulativeSum(array, 0, new SeriesOptions { BoxElements = 1000, MaxDegreeOfParallelism = 4 });
        Assert.Equal(expected.ToArray(), array.ToArray());
    }

    [Fact]
    public void Cumulative_WideAndUnsignedIntegers_AreExact()
    {
        ulong[] x = [ulong.MaxValue - 5, 2, 3];
        NDArray<ulong> z = NDArray.Create<ulong>(3);
        NDArray.From(x).CumulativeSum(z, 0);
        Assert.Equal([ulong.MaxValue - 5, ulong.MaxValue - 3, ulong.MaxValue], z.ToArray());
        NDArray<long> d = NDArray.Create<long>(2);
        Assert.Throws<OverflowException>(() => NDArray.From<ulong>([0, ulong.MaxValue, 3]).Difference(d, 0));
        NDArray.From<ulong>([ulong.MaxValue, ulong.MaxValue - 7, ulong.MaxValue]).Difference(d, 0);
        Assert.Equal([-7, 7], d.ToArray());
        NDArray<long> p = NDArray.Create<long>(4);
        NDArray.From<long>([long.MinValue, 1, 1, 0]).CumulativeProduct(p, 0);
        Assert.Equal([long.MinValue, long.MinValue, long.MinValue, 0], p.ToArray());
        NDArray.From<bool>([true, false, true, true]).CumulativeSum(p, 0);
        Assert.Equal([1, 1, 2, 3], p.ToArray());
        NDArray<ulong> u = NDArray.Create<ulong>(2);
        NDArray.From([uint.MaxValue, uint.MaxValue]).CumulativeProduct(u, 0);
        Assert.Equal([uint.MaxValue, 18_446_744_065_119_617_025], u.ToArray());
        OverflowException thrown = Assert.Throws<OverflowException>(() => NDArray.From([long.MaxValue, long.MaxValue]).CumulativeSum(u, 0));
        Assert.Contains("Int64", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void CumulativeSum_ResultThatDoesNotFit_NamesItsIndex(int threads)
    {
        var options = new SeriesOptions { MaxDegreeOfParallelism = threads, BoxElements = 64 };
        NDArray<byte> ones = NDArray.Full<byte>((1000, 2), 1);
        OverflowException thrown = Assert.Throws<OverflowException>(() => ones.CumulativeSum(NDArray.Create<byte>((1000, 2)), 0, options));
        Assert.Contains("[255, 0]", thrown.Message, StringComparison.Ordinal);
        NDArray<long> large = NDArray.Full(1000, long.MaxValue / 500);
        thrown = Assert.Throws<OverflowException>(() => large.CumulativeSum(NDArray.Create<long>(1000), 0, options));
        Assert.Contains("[500]", thrown.Message, StringComparison.Ordinal);
        NDArray<long> twos = NDArray.Full(1000, 2L);
        thrown = Assert.Throws<OverflowException>(() => twos.CumulativeProduct(NDArray.Create<long>(1000), 0, options));
        Assert.Contains("[62]", thrown.Message, StringComparison.Ordinal);
        thrown = Assert.Throws<OverflowException>(() => NDArray.From<long>([0L, 1, long.MinValue, 5]).Difference(NDArray.Create<long>(2), 0, 2));
        Assert.Contains("[0]", thrown.Message, StringComparison.Ordinal);
    }

    private static long[] RandomShape(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(12) == 0 ? random.Next(2) : (long)random.Next(1, 12))];

    private static SeriesOptions RandomOptions(Random random) => new()
    {
        BoxElements = random.Next(3) == 0 ? 0 : random.Next(1, 200),
        MaxDegreeOfParallelism = random.Next(1, 4),
        ReadStrategy = random.Next(2) == 0 ? ReadStrategy.Buffered : ReadStrategy.Auto,
    };

    private static double[] Numbers(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.3) * Math.Pow(10, random.Next(6)))];
    }

    private static BigInteger Scaled(double x) => new(Math.ScaleB(x, 120));

    private static double Unscaled(BigInteger sum)
    {
        int shift = Math.Max(0, (int)BigInteger.Abs(sum).GetBitLength() - 80);
        return Math.ScaleB((double)(sum >> shift), shift - 120);
    }

    private static long[] Naive(MemMapView<int> source, int axis, Func<long, long, long> combine)
    {
        long[] lengths = source.Shape.ToArray();
        long[] result = [.. source.ToArray().Select(x => (long)x)];
        long step = lengths.Skip(axis + 1).Aggregate(1L, (a, b) => a * b);
        for (long i = 0; i < result.Length; i++)
        {
            result[i] = i / step % lengths[axis] == 0 ? result[i] : combine(result[i - step], result[i]);
        }

        return result;
    }

    private static double[] NaiveDifference(MemMapView<short> source, int axis, int n)
    {
        long[] lengths = source.Shape.ToArray();
        double[] result = [.. source.ToArray().Select(x => (double)x)];
        long step = lengths.Skip(axis + 1).Aggregate(1L, (a, b) => a * b);
        for (; n > 0; n--, lengths[axis] = Math.Max(0, lengths[axis] - 1))
        {
            long length = lengths[axis];
            double[] from = result;
            result = [.. Enumerable.Range(0, from.Length).Where(i => i / step % length < length - 1).Select(i => from[i + step] - from[i])];
        }

        return result;
    }
}
