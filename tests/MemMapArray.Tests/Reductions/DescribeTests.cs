using System;
using System.Linq;
using System.Numerics;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Describe against exact arithmetic and against the reductions it stands for.</summary>
public sealed class DescribeTests : IDisposable
{
    private const double PowerError = 1e-12;

    private readonly TemporaryFolder _folder = new();
    private int _files;

    public void Dispose() => _folder.Dispose();

    private MemMapArray<T> Open<T>(T[] elements, Shape shape)
        where T : unmanaged => MemMapArray.Open<T>(_folder.Write(elements, name: $"{_files++}.bin"), shape);

    private static void AssertPowers(double[] values, Moments moments) =>
        AssertPowers(power => Exact.CentralPower(values, power), moments);

    private static void AssertPowers(BigInteger[] values, Moments moments) =>
        AssertPowers(power => Exact.CentralPower(values, power), moments);

    private static void AssertPowers(Func<int, (double Sum, double Magnitude)> exact, Moments moments)
    {
        foreach ((int power, double actual) in new[] { (2, moments.M2), (3, moments.M3), (4, moments.M4) })
        {
            (double sum, double magnitude) = exact(power);
            Assert.True(Math.Abs(actual - sum) <= PowerError * magnitude, $"M{power}: {actual:R}, exactly {sum:R}, of magnitude {magnitude:R}");
        }
    }

    [OnceTheory]
    [InlineData(0, 1, 0)]
    [InlineData(1e9, 1, 0)]
    [InlineData(-1e9, 1e-3, 0)]
    [InlineData(0, 1, 1e9)]
    [InlineData(0, 1e-100, 0)]
    [InlineData(1e5, 1e60, 0)]
    public void Describe_RandomShiftedAndOutlierData_HasPowersWithinTheirCondition(double center, double scale, double outlier)
    {
        var random = new Random(17);
        foreach (int columns in Thorough.IsOn ? new[] { 1, 3, 40 } : [3])
        {
            double[] elements = [.. Enumerable.Range(0, 9000 / columns * columns).Select(i => i % 4099 == 3 ? center + outlier : center + (scale * Math.Exp(3 * random.NextDouble())))];
            using MemMapArray<double> array = Open(elements, (-1, columns));
            AssertPowers(elements, array.Describe());
            NDArray<Moments> ofColumns = array.Describe(0);
            foreach (int column in new[] { 0, columns / 2, columns - 1 })
            {
                AssertPowers([.. elements.Where((_, i) => i % columns == column)], ofColumns[column]);
            }
        }
    }

    // Powers of such a column are NaN until NaN is left out, and the sum of its squares is 0 either way.
    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void Describe_ColumnsOfOneNumberAndNaNThatIsLeftOut_HaveTheMomentsOfTheNumbers(int columns)
    {
        const int Rows = 400;
        NDArray<double> array = NDArray.Create<double>((Rows, columns));
        for (int row = 0; row < Rows; row++)
        {
            array[row, ..].Fill(row % 7 == 0 ? double.NaN : row < 128 ? 3 : row);
        }

        double[] numbers = [.. Enumerable.Range(0, Rows).Where(row => row % 7 != 0).Select(row => row < 128 ? 3.0 : row)];
        Moments expected = Moments.Of(numbers);
        foreach (Moments found in array.Describe(axis: 0, options: new ReductionOptions { SkipNaN = true }).ToArray())
        {
            Assert.Equal(Rows - numbers.Length, found.NaNCount);
            Assert.Equal(expected.Skewness, found.Skewness, 1e-12);
            Assert.Equal(expected.Kurtosis, found.Kurtosis, 1e-12);
        }
    }

    [Fact]
    public void Describe_RandomDoubles_HasPowersWithinTheirCondition() =>
        Gen.Select(Gen.Double[-1, 1].Array[1, 6000], Gen.Double[-1e6, 1e6], Gen.Int[0, 40]).Sample((noise, center, exponent) =>
        {
            double[] elements = [.. noise.Select(x => center + (x * Math.ScaleB(1, exponent - 20)))];
            using var folder = new TemporaryFolder();
            using MemMapArray<double> array = MemMapArray.Open<double>(folder.Write(elements), elements.Length);
            AssertPowers(elements, array.Describe());
        }, iter: Iterations.Of(20, thorough: 40));

