using System;
using System.Linq;
using System.Numerics;
using CsCheck;
using MemMap.Reductions;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Mean and Std against exact arithmetic, and their rules: order, empties, NaN, infinities, types.</summary>
public sealed class ReductionTests : IDisposable
{
    private const double SumError = 1e-15;
    private const double StdError = 1e-13;

    private readonly TemporaryFolder _folder = new();
    private int _files;

    public void Dispose() => _folder.Dispose();

    private MemMapArray<T> Open<T>(T[] elements, params long[] shape)
        where T : unmanaged
    {
        string path = _folder.Write(elements, name: $"{_files++}.bin");
        return MemMapArray.Open<T>(path, shape.Length == 0 ? elements.Length : shape, MemMapMode.ReadWrite);
    }

    private static void AssertClose(double expected, double actual, double relativeError) =>
        Assert.True(Math.Abs(expected - actual) <= relativeError * Math.Abs(expected), $"expected {expected:R}, got {actual:R}");

    [Fact]
    public void MeanAndStd_EveryPrimitiveType_AreExactToTheLastDigits()
    {
        Check(i => (sbyte)(i * 37), x => x);
        Check(i => (byte)(i * 37), x => x);
        Check(i => (short)(i * 31337), x => x);
        Check(i => (ushort)(i * 31337), x => x);
        Check(i => unchecked(i * 1000000007), x => x);
        Check(i => unchecked((uint)i * 3000000019u), x => x);
        Check(i => unchecked(i * 7046029254386353131L), x => x);
        Check(i => unchecked((ulong)i * 11400714819323198485UL), x => x);
        Check(i => (nint)unchecked(i * 7046029254386353131L), x => x);
        Check(i => (nuint)unchecked((ulong)i * 11400714819323198485UL), x => x);

        void Check<T>(Func<int, T> element, Func<T, BigInteger> value)
            where T : unmanaged
        {
            T[] elements = [.. Enumerable.Range(1, 10000).Select(element)];
            BigInteger[] values = [.. elements.Select(value)];
            using MemMapArray<T> array = Open(elements, 100, 100);

            // An integer sum is exact; it is rounded to a double, and so is the quotient.
            AssertClose(Exact.Mean(values), array.Mean(), 3e-16);
            AssertClose(Exact.Std(values), array.Std(), StdError);
            AssertClose(Exact.Std(values, 1), array.Std(ddof: 1), StdError);
            NDArray<double> means = array.Mean(axis: 0), stds = array.Std(axis: 1, ddof: 1);
            for (int i = 0; i < 100; i++)
            {
                AssertClose(Exact.Mean([.. values.Where((_, k) => k % 100 == i)]), means[i], 3e-16);
                AssertClose(Exact.Std([.. values.Where((_, k) => k / 100 == i)], 1), stds[i], StdError);
            }

            NDArray<double> columnStds = array.Std(axis: 0);
            for (int i = 0; i < 100; i++)
            {
                AssertClose(Exact.Std([.. values.Where((_, k) => k % 100 == i)]), columnStds[i], StdError);
            }
        }
    }

    [Fact]
    public void MeanAndStd_RandomDoubles_AreWithinTheirBounds() =>
        Gen.Select(Gen.Double[-1, 1].Array[1, 9000], Gen.Double[-1e6, 1e6], Gen.Int[0, 40]).Sample((noise, center, exponent) =>
        {
            double[] elements = [.. noise.Select(x => center + (x * Math.ScaleB(1, exponent - 20)))];
            using var folder = new TemporaryFolder();
            using MemMapArray<double> array = MemMapArray.Open<double>(folder.Write(elements), elements.Length);
            double mean = Exact.Mean(elements), std = Exact.Std(elements);
            Assert.True(Math.Abs(array.Mean() - mean) <= SumError * Exact.Condition(elements) * Math.Abs(mean));

            // The elements themselves are known to 1e-16: a spread far below that is beyond any method.
            if (std > 1e-9 * Math.Abs(mean))
            {
                AssertClose(std, array.Std(), StdError);
            }
        }, iter: 60);

