using System;
using System.Linq;
using System.Numerics;
using MemMap.Reductions;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Deviations of numbers whose squares no doubles hold: they are those of other numbers times a power of two.</summary>
public sealed class SpreadTests
{
    private const int Rows = 300, Columns = 40;

    // Some powers of two at which every number below is a double, and its deviation is one.
    public static TheoryData<int> Exponents => [-960, -900, -700, -540, -512, -450, -300, -1, 300, 450, 490, 512, 700, 1000];

    [Theory]
    [InlineData(new[] { 1e-170, 3e-170 })]
    [InlineData(new[] { 1e160, 3e160, 1e160 })]
    [InlineData(new[] { 1e-300, 1e-300, 1e-299 })]
    [InlineData(new[] { double.MaxValue, -double.MaxValue })]
    [InlineData(new[] { 0, 1e-200, -1e-200 })]
    [InlineData(new[] { 0, 1e-200, 1e200 })]
    [InlineData(new[] { 2 * double.Epsilon, 6 * double.Epsilon })]
    [InlineData(new[] { 1e-120, 1.0000000000000002e-120 })]
    [InlineData(new[] { 1e-140, 1.0000000000000002e-140 })] // Squares of deviations from the pivot are nearly too small to be seen,
    [InlineData(new[] { 1e-150, 1.0000000000000002e-150, 1e-150 })] // or too small.
    public void Std_NumbersWhoseSquaresAreNone_IsRight(double[] numbers)
    {
        double expected = Exact.Std(numbers);
        var array = NDArray.From(numbers);
        MemMapView<double> rows = array.Reshape((numbers.Length, 1)).BroadcastTo([numbers.Length, 20]);
        Assert.All(
            [array.Std(), array.Describe().Std(), rows.Std(0)[19], rows.Describe(0)[19].Std(), Moments.Of(numbers).Std()],
            actual => Assert.True(Math.Abs(actual - expected) <= 1e-15 * expected, $"{expected:R}, not {actual:R}"));
    }

    [Theory]
    [MemberData(nameof(Exponents))]
    public void VarAndDescribe_NumbersTimesAPowerOfTwo_AreThoseTimesIt(int exponent)
    {
        double[] numbers = [.. Enumerable.Range(0, Rows * Columns).Select(i => Math.Round(1e6 * Math.Sin(i)) + (i % Columns))];
        MemMapView<double> one = NDArray.From(numbers).Reshape((Rows, Columns));
        MemMapView<double> other = NDArray.From([.. numbers.Select(x => Math.ScaleB(x, exponent - 20))]).Reshape((Rows, Columns));
        exponent -= 20;
        AssertClose(Math.ScaleB(one.Std(), exponent), other.Std());
        AssertClose(Math.ScaleB(one.Var(ddof: 1), 2 * exponent), other.Var(ddof: 1));
        foreach (int axis in new[] { 0, 1 })
        {
            Assert.All(one.Std(axis).ToArray().Zip(other.Std(axis).ToArray()), pair => AssertClose(Math.ScaleB(pair.First, exponent), pair.Second));
        }

        Assert.All(one.Describe(0).ToArray().Append(one.Describe()).Zip(other.Describe(0).ToArray().Append(other.Describe())), pair =>
        {
            (Moments expected, Moments actual) = pair;
            AssertClose(Math.ScaleB(expected.Std(), exponent), actual.Std());
            AssertClose(Math.ScaleB(expected.M4, 4 * exponent), actual.M4);
            AssertClose(expected.Kurtosis, actual.Kurtosis);
            Assert.Equal(expected.Skewness, actual.Skewness, 1e-12);
            Assert.Equal(Math.ScaleB(expected.Mean, exponent), actual.Mean);
        });

        Reduction<double, double> std = Reduction.Std<double>();
        ReductionPartial<double, double> part = std.ReadPartial(other.ReducePartial(std, new RowRange(0, 131)).ToBytes());
        part.Merge(other.ReducePartial(std, new RowRange(131, Rows - 131)));
        Assert.Equal(other.Std(), part.Value);
    }

    [Fact]
    public void Std_PartsOfVeryDifferentSizes_IsThatOfTheLargest()
    {
        // Whole blocks of each: their states merge.
        double[] sizes = [0, 1e-200, 1, 1e200];
        for (int largest = 1; largest < sizes.Length; largest++)
        {
            double[] numbers = [.. Enumerable.Range(0, (largest + 1) * Rules.BlockElements).Select(i => sizes[i / Rules.BlockElements] * ((i % 2) - 0.5))];
            double expected = sizes[largest] * 0.5 / Math.Sqrt(largest + 1);
            Assert.All(
                [NDArray.From(numbers).Std(), NDArray.From([.. numbers.Reverse()]).Std(), NDArray.From(numbers).Describe().Std()],
                actual => Assert.True(Math.Abs(actual - expected) <= 2e-15 * expected, $"{expected:R}, not {actual:R}"));
        }
    }

    [Fact]
    public void Std_ComplexNumbersWhoseSquaresAreNone_IsThatOfBothParts()
    {
        foreach (double size in new[] { 1e-200, 1e200 })
        {
            var array = NDArray.From([new Complex(3 * size, 0), new Complex(-3 * size, 0), new Complex(3 * size, 8 * size), new Complex(-3 * size, 8 * size)]);
            Assert.Equal(5, array.Std() / size, 1e-15);
            Assert.Equal(size, NDArray.From([new Complex(size, 7), new Complex(-size, 7)]).Std());
        }
    }

    [Fact]
    public void Std_EqualNumbers_IsZero() =>
        Assert.All([0, 1e-300, -1e300, 5], number =>
        {
            double[] numbers = [.. Enumerable.Repeat(number, Rows * Columns)];
            Assert.Equal(0, NDArray.From(numbers).Std());
            Assert.Equal(0, NDArray.From(numbers).Reshape((Rows, Columns)).Std(0)[3]);
            Assert.Equal(0, NDArray.From(numbers).Describe().Std());
        });

    // Squares of deviations are 0 in each of these.
    [Fact]
    public void Std_ColumnsOfZerosAndOfTinyNumbers_AreToldApart()
    {
        for (int columns = 7; columns <= 40; columns += 11)
        {
            double[] numbers = [.. Enumerable.Range(0, Rows * columns).Select(i => (i % columns % 4) switch { 0 => 0, 1 => -1e-300, 2 => 1e-200 * ((i / columns) - 150), _ => i / columns % 2 == 0 ? 0.0 : -0.0 })];
            MemMapView<double> array = NDArray.From(numbers).Reshape((Rows, columns));
            double[] found = array.Std(0).ToArray();
            for (int column = 0; column < columns; column++)
            {
                double expected = Exact.Std([.. numbers.Where((_, i) => i % columns == column)]);
                Assert.Equal(expected == 0, found[column] == 0);
                Assert.True(Math.Abs(found[column] - expected) <= 1e-15 * expected, $"{expected:R}, not {found[column]:R}");
                Assert.Equal(found[column], array.Describe(0)[column].Std());
            }
        }
    }

    // Of a subnormal number a last bit is more.
    private static void AssertClose(double expected, double actual) => Assert.True(
        expected.Equals(actual) || Math.Abs(expected - actual) <= Math.Max(1e-13 * Math.Abs(expected), double.Epsilon), $"{expected:R}, not {actual:R}");
}
