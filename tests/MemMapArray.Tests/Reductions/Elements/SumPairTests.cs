using System;
using System.Linq;
using System.Numerics;
using MemMap.Reductions.Elements;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Pairs of doubles are the exact sum where they say so, and their quotients the nearest double.</summary>
public sealed class SumPairTests
{
    [Fact]
    public void TryAdd_RandomNumbers_IsExactOrSaysNo()
    {
        var random = new Random(1);
        int exact = 0;
        for (int i = 0; i < 20_000; i++)
        {
            double[] numbers = [.. Enumerable.Range(0, 4).Select(_ => (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-60, 60)))];
            bool isExact = SumPair.Of(numbers[0], numbers[1]).TryAdd(SumPair.Of(numbers[2], numbers[3]), out SumPair sum);
            exact += isExact ? 1 : 0;
            if (isExact)
            {
                Assert.Equal(0, Exact.Total([.. numbers, -sum.High, -sum.Low]));
                Assert.Equal(Exact.Total(numbers), sum.High);
            }
        }

        Assert.InRange(exact, 2_000, 18_000);
    }

    [Theory]
    [InlineData(double.MaxValue, double.MaxValue)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, 1e-300)] // And 1e-150 between them.
    public void TryAdd_WhatNoPairHolds_SaysNo(double one, double other) =>
        Assert.False(SumPair.Of(one, 1e-150).TryAdd(SumPair.Of(other, 0), out _));

    [Fact]
    public void TryDivide_RandomPairs_IsTheNearestOrSaysNo()
    {
        var random = new Random(2);
        int unknown = 0;
        for (int i = 0; i < 50_000; i++)
        {
            double high = (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-1000, 1000));
            var pair = SumPair.Of(high, high * (random.NextDouble() - 0.5) * Math.ScaleB(1, -random.Next(50, 110)));
            long divisor = Math.Max(1, random.NextInt64() >> random.Next(37, 63));
            unknown += Check(pair, divisor);
        }

        // Those whose exponents leave no room.
        Assert.InRange(unknown, 1, 10_000);
    }

    [Fact]
    public void TryDivide_QuotientsHalfWayAndBesideIt_AreTheNearestOrSaysNo()
    {
        for (long divisor = 1; divisor < 300; divisor++)
        {
            foreach (double odd in new[] { 4503599627370497.0, 9007199254740991, -6755399441055743 })
            {
                foreach (double beside in new[] { 0, 1e-3, -1e-3, 1e-14, -1e-14, 1e-30 })
                {
                    // (odd + half its last bit) * divisor, exactly.
                    Check(SumPair.Of(odd * divisor, (double)((new BigInteger(odd) * divisor) - new BigInteger(odd * divisor)) + (divisor * 0.5) + beside), divisor);
                }
            }
        }
    }

    private static int Check(SumPair pair, long divisor)
    {
        if (!pair.TryDivide(divisor, out double quotient))
        {
            return 1;
        }

        double expected = Exact.Quotient([pair.High, pair.Low], divisor);
        Assert.True(expected.Equals(quotient), $"({pair.High:R} + {pair.Low:R}) / {divisor}: {expected:R}, not {quotient:R}");
        return 0;
    }
}
