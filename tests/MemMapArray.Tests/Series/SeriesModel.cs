using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using MemMap.Tests.Reductions;

namespace MemMap.Tests.Series;

/// <summary>What series are, said plainly: integers of any length, every window by itself.</summary>
internal static class SeriesModel
{
    private static readonly BigInteger s_unit = BigInteger.One << 1074;

    /// <summary>Numbers of a kind: of one size, of many, that cancel, or all that is special.</summary>
    public static Func<double> Numbers(Random random)
    {
        double[] special = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0, 5e-324, 1e300, -1e300, 1, -3];
        int rare = random.Next(1, 200), offset = random.Next(2) * 1_000_000_000;
        return random.Next(5) switch
        {
            0 => () => random.NextDouble() + offset,
            1 => () => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 12)),
            2 => () => random.Next(-3, 4),
            3 => () => special[random.Next(special.Length)],
            _ => () => random.Next(rare) == 0 ? special[random.Next(special.Length)] : random.NextDouble() - 0.5,
        };
    }

    /// <summary>A sum as IEEE 754 has it of NaN and infinities, rounded once, and how far from that two doubles may carry it.</summary>
    public static (double Exact, double Tolerance) Sum(IReadOnlyCollection<double> numbers, long divisor = 1)
    {
        double exact = Exact.Quotient(numbers, divisor);
        return (exact, double.IsFinite(exact) ? (2 * Unit(exact)) + (Math.ScaleB((double)numbers.Count * numbers.Count, -106) * numbers.Sum(Math.Abs) / divisor) : 0);
    }

    /// <summary>The product of each beginning of a series, rounded once.</summary>
    public static IEnumerable<double> Products(double[] numbers)
    {
        // mantissa x 2^exponent, the mantissa cut to some hundreds of bits; what is not finite, and 0, apart.
        BigInteger mantissa = 1;
        int exponent = 0;
        double special = 1;
        foreach (double number in numbers)
        {
            special *= double.IsFinite(number) && number != 0 ? Math.Sign(number) : number;
            if (double.IsFinite(number) && number != 0)
            {
                mantissa *= Exact.Scaled(Math.Abs(number));
                exponent -= 1074;
                int excess = Math.Max(0, (int)mantissa.GetBitLength() - 400);
                mantissa >>= excess;
                exponent += excess;
            }

            yield return Math.Abs(special) != 1 ? special : special * Value(mantissa, exponent);
        }
    }

    /// <summary>The variance of a window, rounded once; NaN where an element is not finite.</summary>
    public static double Variance(IReadOnlyCollection<double> window, double ddof)
    {
        if (window.Count <= ddof || !window.All(double.IsFinite))
        {
            return double.NaN;
        }

        BigInteger sum = 0, squares = 0;
        foreach (double number in window)
        {
            BigInteger scaled = Exact.Scaled(number);
            sum += scaled;
            squares += scaled * scaled;
        }

        BigInteger n = window.Count;
        return Exact.Nearest((n * squares) - (sum * sum), n * (n - (int)ddof) * s_unit * s_unit);
    }

    public static double Median(IReadOnlyCollection<double> window)
    {
        double[] sorted = [.. window.Order()];
        double lower = sorted[(sorted.Length - 1) / 2], upper = sorted[sorted.Length / 2];
        return lower == upper ? lower : double.IsInfinity(lower) || double.IsInfinity(upper) ? lower + upper : Exact.Mean([lower, upper]);
    }

    public static double Unit(double value) => double.IsFinite(value) ? Math.BitIncrement(Math.Abs(value)) - Math.Abs(value) : 0;

    private static double Value(BigInteger mantissa, int exponent)
    {
        int bits = (int)mantissa.GetBitLength() + exponent;
        return bits > 1024 ? double.PositiveInfinity
            : bits < -1100 ? 0
            : exponent >= 0 ? Exact.Nearest(mantissa << exponent, BigInteger.One)
            : Exact.Nearest(mantissa, BigInteger.One << -exponent);
    }
}
