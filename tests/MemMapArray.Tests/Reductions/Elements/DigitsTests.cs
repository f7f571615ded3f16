using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Reductions.Elements;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>The superaccumulator and its rounding, against fractions of big integers.</summary>
public sealed unsafe class DigitsTests
{
    private static readonly double[] s_borders =
    [
        double.Epsilon, 2.2250738585072009E-308, 2.2250738585072014E-308, 4.4501477170144028E-308, 1e-300, 1e-20, 1 - (1 / 9007199254740992.0), 1,
        1 + (1 / 4503599627370496.0), 3, 9007199254740991, 1e22, 8.98846567431158E+307, double.MaxValue,
    ];

    [Fact]
    public void Round_TiesAtEveryExponent_GoToEven()
    {
        for (int exponent = -1074; exponent <= 971; exponent++)
        {
            // 53 bits and a half, or a little beside it, up and down.
            double last = Math.ScaleB(1, exponent), half = last / 2;
            foreach (double mantissa in new[] { 4503599627370496.0, 4503599627370497, 6755399441055745, 9007199254740990, 9007199254740991 })
            {
                double value = exponent == -1074 ? mantissa * last / 2 : mantissa * last;
                foreach (double sign in new double[] { 1, -1 })
                {
                    Check<double>([sign * value, sign * half]);
                    Check<double>([sign * value, -sign * half]);
                    Check<double>([sign * value, sign * half, double.Epsilon]);
                    Check<double>([sign * value, sign * half, -double.Epsilon]);
                    Check<double>([sign * value, sign * half], divisor: 2);
                    Check<double>([sign * value, sign * half, sign * half], divisor: 3);
                }
            }
        }
    }

    [Fact]
    public void Round_SumsOfBorders_AreNearest()
    {
        foreach (double a in s_borders)
        {
            foreach (double b in s_borders)
            {
                foreach (double c in s_borders)
                {
                    Check<double>([a, b, c]);
                    Check<double>([a, -b, c]);
                    Check<double>([-a, -b, c]);
                    Check<double>([a, b, -c, -a]);
                    Check<double>([-a, b, -c, a], divisor: 7);
                }
            }
        }
    }

    [Fact]
    public void Round_QuotientsByAnyCount_AreNearest()
    {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            double[] values = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Any(random))];
            Check<double>(values, Math.Max(1, random.NextInt64() >> random.Next(63)));
            Check<float>([.. values.Select(value => (double)(float)value).Where(double.IsFinite)], Math.Max(1, random.NextInt64() >> random.Next(63)));
        }

        // Ties of quotients, and what is beside them.
        for (long count = 3; count < 200; count += 2)
        {
            foreach (double odd in new double[] { 9007199254740993, -9007199254740995, 4503599627370497.0 / 2 })
            {
                double[] values = [.. Enumerable.Repeat(odd, 1)];
                Check<double>([.. Enumerable.Repeat(values[0], (int)count), count, -0.5], 2 * count);
                Check<double>([.. Enumerable.Repeat(values[0], (int)count), count], 2 * count);
                Check<double>([.. Enumerable.Repeat(values[0], (int)count), count, double.Epsilon], 2 * count);
            }
        }
    }

    [Fact]
    public void Round_SubnormalQuotients_AreRoundedOnce()
    {
        var random = new Random(2);
        for (int i = 0; i < 5_000; i++)
        {
            Check<double>([BitConverter.Int64BitsToDouble(random.NextInt64(1L << random.Next(1, 60)))], random.Next(1, 100));
        }

        Check<double>([double.Epsilon], 2);
        Check<double>([3 * double.Epsilon], 2);
        Check<double>([double.Epsilon, -double.Epsilon, double.Epsilon], 3);
        Check<double>([double.Epsilon], long.MaxValue);
    }

    [Fact]
    public void Round_SumsBeyondDoubles_AreInfiniteOrComeBack()
    {
        Check<double>([double.MaxValue, double.MaxValue]);
        Check<double>([-double.MaxValue, -double.MaxValue]);
        Check<double>([1e308, 1e308, -1e308]);
        Check<double>([double.MaxValue, double.MaxValue, double.MaxValue], 3);
        Check<double>([double.MaxValue, 9.9792015476735990582818635651842e+291]); // Half of its last bit: to even, beyond.
        Check<double>([double.MaxValue, 9.979201547673598e+291]);
        Assert.Equal(0.0, Rounded<double>([1, -1], 1));
        Assert.False(double.IsNegative(Rounded<double>([-0.0, -0.0], 1)));
        Assert.False(double.IsNegative(Rounded<double>([], 1)));
    }

    [Fact]
    public void Carry_EqualSums_HaveEqualDigits()
    {
        var random = new Random(3);
        for (int i = 0; i < 2_000; i++)
        {
            double[] values = [.. Enumerable.Range(0, 20).Select(_ => Any(random))];
            long[] one = Summed<double>(values), other = Summed<double>([.. values.Reverse(), values[3], -values[3]]);
            Assert.Equal(one, other);
            Assert.All(one.AsSpan(0, one.Length - 1).ToArray(), digit => Assert.InRange(digit, int.MinValue, int.MaxValue));
        }
    }

    [Fact]
    public void TryAdd_NotFinite_AddsNothing()
    {
        long* digits = stackalloc long[Digits<double>.Count];
        foreach (double value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.False(Digits<double>.TryAdd(value, digits));
            Assert.True(new Span<long>(digits, Digits<double>.Count).ToArray().All(digit => digit == 0));
        }
    }

    private static double Any(Random random)
    {
        double value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
        return double.IsFinite(value) && random.Next(2) == 0 ? value : (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-140, 127));
    }

    private static void Check<T>(double[] values, long divisor = 1)
        where T : unmanaged
    {
        double expected = Exact.Quotient(values, divisor), actual = Rounded<T>(values, divisor);
        Assert.True(expected.Equals(actual), $"{string.Join(" + ", values.Select(value => value.ToString("R")))} / {divisor}: {expected:R}, not {actual:R}");
    }

    private static double Rounded<T>(double[] values, long divisor)
        where T : unmanaged
    {
        long[] digits = Summed<T>(values);
        fixed (long* first = digits)
        {
            return Digits<T>.Round(first, divisor);
        }
    }

    private static long[] Summed<T>(IEnumerable<double> values)
        where T : unmanaged
    {
        long[] digits = new long[Digits<T>.Count];
        fixed (long* first = digits)
        {
            foreach (double value in values)
            {
                Assert.True(Digits<T>.TryAdd(value, first));
                Digits<T>.Carry(first, digits.Length);
            }
        }

        return digits;
    }
}
