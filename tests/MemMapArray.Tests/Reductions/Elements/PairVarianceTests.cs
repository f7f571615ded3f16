using System;
using System.Linq;
using System.Numerics;
using MemMap.Reductions.Elements;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Variances in arithmetic of two doubles are the exact ones where they say so.</summary>
public sealed class PairVarianceTests
{
    private static readonly BigInteger s_unit = BigInteger.One << 1074;

    [Fact]
    public void TryOf_RandomNumbers_IsExactOrSaysNo()
    {
        var random = new Random(1);
        int certain = 0;
        for (int i = 0; i < 30_000; i++)
        {
            int bits = random.Next(2, 24);
            double offset = random.Next(3) == 0 ? random.Next(1 << bits) : 0;
            certain += Check([.. Enumerable.Range(0, random.Next(2, 9)).Select(_ => Math.ScaleB(offset + random.Next(-(1 << bits), 1 << bits), random.Next(-3, 3)))], random.Next(2) + (random.Next(5) == 0 ? 0.5 : 0));
        }

        Assert.InRange(certain, 15_000, 29_990);
    }

    // x and -x have the variance x^2, whose bits may be one more than a double has: half way, and the root is exact.
    [Fact]
    public void TryOf_HalfWayBetweenDoubles_SaysNoOrIsEven()
    {
        for (int odd = (1 << 26) + 1; odd < (1 << 27); odd += 4_001_326)
        {
            foreach (double scale in new[] { 1, 1e-30, Math.ScaleB(1, 200), Math.ScaleB(1, -200) })
            {
                Check([odd * scale, -odd * scale], 0);
                Check([odd * scale, -odd * scale, 0, 0], 2);
                Check([(odd + 2) * scale, odd * scale], 0);
            }
        }
    }

    [Theory]
    [InlineData(1e-170, 3e-170)]
    [InlineData(1e170, 3e170)]
    [InlineData(1, 1)]
    [InlineData(1e100, 1e100)]
    public void TryOf_WhatTwoDoublesDoNotHold_SaysNo(double one, double other) =>
        Assert.False(PairVariance.TryOf(SumPair.Of(one, other), SumPair.Of(one * one, other * other), 2, 0, isDeviation: true, out _));

    private static int Check(double[] numbers, double ddof)
    {
        SumPair sum = SumPair.Of(0, 0), squares = SumPair.Of(0, 0);
        foreach (double number in numbers)
        {
            (double product, double error) = Doubles.TwoProduct(number, number);
            if (!sum.TryAdd(SumPair.Of(number, 0), out sum) || !squares.TryAdd(SumPair.Of(product, error), out squares))
            {
                return 0;
            }
        }

        BigInteger count = numbers.Length, total = 0, all = 0;
        foreach (BigInteger number in numbers.Select(Exact.Scaled))
        {
            total += number;
            all += number * number;
        }

        BigInteger numerator = 2 * ((count * all) - (total * total)), denominator = count * new BigInteger((2 * numbers.Length) - (2 * ddof)) * s_unit * s_unit;
        int certain = 0;
        if (PairVariance.TryOf(sum, squares, numbers.Length, ddof, isDeviation: false, out double variance))
        {
            Assert.Equal(Exact.Nearest(numerator, denominator), variance);
            certain = 1;
        }

        if (PairVariance.TryOf(sum, squares, numbers.Length, ddof, isDeviation: true, out double deviation))
        {
            Assert.Equal(Exact.Root(numerator, denominator), deviation);
        }

        return certain;
    }
}
