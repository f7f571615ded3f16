using System.Numerics;
using CsCheck;
using MemMap.Reductions.Elements;
using Xunit;

namespace MemMap.Tests.Reductions;

public sealed class WideIntegerTests
{
    [Fact]
    public void Plus_AnyIntegers_IsTheSumModulo128Bits() =>
        Gen.Select(Gen.Long, Gen.ULong, Gen.Long, Gen.ULong).Sample((a, b, c, d) =>
        {
            WideInteger sum = new WideInteger(a, b) + new WideInteger(c, d);
            BigInteger expected = (((BigInteger)a << 64) + b + ((BigInteger)c << 64) + d) & ((BigInteger.One << 128) - 1);
            return (((BigInteger)unchecked((ulong)sum.High) << 64) + sum.Low) == expected;
        });

    [Fact]
    public void ToDouble_AnyInteger_IsTheNearestDouble() =>
        Gen.Select(Gen.Long, Gen.ULong, Gen.Int[0, 127]).Sample((high, low, shift) =>
        {
            BigInteger value = (((BigInteger)high << 64) + low) >> shift;
            return new WideInteger((long)(value >> 64), (ulong)(value & ulong.MaxValue)).ToDouble() == Exact.Nearest(value, 1);
        });

    [Theory]
    [InlineData(1L, 0UL, 18446744073709551616.0)]
    [InlineData(-1L, 0UL, -18446744073709551616.0)]
    [InlineData(-1L, ulong.MaxValue, -1.0)]
    [InlineData(0L, 0UL, 0.0)]
    [InlineData(0L, 9007199254740993UL, 9007199254740992.0)]
    [InlineData(0L, 9007199254740995UL, 9007199254740996.0)]
    [InlineData(0L, ulong.MaxValue, 18446744073709551616.0)]
    [InlineData(1L, 2048UL, 18446744073709551616.0)] // Half way, to even.
    [InlineData(1L, 2049UL, 18446744073709555712.0)] // A last bit above.
    [InlineData(-2L, ulong.MaxValue - 2048, -18446744073709555712.0)]
    [InlineData(long.MinValue, 0UL, -170141183460469231731687303715884105728.0)]
    public void ToDouble_Borders_AreTheNearestDoubles(long high, ulong low, double expected) =>
        Assert.Equal(expected, new WideInteger(high, low).ToDouble());

    [Theory]
    [InlineData(0, 5)]
    [InlineData(-1, 0)]
    [InlineData(4096L * int.MaxValue, 4096L * uint.MaxValue)]
    [InlineData(4096L * int.MinValue, 4096L * uint.MaxValue)]
    public void FromHalves_SumsOfHalves_IsTheirValue(long high, long low)
    {
        WideInteger wide = WideInteger.FromHalves(high, low);
        Assert.Equal(((BigInteger)high << 32) + low, ((BigInteger)wide.High << 64) + wide.Low);
    }
}
