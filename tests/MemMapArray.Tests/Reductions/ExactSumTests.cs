using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Sums and means are the exact value, rounded once, of any numbers, in any layout and order, with any threads, cuts and masks.</summary>
public sealed class ExactSumTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => [.. DrawnNumbers.Kinds];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void SumAndMean_AnyViewOfNumbersOfAKind_AreTheExactOnes(string kind)
    {
        double[] numbers = DrawnNumbers.Of(kind, DrawnViews.Elements, new Random(1));
        Check(kind, numbers, number => number, 0);
        Check(kind, numbers, number => (float)number, 1);
        Check(kind, numbers, number => (BigEndian<double>)number, 2);
        Check(kind, numbers, number => (BFloat16)number, 4);
#if !NETSTANDARD_BUILD
        Check(kind, numbers, number => (Half)number, 3);
#endif
    }

    [Fact]
    public void SumAndMean_ComplexNumbers_AreTheExactOnesOfTheirParts()
    {
        var random = new Random(2);
        foreach (string kind in DrawnNumbers.Kinds)
        {
            double[] numbers = DrawnNumbers.Of(kind, 2 * 5000, random);
            using MemMapArray<Complex> array = MemMapArray.Open<Complex>(_folder.Write([.. Enumerable.Range(0, 5000).Select(i => new Complex(numbers[2 * i], numbers[(2 * i) + 1]))], name: kind), (500, 10));
            double[] real = [.. numbers.Where((_, i) => i % 2 == 0)], imaginary = [.. numbers.Where((_, i) => i % 2 == 1)];
            AssertSame(Exact.Total(real), array.Sum().Real, kind);
            AssertSame(Exact.Total(imaginary), array.Sum().Imaginary, kind);
            AssertSame(Exact.Quotient(real, 5000), array.Transpose().Mean().Real, kind);
            for (int column = 0; column < 10; column++)
            {
                AssertSame(Exact.Total([.. real.Where((_, i) => i % 10 == column)]), array.Sum(0)[column].Real, kind);
                AssertSame(Exact.Quotient([.. imaginary.Where((_, i) => i % 10 == column)], 500), array.Mean(0)[column].Imaginary, kind);
            }
        }
    }

    [Theory]
    [InlineData(new[] { 1e308, 1e308, -1e308 }, 1e308)]
    [InlineData(new[] { 1e308, 1e308 }, double.PositiveInfinity)]
    [InlineData(new[] { -1e308, -1e308 }, double.NegativeInfinity)]
    [InlineData(new[] { 1e16, 1, -1e16 }, 1)]
    [InlineData(new[] { 1, 1e100, 1, -1e100 }, 2)]
    [InlineData(new[] { 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 }, 1)]
    [InlineData(new[] { double.Epsilon, double.Epsilon, -double.Epsilon }, double.Epsilon)]
    [InlineData(new[] { 9007199254740992.0, 1, 1e-300 }, 9007199254740994)] // One bit beyond half way.
    [InlineData(new[] { 9007199254740992.0, 1 }, 9007199254740992)] // Half way, to even.
    [InlineData(new[] { -9007199254740992.0, -1, -1e-300 }, -9007199254740994)]
    [InlineData(new[] { double.PositiveInfinity, double.NegativeInfinity }, double.NaN)]
    [InlineData(new[] { double.PositiveInfinity, -1e308, 5 }, double.PositiveInfinity)]
    [InlineData(new[] { double.NegativeInfinity, double.NaN }, double.NaN)]
    public void Sum_KnownNumbers_AreWhatFsumSays(double[] numbers, double expected)
    {
        AssertSame(expected, NDArray.From(numbers).Sum(), string.Empty);
        AssertSame(expected, NDArray.From(numbers).Reshape((numbers.Length, 1)).BroadcastTo([numbers.Length, 20]).Sum(0)[19], string.Empty);
    }

    [Fact]
    public void Mean_WhoseSumOverflows_IsTheMean()
    {
        Assert.Equal(double.MaxValue, NDArray.From([double.MaxValue, double.MaxValue, double.MaxValue]).Mean());
        Assert.Equal(double.Epsilon, NDArray.From([double.Epsilon, double.Epsilon, double.Epsilon]).Mean());
        Assert.Equal(double.PositiveInfinity, NDArray.From([double.MaxValue, double.MaxValue]).Sum());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void SumAndMean_PermutedElements_AreTheSame(string kind)
    {
        double[] numbers = DrawnNumbers.Of(kind, 12_000, new Random(4));
        float[] floats = [.. numbers.Select(number => (float)number)];
        (double Sum, double Mean, double SumOfFloats) Results() => (NDArray.From(numbers).Sum(), NDArray.From(numbers).Reshape((3, -1)).Transpose().Mean(), NDArray.From(floats).Sum());
        (double, double, double) expected = Results();
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            random.Shuffle(numbers);
            random.Shuffle(floats);
            return Results().Equals(expected);
        }, iter: Iterations.Of(5, thorough: 20), threads: 1);
    }

    [Fact]
    public void ToBytes_OfPartialsCutAnywhere_AreTheSame()
    {
        double[] numbers = DrawnNumbers.Of("normal", 9000, new Random(3));
        MemMapView<double> array = NDArray.From(numbers).Reshape((900, 10));
        foreach (int[] axes in (int[][])[[0], [0, 1]])
        {
            byte[] expected = array.ReducePartial(Reduction.Sum<double>(), new RowRange(0, 900), axes).ToBytes();
            Gen.Int[1, 899].Sample(cut =>
            {
                ReductionPartial<double, double> first = array.ReducePartial(Reduction.Sum<double>(), new RowRange(0, cut), axes);
                ReductionPartial<double, double> last = array.ReducePartial(Reduction.Sum<double>(), new RowRange(cut, 900 - cut), axes);
                Assert.True(first.ToBytes().Length <= expected.Length);
                last.Merge(first);
                Assert.Equal(expected, last.ToBytes());
            }, iter: Iterations.Of(20, thorough: 40), threads: 1);
        }
    }

    private static void AssertSame(double expected, double actual, string what) =>
        Assert.True(expected.Equals(actual), $"{expected:R}, not {actual:R} {what}");

    private void Check<T>(string kind, double[] numbers, Func<double, T> convert, int seed)
        where T : unmanaged
    {
        T[] elements = [.. numbers.Select(convert)];
        using MemMapArray<T> array = MemMapArray.Open<T>(_folder.Write(elements, name: typeof(T).Name));
        Gen.Int[0, int.MaxValue].Sample(draw =>
        {
            var random = new Random(draw + seed);
            MemMapView<T> view = DrawnViews.Of(array, random);
            int[] axes = DrawnViews.Axes(view.Rank, random) ?? [.. Enumerable.Range(0, view.Rank)];
            var options = new ReductionOptions
            {
                MaxDegreeOfParallelism = random.Next(1, 9),
                WorkUnitBytes = random.Next(1, 300_000),
                ReadStrategy = (ReadStrategy)random.Next(4),
                SkipNaN = random.Next(2) == 0,
            };
            List<double>[] groups = DrawnViews.Groups(view, mask: null, axes, Number);
            string what = $"{kind} {typeof(T).Name} {view.Shape} over ({string.Join(", ", axes)})";
            NDArray<double> sums = view.Sum(axes, options: options), means = view.Mean(axes, options: options);
            for (int i = 0; i < groups.Length; i++)
            {
                double[] kept = [.. groups[i].Where(number => !options.SkipNaN || !double.IsNaN(number))];
                AssertSame(Exact.Total(kept), sums.AsSpan()[i], what);
                AssertSame(Exact.Quotient(kept, kept.Length), means.AsSpan()[i], what);
            }
        }, iter: Iterations.Of(2, thorough: 4), threads: 1);
    }

    private static double Number<T>(T element) => element switch
    {
        float number => number,
        double number => number,
        BigEndian<double> number => (double)number,
        BFloat16 number => (double)number,
#if !NETSTANDARD_BUILD
        Half number => (double)number,
#endif
        _ => throw new ArgumentException(typeof(T).Name, nameof(element)),
    };
}