    [Fact]
    public void Describe_EveryPrimitiveType_AgreesWithTheOtherReductionsAndExactArithmetic()
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
        Check(i => (float)Math.Sin(i), null);
        Check(i => Math.Sin(i) * 1e50, null);
#if !NETSTANDARD_BUILD
        Check(i => (Half)(Math.Sin(i) * 100), null);
#endif

        void Check<T>(Func<int, T> element, Func<T, BigInteger>? value)
            where T : unmanaged, INumber<T>
        {
            T[] elements = [.. Enumerable.Range(1, 10000).Select(element)];
            using MemMapArray<T> array = Open(elements, (200, 50));
            MemMapView<T>[] views = [array, array.Transpose(), array[(null, null, 3), 1..], array.Flip(0), array.Reshape([2, 5, 20, 5, 10]), array.BroadcastTo([2, 200, 50])];
            foreach (MemMapView<T> view in views)
            {
                AssertSame(view.Describe(), view.Length, view.Mean(), view.Std(ddof: 1), view.Min(), view.Max());
                for (int axis = 0; axis < view.Rank; axis++)
                {
                    NDArray<Moments> moments = view.Describe(axis, keepDims: true);
                    NDArray<double> means = view.Mean(axis, keepDims: true), stds = view.Std(axis, 1, keepDims: true);
                    NDArray<T> mins = view.Min(axis, keepDims: true), maxs = view.Max(axis, keepDims: true);
                    Assert.Equal(means.Shape, moments.Shape);
                    for (int i = 0; i < moments.Length; i++)
                    {
                        AssertSame(moments.AsSpan()[i], view.Shape[axis], means.AsSpan()[i], stds.AsSpan()[i], mins.AsSpan()[i], maxs.AsSpan()[i]);
                    }
                }
            }

            if (value is not null)
            {
                AssertPowers([.. elements.Select(value)], array.Describe());
                AssertPowers([.. elements.Where((_, i) => i % 50 == 49).Select(value)], array.Describe(0)[49]);
            }
            else
            {
                AssertPowers([.. elements.Select(double.CreateChecked)], array.Describe());
            }
        }

