using System;
using System.Globalization;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Moments by themselves: made of numbers, merged, compared, printed.</summary>
public sealed class MomentsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(50_000)]
    public void Of_Numbers_IsDescribeOfAFileWithThem(int length)
    {
        double[] values = [.. Enumerable.Range(0, length).Select(i => i % 777 == 5 ? double.NaN : Math.Sin(i))];
        using MemMapArray<double> array = MemMapArray.Open<double>(_folder.Write(values));
        Assert.Equal(array.Describe(), Moments.Of(values));
        Assert.Equal(array.Describe(new ReductionOptions { SkipNaN = true }), Moments.Of(values, skipNaN: true));
    }

    // scipy.stats.skew([2, 8, 0, 4, 1, 9, 9, 0]) and kurtosis of the same, from its documentation and by hand: g1 and g2 of the population.
    [Fact]
    public void Shape_SmallData_HasTheDefinitionsOfSciPy()
    {
        Moments moments = Moments.Of([2, 8, 0, 4, 1, 9, 9, 0]);
        Assert.Equal(0.2650554122698573, moments.Skewness, 14);
        Assert.Equal(-1.6660010752838508, moments.Kurtosis, 14);
        Assert.Equal(110.875 / 8, moments.Var());
        Assert.Equal(Math.Sqrt(110.875 / 7), moments.Std(1));
    }

    [Fact]
    public void Merge_AnySplits_IsCloseToTheWhole() =>
        Gen.Select(Gen.Double[-1, 1].Array[3, 3000], Gen.Double[-1e9, 1e9], Gen.Int[0, 3000], Gen.Int[0, 3000]).Sample((noise, center, cut, otherCut) =>
        {
            double[] values = [.. noise.Select(x => center + x)];
            int first = Math.Min(values.Length, Math.Min(cut, otherCut)), second = Math.Min(values.Length, Math.Max(cut, otherCut));
            Moments a = Moments.Of(values.AsSpan(..first)), b = Moments.Of(values.AsSpan(first..second)), c = Moments.Of(values.AsSpan(second..));
            foreach (Moments merged in new[] { Moments.Merge(Moments.Merge(a, b), c), Moments.Merge(a, Moments.Merge(b, c)), Moments.Merge(c, Moments.Merge(b, a)) })
            {
                Assert.Equal((values.Length, 0, values.Min(), values.Max()), (merged.Count, merged.NaNCount, merged.Min, merged.Max));
                Assert.True(Math.Abs(Exact.Mean(values) - merged.Mean) <= 1e-15 * Exact.Condition(values) * Math.Abs(Exact.Mean(values)));
                foreach ((int power, double actual) in new[] { (2, merged.M2), (3, merged.M3), (4, merged.M4) })
                {
                    (double sum, double magnitude) = Exact.CentralPower(values, power);
                    Assert.True(Math.Abs(actual - sum) <= 1e-12 * magnitude, $"M{power}: {actual:R}, exactly {sum:R}");
                }
            }
        }, iter: Iterations.Of(20, thorough: 60));

    [Fact]
    public void Merge_WithNothing_ChangesNothing()
    {
        Moments some = Moments.Of([1, 2, 4]);
        Assert.Equal(some, Moments.Merge(some, default));
        Assert.Equal(some, Moments.Merge(default, some));
        Assert.Equal(default, Moments.Merge(default, default));
        Assert.Equal((3, 2, some.Mean, 1, 4), Known(Moments.Merge(some, Moments.Of([double.NaN, double.NaN], skipNaN: true))));
        Assert.Equal((3, 1, double.NaN, double.NaN, double.NaN), Known(Moments.Merge(some, Moments.Of([double.NaN]))));
        Assert.Equal((3, 1, double.NaN, double.NaN, double.NaN), Known(Moments.Merge(Moments.Of([double.NaN]), some)));
        Assert.Equal((4, 0, double.PositiveInfinity, 1, double.PositiveInfinity), Known(Moments.Merge(some, Moments.Of([double.PositiveInfinity]))));

        static (long, long, double, double, double) Known(Moments x) => (x.Count, x.NaNCount, x.Mean, x.Min, x.Max);
    }

    [Fact]
    public void Merge_NumbersTooFarApart_HasTheirMean()
    {
        Moments merged = Moments.Merge(Moments.Of([1e308]), Moments.Of([-1e308]));
        Assert.Equal((0, double.PositiveInfinity, double.PositiveInfinity), (merged.Mean, merged.M2, merged.M4));
        Assert.Equal((0, 1e308), (merged.M3, merged.Std()));
    }

    [Fact]
    public void Equals_SameNumbers_IsTrueForNaNToo()
    {
        Assert.True(Moments.Of([1, double.NaN]) == Moments.Of([1, double.NaN]));
        Assert.Equal(Moments.Of([1, 2]).GetHashCode(), Moments.Of([1, 2]).GetHashCode());
        Assert.True(Moments.Of([1, 2]) != Moments.Of([1, 3]));
        Assert.False(Moments.Of([1, 2]).Equals((object)1));
    }

    [Fact]
    public void ToString_AnyCulture_IsATable()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = commas;
        try
        {
            Assert.Equal(
                "count     4\nNaN       1\nmean      2.5\nstd       1.118033988749895\nmin       1\nmax       4\nskewness  0\nkurtosis  -1.36",
                Moments.Of([1, 2, double.NaN, 3, 4], skipNaN: true).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
