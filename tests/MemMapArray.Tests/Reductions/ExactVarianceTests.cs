using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>With <see cref="ReductionOptions.Exact"/>, variances and deviations are the exact value, rounded once: as fractions of big integers say.</summary>
public sealed class ExactVarianceTests : IDisposable
{
    private static readonly ReductionOptions s_exactly = new() { Exact = true };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => [.. DrawnNumbers.Kinds];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void VarAndStd_AnyViewOfNumbersOfAKind_AreTheExactOnes(string kind)
    {
        double[] numbers = DrawnNumbers.Of(kind, DrawnViews.Elements, new Random(1));
        Check(kind, numbers, number => number, number => number);
        Check(kind, numbers, number => (float)number, number => number);
        Check(kind, numbers, number => (BigEndian<float>)(float)number, number => (float)number);
        Check(kind, numbers, number => (BFloat16)number, number => (double)number);
#if !NETSTANDARD_BUILD
        Check(kind, numbers, number => (Half)number, number => (double)number);
#endif
    }

    [Fact]
    public void VarAndStd_AnyViewOfIntegers_AreTheExactOnes()
    {
        double[] numbers = DrawnNumbers.Of("uniform", DrawnViews.Elements, new Random(2));
        Check("byte", numbers, number => (byte)(number * 256), number => number);
        Check("sbyte", numbers, number => (sbyte)((number * 256) - 128), number => number);
        Check("short", numbers, number => (short)((number * 65536) - 32768), number => number);
        Check("ushort", numbers, number => (ushort)(number * 65536), number => number);
        Check("int", numbers, number => (int)((number - 0.5) * 4e9), number => number);
        Check("uint", numbers, number => (uint)(number * uint.MaxValue), number => number);
        Check("bool", numbers, number => number < 0.3, number => number ? 1 : 0);
    }

    [Fact]
    public void VarAndStd_IntegersThatNoDoubleHolds_AreTheExactOnes()
    {
        var random = new Random(3);
        long[] numbers = [.. Enumerable.Range(0, 9000).Select(i => i switch { 0 => long.MinValue, 1 => long.MaxValue, _ => random.NextInt64(long.MinValue, long.MaxValue) })];
        ulong[] unsigned = [.. numbers.Select(number => unchecked((ulong)number))];
        long[] times = [.. numbers.Select(number => 1_700_000_000_000_000_000 + (number >> 50))];
        Assert.Equal(Of([.. numbers.Select(number => (BigInteger)number)], BigInteger.One, 0), Both(NDArray.From(numbers), 0));
        Assert.Equal(Of([.. unsigned.Select(number => (BigInteger)number)], BigInteger.One, 1), Both(NDArray.From(unsigned), 1));
        Assert.Equal(Of([.. times.Select(number => (BigInteger)number)], BigInteger.One, 0), Both(NDArray.From(times), 0));
        NDArray<double> columns = NDArray.From(numbers).Reshape((900, 10)).Std(0, options: s_exactly);
        for (int column = 0; column < 10; column++)
        {
            Assert.Equal(Of([.. numbers.Where((_, i) => i % 10 == column).Select(number => (BigInteger)number)], BigInteger.One, 0).Std, columns[column]);
        }
    }

    [Fact]
    public void VarAndStd_ComplexNumbers_AreThoseOfTheirDistances()
    {
        foreach (string kind in DrawnNumbers.Kinds)
        {
            double[] numbers = DrawnNumbers.Of(kind, 2 * 5000, new Random(4));
            Complex[] elements = [.. Enumerable.Range(0, 5000).Select(i => new Complex(numbers[2 * i], numbers[(2 * i) + 1]))];
            (BigInteger numerator, BigInteger denominator) = Fraction([.. elements.Select(x => Exact.Scaled(x.Real))], s_unit, 1);
            numerator += Fraction([.. elements.Select(x => Exact.Scaled(x.Imaginary))], s_unit, 1).Numerator;
            (double Var, double Std) expected = numbers.All(double.IsFinite) ? (Exact.Nearest(numerator, denominator), Exact.Root(numerator, denominator)) : (double.NaN, double.NaN);
            Assert.Equal(expected, Both(NDArray.From(elements), 1));
        }
    }

