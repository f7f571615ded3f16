using System;
using System.Linq;
using System.Numerics;
using MemMap.Reductions;
using Xunit;
using Scalar = MemMap.Reductions.Scalar;

namespace MemMap.Tests.Reductions;

/// <summary>Products against exact rationals, and the vector kernel against the plain loops.</summary>
public sealed unsafe class ProductTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _files;

    public void Dispose() => _folder.Dispose();

    private MemMapArray<T> Open<T>(T[] elements, params long[] shape)
        where T : unmanaged => MemMapArray.Open<T>(_folder.Write(elements, name: $"{_files++}.bin"), shape.Length == 0 ? elements.Length : shape, MemMapMode.ReadWrite);

    [Theory]
    [InlineData(new[] { 1e300, 1e300, 1e-300, 1e-300 }, 1)]
    [InlineData(new[] { 1e308, 10, 1e-5, -1e-3 }, -1e301)]
    [InlineData(new[] { 1e308, 10 }, double.PositiveInfinity)]
    [InlineData(new[] { -1e308, 1e308 }, double.NegativeInfinity)]
    [InlineData(new[] { 5e-324, 1e308, 1e16 }, 4.94065645841246544)]
    [InlineData(new[] { 5e-324, 0.5 }, 0.0)]
    [InlineData(new[] { 5e-324, 0.75 }, 5e-324)]
    [InlineData(new[] { -5e-324, 1e-300 }, -0.0)]
    [InlineData(new[] { 0.0, 1e300 }, 0.0)]
    [InlineData(new[] { -0.0, 3 }, -0.0)]
    [InlineData(new[] { 0.0, double.PositiveInfinity }, double.NaN)]
    [InlineData(new[] { double.NegativeInfinity, 1e-300, 2 }, double.NegativeInfinity)]
    [InlineData(new[] { double.NaN, 0.0 }, double.NaN)]
    [InlineData(new double[0], 1)]
    public void Prod_SpecialValues_AreWhatTheDefinitionGives(double[] elements, double expected)
    {
        using MemMapArray<double> array = Open(elements, -1, 1), twice = Open([.. elements.SelectMany(x => new[] { x, 1 })], -1, 2);
        AssertNear(expected, array.Prod(), 4e-16);
        AssertNear(expected, twice.Prod(0)[0], 4e-16);
        Assert.Equal(1, twice.Prod(0)[1]);

        // Behind many ones, in vectors.
        using MemMapArray<double> longer = Open([.. Enumerable.Repeat(1.0, 5000), .. elements]), wide = Open([.. elements.SelectMany(x => Enumerable.Repeat(x, 70))], -1, 70);
        AssertNear(expected, longer.Prod(), 4e-16);
        Assert.All(wide.Prod(0).ToArray(), x => AssertNear(expected, x, 4e-16));
    }

    [Fact]
    public void Prod_RandomDoubles_IsExactToOneRoundingAFactor()
    {
        var random = new Random(8);
        foreach (int length in new[] { 1, 33, 700, 4097 })
        {
            double[] elements = [.. Enumerable.Range(0, length).Select(_ => Math.Exp((random.NextDouble() - 0.5) * 1200) * (random.Next(2) == 0 ? -1 : 1))];
            (BigInteger mantissa, long exponent) = (1, 0);
            foreach (double element in elements)
            {
                // Every double is an integer times a power of two.
                BigInteger scaled = Exact.Scaled(element);
                int zeros = (int)BigInteger.TrailingZeroCount(scaled);
                mantissa *= scaled >> zeros;
                exponent += zeros - 1074;
            }

            // Whatever power of two is left is made up by one more factor, so that the result is a double.
            int rest = (int)(exponent + (long)mantissa.GetBitLength());
            double[] correction = [.. Enumerable.Repeat(rest > 0 ? 0.5 : 2, Math.Abs(rest))];
            double expected = Exact.Nearest(mantissa, BigInteger.One << (int)mantissa.GetBitLength());
            double[] all = [.. elements, .. correction];
            using MemMapArray<double> array = Open(all), columns = Open([.. all.SelectMany(x => Enumerable.Repeat(x, 40))], -1, 40);
            AssertNear(expected, array.Prod(), 1.2e-16 * (length + 1));
            Assert.All(columns.Prod(0).ToArray(), x => AssertNear(expected, x, 1.2e-16 * (length + 1)));
        }
    }

    [Fact]
    public void Prod_IntegersAndNaNLeftOut_AreThoseOfDoubles()
    {
        using MemMapArray<long> integers = Open([long.MaxValue, -3, 2], -1, 1);
        AssertNear(-6.0 * long.MaxValue, integers.Prod(), 3e-16);
        AssertNear(-6.0 * long.MaxValue, integers.Prod(0)[0], 3e-16);
        using MemMapArray<ulong> unsigned = Open([ulong.MaxValue, 2UL]);
        AssertNear(2.0 * ulong.MaxValue, unsigned.Prod(), 3e-16);
        using MemMapArray<byte> bytes = Open([.. Enumerable.Range(1, 20).Select(x => (byte)x)]);
        Assert.Equal(2432902008176640000.0, bytes.Prod());
        using MemMapArray<float> floats = Open([2, float.NaN, 3], 3, 1);
        Assert.True(double.IsNaN(floats.Prod()));
        Assert.Equal(6, floats.Prod(new ReductionOptions { SkipNaN = true }));
        Assert.Equal(6, floats.Prod(0, options: new ReductionOptions { SkipNaN = true })[0]);
        Assert.Equal(1, floats[1..2, ..].Prod(new ReductionOptions { SkipNaN = true }));
    }

    [Fact]
    public void OfBlock_EveryLength_EqualsTheScalarRule()
    {
        double[] elements = [.. Enumerable.Range(0, Rules.BlockElements).Select(i => i % 97 == 3 ? 1e-310 * i : Math.Sin(i) * Math.Exp(i % 600))];
        double* groups = stackalloc double[Rules.GroupsPerBlock * Rules.Lanes];
        fixed (double* first = elements)
        {
            foreach (int length in new[] { 1, 31, 32, 33, 511, 512, 513, 1000, 4095, 4096 })
            {
                long expectedExponent = 0;
                new Span<double>(groups, Rules.GroupsPerBlock * Rules.Lanes).Fill(1);
                Scalar.Multiply<double>.MultiplyLanes(first, 0, length, groups, ref expectedExponent);
                double expected = Scalar.Multiply<double>.Fold(groups, length, ref expectedExponent);
                Assert.Equal(expected, Multiply<double>.Block(first, length, out long exponent));
                Assert.Equal(expectedExponent, exponent);
            }
        }
    }

    private static void AssertNear(double expected, double actual, double relativeError)
    {
        if (expected == 0 || !double.IsFinite(expected))
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
            return;
        }

        Assert.True(Math.Abs(expected - actual) <= relativeError * Math.Abs(expected), $"expected {expected:R}, got {actual:R}");
    }
}