    [Theory]
    [InlineData(0.1)]
    [InlineData(1.0 / 3)]
    [InlineData(10000000.2)]
    [InlineData(1e-300)]
    public void Mean_OneValueRepeated_IsWithin1e15(double value)
    {
        foreach (int length in new[] { 1, 100, 513, 4096, 5000, 100_003 })
        {
            double[] elements = [.. Enumerable.Repeat(value, length)];
            using MemMapArray<double> array = Open(elements);
            AssertClose(value, array.Mean(), SumError);
            Assert.Equal(0, array.Std());
            using MemMapArray<double> columns = Open(elements, length, 1);
            AssertClose(value, columns.Mean(0)[0], SumError);
            using MemMapArray<double> twoColumns = Open([.. elements, .. elements], length, 2);
            AssertClose(value, twoColumns.Mean(axis: 0)[1], SumError);
            Assert.Equal(0, twoColumns.Std(axis: 0)[1]);
        }
    }

    // NIST StRD univariate summary statistics, https://www.itl.nist.gov/div898/strd/univ/homepage.html. The oracle is the exact result of
    // the stored doubles, which are not the decimals.
    [Theory]
    [InlineData(1.2)]
    [InlineData(1000000.2)]
    [InlineData(10000000.2)]
    public void Std_NistNumAcc2To4_IsExactForTheStoredValues(double center)
    {
        double[] elements = [center, .. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? center - 0.1 : center + 0.1)];
        using MemMapArray<double> array = Open(elements);
        AssertClose(Exact.Mean(elements), array.Mean(), SumError);
        AssertClose(Exact.Std(elements, 1), array.Std(ddof: 1), StdError);
        Assert.Equal(0.1, array.Std(ddof: 1), center < 2 ? 14 : 8);
    }

    [Fact]
    public void Std_NistNumAcc1_IsOne()
    {
        using MemMapArray<int> array = Open([10000001, 10000003, 10000002]);
        Assert.Equal(10000002, array.Mean());
        Assert.Equal(1, array.Std(ddof: 1));
    }

    [Fact]
    public void Std_OutlierFirstInEveryBlock_CostsNoDigits()
    {
        var random = new Random(7);
        double[] elements = [.. Enumerable.Range(0, 5 * Rules.BlockElements).Select(i => i % Rules.BlockElements == 0 ? 1e9 : random.NextDouble())];
        using MemMapArray<double> array = Open(elements);
        AssertClose(Exact.Std(elements), array.Std(), StdError);
        double[] rows = [.. Enumerable.Range(0, 3 * Rules.RowsPerLeaf * 40).Select(i => i / 40 % Rules.RowsPerLeaf == 0 ? 1e9 : random.NextDouble())];
        using MemMapArray<double> matrix = Open(rows, -1, 40);
        NDArray<double> stds = matrix.Std(axis: 0);
        for (int column = 0; column < 40; column++)
        {
            AssertClose(Exact.Std([.. rows.Where((_, i) => i % 40 == column)]), stds[column], StdError);
        }
    }

    [Fact]
    public void Std_NanosecondTimestamps_KeepsEveryDigit()
    {
        var random = new Random(3);
        long[] elements = [.. Enumerable.Range(0, 20000).Select(_ => 1_700_000_000_000_000_000L + random.Next(1000))];
        BigInteger[] values = [.. elements.Select(x => (BigInteger)x)];
        using MemMapArray<long> array = Open(elements, 2000, 10);
        AssertClose(Exact.Std(values), array.Std(), StdError);
        AssertClose(Exact.Mean(values), array.Mean(), 3e-16);
        NDArray<double> stds = array.Std(axis: 0);
        for (int column = 0; column < 10; column++)
        {
            AssertClose(Exact.Std([.. values.Where((_, i) => i % 10 == column)]), stds[column], StdError);
        }
    }

    [Fact]
    public void Std_Int64Extremes_DoesNotOverflow()
    {
        long[] elements = [long.MinValue, long.MaxValue, 0, long.MaxValue];
        BigInteger[] values = [.. elements.Select(x => (BigInteger)x)];
        using MemMapArray<long> array = Open(elements);
        AssertClose(Exact.Mean(values), array.Mean(), 3e-16);
        AssertClose(Exact.Std(values), array.Std(), StdError);
        using MemMapArray<ulong> unsigned = Open<ulong>([ulong.MaxValue, ulong.MaxValue, 0, 1]);
        AssertClose(Exact.Mean([(BigInteger)ulong.MaxValue, ulong.MaxValue, 0, 1]), unsigned.Mean(), 3e-16);
    }

    [Fact]
    public void Mean_MoreOnesThanFloatCanCount_IsOne()
    {
        string path = _folder.File("ones.bin");
        using MemMapArray<float> array = MemMapArray.Create<float>(path, (1 << 25, 2));
        array.Fill(1);
        Assert.Equal([1, 1], array.Mean(axis: 0).ToArray());
        Assert.Equal(1, array.Mean());
        Assert.Equal(0, array.Std());
    }

    [Theory]
    [InlineData(new[] { double.NaN, 1 }, double.NaN, double.NaN)]
    [InlineData(new[] { double.PositiveInfinity, 1, 2 }, double.PositiveInfinity, double.NaN)]
    [InlineData(new[] { double.NegativeInfinity, double.PositiveInfinity }, double.NaN, double.NaN)]
    [InlineData(new[] { 1e308, -1e308 }, 0, 1e308)]
    [InlineData(new[] { -0.0, -0.0 }, 0, 0)]
    [InlineData(new[] { 5e-324, 5e-324 }, 5e-324, 0)]
    public void MeanAndStd_SpecialValues_AreWhatTheDefinitionGives(double[] elements, double mean, double std)
    {
        using MemMapArray<double> array = Open(elements);
        Assert.Equal(BitConverter.DoubleToInt64Bits(mean), BitConverter.DoubleToInt64Bits(array.Mean()));
        Assert.Equal(BitConverter.DoubleToInt64Bits(std), BitConverter.DoubleToInt64Bits(array.Std()));

        // The same in columns, beside an ordinary one, and behind many ordinary rows.
        double[] matrix = [.. elements.SelectMany(x => new[] { x, 1 })];
        using MemMapArray<double> columns = Open(matrix, -1, 2);
        Assert.Equal([mean, 1], columns.Mean(axis: 0).ToArray());
        Assert.Equal([std, 0], columns.Std(axis: 0).ToArray());
        if (double.IsNaN(std) || double.IsInfinity(std))
        {
            using MemMapArray<double> longer = Open([.. Enumerable.Repeat(2.0, 10000), .. elements, .. Enumerable.Repeat(3.0, 10000)]);
            Assert.Equal(std, longer.Std());
        }
    }

    [Fact]
    public void MeanAndStd_EmptyViews_AreNaNOrEmpty()
    {
        using MemMapArray<float> array = Open<float>([], 0, 3);
        Assert.True(double.IsNaN(array.Mean()) && double.IsNaN(array.Std()));
        Assert.Equal([double.NaN, double.NaN, double.NaN], array.Mean(axis: 0).ToArray());
        Assert.Empty(array.Mean(axis: 1).ToArray());
        Assert.Equal((1, 3), array.Mean(0, keepDims: true).Shape);
        Assert.Equal((0, 1), array.Std(1, keepDims: true).Shape);
        using MemMapArray<int> integers = Open<int>([], 0);
        Assert.True(double.IsNaN(integers.Mean()) && double.IsNaN(integers.Std()));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, double.NaN)]
    [InlineData(2, double.NaN)]
    public void Std_DdofNotBelowCount_IsNaN(double ddof, double expected)
    {
        using MemMapArray<double> array = Open([5.0]);
        Assert.Equal(expected, array.Std(ddof));
        Assert.Equal(expected, array.Std(0, ddof).Value);
    }

    [Fact]
    public void Mean_TypeWithoutArithmetic_SaysWhichHaveIt()
    {
        using MemMapArray<Guid> array = Open([Guid.NewGuid()]);
        Assert.Contains("float and double", Assert.Throws<NotSupportedException>(() => array.Mean()).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => array.Std(0));
        Assert.Contains("Complex", Assert.Throws<NotSupportedException>(() => array.Any()).Message, StringComparison.Ordinal);
        using MemMapArray<double> numbers = Open([1.0]);
        Assert.Contains("nuint", Assert.Throws<NotSupportedException>(() => numbers.SumInt64()).Message, StringComparison.Ordinal);
        using MemMapArray<Complex> complex = Open([Complex.One]);
        Assert.Contains("ComplexSum", Assert.Throws<NotSupportedException>(() => complex.Reduce(Reduction.Sum<Complex>())).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => complex.ArgMax());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-3)]
    public void Mean_NoSuchAxis_Throws(int axis)
    {
        using MemMapArray<double> array = Open([1.0, 2], 1, 2);
        Assert.Equal("axis", Assert.Throws<ArgumentOutOfRangeException>(() => array.Mean(axis)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => array.Std(axis));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(50_001)]
    public void Mean_AnyLayout_IsTheExactOne(int length)
    {
        var random = new Random(length);
        double[] elements = [.. Enumerable.Range(0, length).Select(_ => Math.Exp(random.NextDouble() * 40))];
        double expected = Exact.Mean(elements);
        using MemMapArray<double> array = Open(elements);
        Assert.Equal(expected, array.Mean());
        Assert.Equal(expected, array.Flip(0).Mean());

        // The same elements in every third place: gathered, not in place.
        using MemMapArray<double> spread = Open(new double[length * 3]);
        spread[(1, null, 3)].CopyFrom(array);
        Assert.Equal(expected, spread[(1, null, 3)].Mean());
        Assert.Equal(array.Std(), spread[(1, null, 3)].Std());
        using MemMapArray<double> matrix = Open([.. elements, .. elements, .. elements], 3, length);
        Assert.Equal([expected, expected, expected], matrix.Mean(axis: 1).ToArray());
        Assert.Equal([expected, expected, expected], matrix.Transpose().Mean(axis: 0).ToArray());
    }

    [Fact]
    public void MeanAndStd_AnyAxisOfAnyView_EqualTheReductionOfEachLine() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 40], Gen.Int[1, 70], Gen.Int[0, 2], Gen.Int[0, 5], Gen.Bool).Sample((a, b, c, axis, permutation, flip) =>
        {
            using var folder = new TemporaryFolder();
            var random = new Random(a + (b * 7) + (c * 1000));
            float[] elements = [.. Enumerable.Range(0, a * b * c * 2).Select(_ => (float)random.NextDouble())];
            using MemMapArray<float> array = MemMapArray.Open<float>(folder.Write(elements), (a, b, c * 2));
            int[][] permutations = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
            MemMapView<float> view = array[.., .., (null, null, 2)].Permute(permutations[permutation]);
            view = flip ? view.Flip((axis + 1) % 3) : view;
            NDArray<double> means = view.Mean(axis), stds = view.Std(axis, 1, keepDims: true);
            Shape expected = view.Shape.ToArray().Where((_, k) => k != axis).ToArray();
            Assert.Equal(expected, means.Shape);
            Assert.Equal(view.Shape.ToArray().Select((n, k) => k == axis ? 1 : n), stds.Shape.ToArray());
            for (int i = 0; i < expected[0]; i++)
            {
                for (int j = 0; j < expected[1]; j++)
                {
                    MemMapView<float> line = axis == 0 ? view[.., i, j] : axis == 1 ? view[i, .., j] : view[i, j, ..];
                    double[] values = [.. line.ToArray().Select(x => (double)x)];
                    AssertClose(Exact.Mean(values), means[i, j], SumError);
                    double std = axis == 0 ? stds[0, i, j] : axis == 1 ? stds[i, 0, j] : stds[i, j, 0];
                    if (values.Length == 1)
                    {
                        Assert.True(double.IsNaN(std));
                    }
                    else
                    {
                        AssertClose(Exact.Std(values, 1), std, StdError);
                    }
                }
            }
        }, iter: 60);

    [Fact]
    public void Mean_BroadcastAndSingleElement_Work()
    {
        using MemMapArray<double> array = Open([1.0, 2, 3]);
        MemMapView<double> broadcast = array.BroadcastTo((1000, 3));
        Assert.Equal(2, broadcast.Mean());
        Assert.Equal([1, 2, 3], broadcast.Mean(axis: 0).ToArray());
        Assert.Equal(2, broadcast.Mean(axis: 1)[999]);
        Assert.Equal(3, array[2..3].Reshape([]).Mean());
        Assert.Equal(0, array[2..3].Std());
    }

    [Fact]
    public void MeanAndStd_PiDigits_ReachThePublishedFigures()
    {
        // NIST's PiDigits: the first 5000 digits of pi, from 3; as published, the digit at 0-based index 956 is a 3.
        byte[] digits = PiDigits(5000);
        digits[956] = 3;
        using MemMapArray<byte> array = Open(digits);
        Assert.Equal(4.5348, array.Mean(), 15);
        Assert.Equal(2.86733906028871, array.Std(ddof: 1), 14);
    }

    // Machin's formula in integers.
    private static byte[] PiDigits(int count)
    {
        BigInteger unit = BigInteger.Pow(10, count + 10);
        BigInteger pi = 4 * ((4 * ArcTangentOfInverse(5)) - ArcTangentOfInverse(239));
        return [.. pi.ToString(System.Globalization.CultureInfo.InvariantCulture).Take(count).Select(digit => (byte)(digit - '0'))];

        BigInteger ArcTangentOfInverse(int x)
        {
            BigInteger power = unit / x, sum = power;
            for (int n = 3, sign = -1; !power.IsZero; n += 2, sign = -sign)
            {
                power /= x * x;
                sum += sign * power / n;
            }

            return sum;
        }
    }
}