    // Halves of last bits, and a little more: the variance of two numbers is the square of half their distance, its root that half.
    [Fact]
    public void Var_HalfWayBetweenDoubles_IsRoundedToEven()
    {
        for (int exponent = -500; exponent <= 500; exponent += 20)
        {
            // 3 elements of which two are 0: var = 2 x^2 / 9. 4 elements, two pairs: var = (a^2 + b^2) / 2 - mean^2.
            foreach (long low in new[] { (1L << 27) + 1, (1L << 26) + 1, (1L << 27) + 3, (1L << 30) + 1 })
            {
                double x = Math.ScaleB(low, exponent);
                double[] pair = [x, -x], more = [x, -x, 0, 0], uneven = [x, x, -x, -x, Math.ScaleB(1, exponent - 40), -Math.ScaleB(1, exponent - 40)];
                Assert.All([pair, more, uneven], numbers =>
                {
                    Assert.Equal(Of([.. numbers.Select(Exact.Scaled)], s_unit, 0), Both(NDArray.From(numbers), 0));
                    Assert.Equal(Of([.. numbers.Select(Exact.Scaled)], s_unit, 1), Both(NDArray.From(numbers), 1));
                });
            }
        }
    }

    [Theory]
    [InlineData(new[] { 1e-170, 3e-170 })]
    [InlineData(new[] { 1e160, 3e160, 1e160 })]
    [InlineData(new[] { double.MaxValue, -double.MaxValue })]
    [InlineData(new[] { 0, 1e-200, 1e200 })]
    [InlineData(new[] { double.Epsilon, 2 * double.Epsilon, 9 * double.Epsilon })]
    [InlineData(new[] { 1e16, 1e16 + 2, 1e16 + 4 })]
    public void Std_NumbersWhoseSquaresAreNone_IsTheExactOne(double[] numbers)
    {
        (double Var, double Std) expected = Of([.. numbers.Select(Exact.Scaled)], s_unit, 0);
        Assert.Equal(expected, Both(NDArray.From(numbers), 0));
        MemMapView<double> rows = NDArray.From(numbers).Reshape((numbers.Length, 1)).BroadcastTo([numbers.Length, 20]);
        Assert.All(rows.Std(0, options: s_exactly).ToArray(), actual => Assert.Equal(expected.Std, actual));
    }

    [Fact]
    public void Var_AnyDdof_DividesByTheCountLessIt()
    {
        var array = NDArray.From([1.0, 2, 4, 8]);
        BigInteger[] scaled = [.. array.ToArray().Select(Exact.Scaled)];
        Assert.Equal(Exact.Nearest(2 * 115, 4 * 7), array.Var(0.5, s_exactly)); // n sum x^2 - (sum x)^2 = 4 * 85 - 15^2.
        Assert.Equal(Exact.Nearest(115, 4 * 7), array.Var(-3, s_exactly));
        Assert.Equal(Of(scaled, s_unit, 0).Var, array.Var(1e-300, s_exactly));
        Assert.Equal(115.0 / 4 / 1e300, array.Var(-1e300, s_exactly), 1e-310);
        Assert.Equal(0, array.Var(double.NegativeInfinity, s_exactly));
        Assert.All([4, 5, 1e300, double.PositiveInfinity, double.NaN], ddof => Assert.Equal(double.NaN, array.Std(ddof, s_exactly)));
        Assert.Equal(double.NaN, NDArray.From(Array.Empty<double>()).Std(options: s_exactly));
        Assert.Equal(0, NDArray.From([7.5f]).Std(options: s_exactly));
        Assert.Equal(double.NaN, NDArray.From([double.NaN, 1]).Std(options: s_exactly));
        Assert.Equal(double.NaN, NDArray.From([double.NaN]).Std(options: new() { Exact = true, SkipNaN = true }));
        Assert.Equal(double.NaN, NDArray.From([1, float.PositiveInfinity]).Var(options: s_exactly));
    }