        static void AssertSame<T>(Moments moments, long count, double mean, double std, T min, T max)
            where T : INumber<T>
        {
            Assert.Equal((count, 0), (moments.Count, moments.NaNCount));
            Assert.Equal(BitConverter.DoubleToInt64Bits(mean), BitConverter.DoubleToInt64Bits(moments.Mean));
            Assert.Equal((double.CreateChecked(min), double.CreateChecked(max)), (moments.Min, moments.Max));
            Assert.True(count == 1 ? double.IsNaN(moments.Std(1)) : Math.Abs(moments.Std(1) - std) <= 1e-13 * std, $"{moments.Std(1):R}, {std:R}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Describe_Timestamps_KeepTheirDigits(int rank)
    {
        var random = new Random(23);
        long[] times = [.. Enumerable.Range(0, 20_000).Select(_ => 1_700_000_000_000_000_000 + random.Next(1000))];
        using MemMapArray<long> array = Open(times, (-1, 2));
        if (rank == 0)
        {
            AssertPowers([.. times.Select(x => new BigInteger(x))], array.Describe());
            return;
        }

        NDArray<Moments> columns = array.Describe(0);
        AssertPowers([.. times.Where((_, i) => i % 2 == 0).Select(x => new BigInteger(x))], columns[0]);
        AssertPowers([.. times.Select(x => new BigInteger(x))], Moments.Merge(columns[0], columns[1]));
    }

    [Fact]
    public void Describe_NaN_IsCountedAndMakesTheRestNaNUnlessItIsLeftOut()
    {
        var skip = new ReductionOptions { SkipNaN = true };
        float[] elements = [.. Enumerable.Range(0, 300 * 40).Select(i => i % 40 == 7 || i % 1013 == 0 ? float.NaN : (float)Math.Sin(i))];
        using MemMapArray<float> array = Open(elements, (300, 40));
        double[] kept = [.. elements.Where(x => !float.IsNaN(x)).Select(x => (double)x)];

        Moments all = array.Describe(), without = array.Describe(skip);
        AssertNaN(all, kept.Length, elements.Length - kept.Length);
        Assert.Equal((kept.Length, elements.Length - kept.Length), (without.Count, without.NaNCount));
        Assert.Equal((array.Mean(skip), kept.Min(), kept.Max()), (without.Mean, without.Min, without.Max));
        AssertPowers(kept, without);

        NDArray<Moments> columns = array.Describe(0, options: skip), tainted = array.Describe(0);
        NDArray<double> means = array.Mean(0, options: skip);
        for (int column = 0; column < 40; column++)
        {
            double[] some = [.. elements.Where((x, i) => i % 40 == column && !float.IsNaN(x)).Select(x => (double)x)];
            Assert.Equal((some.Length, 300 - some.Length), (columns[column].Count, columns[column].NaNCount));
            Assert.Equal(means[column], columns[column].Mean);
            if (some.Length < 300)
            {
                AssertNaN(tainted[column], some.Length, 300 - some.Length);
            }

            if (some.Length > 0)
            {
                AssertPowers(some, columns[column]);
                Assert.Equal((some.Min(), some.Max()), (columns[column].Min, columns[column].Max));
            }
            else
            {
                AssertNaN(columns[column], 0, 300, power: 0);
            }
        }

        static void AssertNaN(Moments moments, long count, long nans, double power = double.NaN)
        {
            Assert.Equal((count, nans), (moments.Count, moments.NaNCount));
            Assert.All([moments.Mean, moments.Std(), moments.Skewness, moments.Kurtosis, moments.Min, moments.Max], x => Assert.True(double.IsNaN(x)));
            Assert.All([moments.M2, moments.M3, moments.M4], x => Assert.Equal(power, x));
        }
    }

    [Theory]
    [InlineData(new[] { double.PositiveInfinity, 1, 2 }, double.PositiveInfinity, double.NaN, double.NaN)]
    [InlineData(new[] { double.PositiveInfinity, double.NegativeInfinity }, double.NaN, double.NaN, double.NaN)]
    [InlineData(new[] { 1e308, -1e308 }, 0, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(new[] { 1e308, 1e308 }, 1e308, 0, 0)]
    [InlineData(new[] { 1e100, 3e100 }, 2e100, 2e200, double.PositiveInfinity)]
    [InlineData(new[] { double.Epsilon, 3 * double.Epsilon }, 2 * double.Epsilon, 0, 0)]
    public void Describe_ExtremeValues_AreWhatTheDefinitionGives(double[] elements, double mean, double m2, double m4)
    {
        using MemMapArray<double> array = Open(elements, elements.Length);
        using MemMapArray<double> column = Open(elements, (elements.Length, 1));
        Assert.All([array.Describe(), column[.., 0..1].Describe(0)[0], Moments.Of(elements)], moments =>
        {
            Assert.Equal((elements.Length, 0), (moments.Count, moments.NaNCount));
            Assert.Equal((elements.Min(), elements.Max()), (moments.Min, moments.Max));
            Assert.Equal((mean, m4), (moments.Mean, moments.M4));
            Assert.True(m2.Equals(moments.M2) || Math.Abs(m2 - moments.M2) <= 1e-15 * m2, $"{moments.M2:R}");
        });
    }

    [Fact]
    public void Describe_NoElements_IsThatOfNothing()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (0, 3));
        Assert.Equal(default, array.Describe());
        Assert.Equal([default, default, default], array.Describe(0).ToArray());
        Assert.Empty(array.Describe(1).ToArray());
        Assert.Equal(0, default(Moments).Count);
        Assert.True(double.IsNaN(default(Moments).Mean) && double.IsNaN(default(Moments).Min) && double.IsNaN(default(Moments).Max) && double.IsNaN(default(Moments).Std()));
    }

    [Fact]
    public void Describe_OneElementOfRankZero_HasNoSpread()
    {
        using MemMapArray<short> array = Open<short>([7], []);
        Moments moments = array.Describe();
        Assert.Equal((1, 7, 7, 7, 0), (moments.Count, moments.Mean, moments.Min, moments.Max, moments.Std()));
        Assert.True(double.IsNaN(moments.Std(1)) && double.IsNaN(moments.Skewness) && double.IsNaN(moments.Kurtosis));
    }

    [Fact]
    public void Describe_TypeWithoutArithmetic_SaysWhichHaveIt()
    {
        using MemMapArray<Guid> array = Open(new Guid[2], 2);
        Assert.Contains("float", Assert.Throws<NotSupportedException>(() => array.Describe()).Message, StringComparison.Ordinal);
    }
}