    [Fact]
    public void Partials_CutAnywhereAndMergedInAnyOrder_AreOfTheSameBytes()
    {
        double[] numbers = DrawnNumbers.Of("lognormal", 9000, new Random(5));
        MemMapView<double> array = NDArray.From(numbers).Reshape((900, 10));
        Reduction<double, double> std = Reduction.Std<double>(1);
        foreach (int[] axes in (int[][])[[0], [0, 1]])
        {
            byte[] expected = array.ReducePartial(std, new RowRange(0, 900), axes, s_exactly).ToBytes();
            Assert.Equal(array.Std(axes, 1, options: s_exactly).ToArray(), std.ReadPartial(expected).ToNDArray().ToArray());
            Gen.Int[1, 899].Sample(cut =>
            {
                ReductionPartial<double, double> first = array.ReducePartial(std, new RowRange(0, cut), axes, s_exactly);
                ReductionPartial<double, double> last = array.ReducePartial(std, new RowRange(cut, 900 - cut), axes, s_exactly);
                last.Merge(std.ReadPartial(first.ToBytes()));
                Assert.Equal(expected, last.ToBytes());
            }, iter: Iterations.Of(20, thorough: 30), threads: 1);
        }

        ReductionPartial<double, double> exact = array.ReducePartial(std, new RowRange(0, 400), s_exactly), plain = array.ReducePartial(std, new RowRange(400, 500));
        Assert.Contains("exact std(ddof=1)", Assert.Throws<ArgumentException>(() => exact.Merge(plain)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Reduction.Std<double>().ReadPartial(exact.ToBytes()));
        Assert.Throws<InvalidDataException>(() => Reduction.Var<double>(1).ReadPartial(exact.ToBytes()));
    }

    [Fact]
    public void Std_OfPermutedElements_IsTheSame()
    {
        foreach (string kind in DrawnNumbers.Kinds)
        {
            double[] numbers = DrawnNumbers.Of(kind, 20_000, new Random(6));
            double expected = NDArray.From(numbers).Std(options: s_exactly);
            Gen.Int.Sample(seed =>
            {
                new Random(seed).Shuffle(numbers);
                return NDArray.From(numbers).Std(options: s_exactly).Equals(expected);
            }, iter: Iterations.Of(2, thorough: 4), threads: 1);
        }
    }

    private static readonly BigInteger s_unit = BigInteger.One << 1074;

    private static (double Var, double Std) Both<T>(ReductionSource<T> source, double ddof)
        where T : unmanaged => (source.Var(ddof, s_exactly), source.Std(ddof, s_exactly));

    private static (BigInteger Numerator, BigInteger Denominator) Fraction(BigInteger[] numbers, BigInteger unit, int ddof)
    {
        BigInteger sum = 0, squares = 0, count = numbers.Length;
        foreach (BigInteger number in numbers)
        {
            sum += number;
            squares += number * number;
        }

        return ((count * squares) - (sum * sum), count * (count - ddof) * unit * unit);
    }

    private static (double Var, double Std) Of(BigInteger[] numbers, BigInteger unit, int ddof)
    {
        if (numbers.Length <= ddof)
        {
            return (double.NaN, double.NaN);
        }

        (BigInteger numerator, BigInteger denominator) = Fraction(numbers, unit, ddof);
        return (Exact.Nearest(numerator, denominator), Exact.Root(numerator, denominator));
    }

    private void Check<TFrom, T>(string kind, double[] numbers, Func<double, T> convert, Func<T, TFrom> toNumber)
        where T : unmanaged
        where TFrom : IConvertible
    {
        T[] elements = [.. numbers.Select(convert)];
        using MemMapArray<T> array = MemMapArray.Open<T>(_folder.Write(elements, name: typeof(T).Name));
        Gen.Int[0, int.MaxValue].Sample(draw =>
        {
            var random = new Random(draw);
            MemMapView<T> view = DrawnViews.Of(array, random);
            int[] axes = DrawnViews.Axes(view.Rank, random) ?? [.. Enumerable.Range(0, view.Rank)];
            var options = new ReductionOptions
            {
                Exact = true,
                MaxDegreeOfParallelism = random.Next(1, 9),
                WorkUnitBytes = random.Next(1, 300_000),
                ReadStrategy = (ReadStrategy)random.Next(4),
                SkipNaN = random.Next(2) == 0,
            };
            int ddof = random.Next(2);
            ReductionSource<T> source = view;
            NDArray<bool>? mask = random.Next(3) == 0 ? NDArray.From([.. Enumerable.Range(0, (int)view.Length).Select(_ => random.Next(4) > 0)], view.Shape) : null;
            source = mask is null ? source : source.Where(mask);
            List<double>[] groups = DrawnViews.Groups(view, mask, axes, element => Convert.ToDouble(toNumber(element), null));
            NDArray<double> variances = source.Var(axes, ddof, options: options), deviations = source.Std(axes, ddof, options: options);
            for (int i = 0; i < groups.Length; i++)
            {
                double[] kept = [.. groups[i].Where(number => !options.SkipNaN || !double.IsNaN(number))];
                (double Var, double Std) expected = kept.All(double.IsFinite) ? Of([.. kept.Select(Exact.Scaled)], s_unit, ddof) : (double.NaN, double.NaN);
                Assert.True(
                    expected == (variances.AsSpan()[i], deviations.AsSpan()[i]) || expected.Equals((variances.AsSpan()[i], deviations.AsSpan()[i])),
                    $"{expected}, not {variances.AsSpan()[i]:R} and {deviations.AsSpan()[i]:R} of {kind} {typeof(T).Name} {view.Shape} over ({string.Join(", ", axes)})");
            }
        }, iter: Iterations.Of(1, thorough: 2), threads: 1);
    }
}
