using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace MemMap.Tests.Reductions;

/// <summary>Exact arithmetic on doubles: every finite double is an integer times 2^-1074, so sums are integers and means are fractions of them.</summary>
internal static class Exact
{
    private static readonly BigInteger s_unit = BigInteger.One << 1074;

    /// <summary>The value in units of 2^-1074.</summary>
    public static BigInteger Scaled(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & ((1L << 52) - 1)) | (exponent == 0 ? 0 : 1L << 52);
        BigInteger scaled = mantissa << Math.Max(0, exponent - 1);
        return bits < 0 ? -scaled : scaled;
    }

    /// <summary>The sum, as IEEE 754 has it of infinities and NaN, rounded once: Python's <c>math.fsum</c>, and infinite where that overflows.</summary>
    public static double Total(IReadOnlyCollection<double> values) => Quotient(values, 1);

    /// <summary>The sum divided by a count, rounded once.</summary>
    public static double Quotient(IReadOnlyCollection<double> values, BigInteger count) =>
        count.IsZero ? double.NaN
        : values.All(double.IsFinite) ? Nearest(Sum(values), s_unit * count)
        : values.Where(value => !double.IsFinite(value)).Sum();

    public static double Mean(IReadOnlyCollection<double> values) => Nearest(Sum(values), s_unit * values.Count);

    public static double Mean(IReadOnlyCollection<BigInteger> values) => Nearest(values.Aggregate(BigInteger.Zero, (sum, value) => sum + value), values.Count);

    /// <summary>sum|x| / |sum x|: how many times an error of the elements grows in their sum.</summary>
    public static double Condition(IReadOnlyCollection<double> values) => Nearest(Sum(values.Select(Math.Abs)), BigInteger.Abs(Sum(values)));

    public static double Std(IReadOnlyCollection<double> values, int ddof = 0) => Std(values.Select(Scaled).ToArray(), s_unit, ddof);

    public static double Std(IReadOnlyCollection<BigInteger> values, int ddof = 0) => Std(values.ToArray(), BigInteger.One, ddof);

    /// <summary>The sum of (x - mean)^power, and of its magnitudes: what an error of the terms can make of the sum.</summary>
    public static (double Sum, double Magnitude) CentralPower(IReadOnlyCollection<double> values, int power) => CentralPower(values.Select(Scaled).ToArray(), s_unit, power);

    public static (double Sum, double Magnitude) CentralPower(IReadOnlyCollection<BigInteger> values, int power) => CentralPower(values.ToArray(), BigInteger.One, power);

    // x - mean = (n x - sum x) / n.
    private static (double Sum, double Magnitude) CentralPower(BigInteger[] values, BigInteger unit, int power)
    {
        BigInteger n = values.Length, total = values.Aggregate(BigInteger.Zero, (all, value) => all + value), sum = 0, magnitude = 0;
        foreach (BigInteger value in values)
        {
            var term = BigInteger.Pow((n * value) - total, power);
            sum += term;
            magnitude += BigInteger.Abs(term);
        }

        BigInteger denominator = BigInteger.Pow(n * unit, power);
        return (Nearest(sum, denominator), Nearest(magnitude, denominator));
    }

    // var = (n sum x^2 - (sum x)^2) / (n (n - ddof)); its root to 200 bits, so that only one rounding is left.
    private static double Std(BigInteger[] values, BigInteger unit, int ddof)
    {
        BigInteger n = values.Length, sum = 0, squares = 0;
        foreach (BigInteger value in values)
        {
            sum += value;
            squares += value * value;
        }

        BigInteger numerator = (n * squares) - (sum * sum), denominator = n * (n - ddof) * unit * unit;
        return Root(numerator, denominator);
    }

    /// <summary>The square root of a fraction, to 200 bits and whether there are more, so that only one rounding is left.</summary>
    public static double Root(BigInteger numerator, BigInteger denominator)
    {
        if (numerator.IsZero)
        {
            return 0;
        }

        int shift = (int)Math.Max(0, 400 + denominator.GetBitLength() - numerator.GetBitLength());
        shift += shift & 1;
        BigInteger square = BigInteger.DivRem(numerator << shift, denominator, out BigInteger rest), root = Root(square);
        bool isMore = !rest.IsZero || root * root != square;
        return Nearest((root << 1) + (isMore ? 1 : 0), BigInteger.One << ((shift / 2) + 1));
    }

    /// <summary>The double nearest to a fraction.</summary>
    public static double Nearest(BigInteger numerator, BigInteger denominator)
    {
        if (numerator.IsZero)
        {
            return 0;
        }

        // 120 bits or more of the quotient, and a last one that is set when there is a remainder: the conversion of
        // BigInteger truncates, so it is rounded to 53 bits here, ties to even.
        bool isNegative = numerator.Sign < 0;
        numerator = BigInteger.Abs(numerator);
        int shift = (int)(120 + denominator.GetBitLength() - numerator.GetBitLength());
        (numerator, denominator) = shift >= 0 ? (numerator << shift, denominator) : (numerator, denominator << -shift);
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger remainder);
        quotient = (quotient << 1) | (remainder.IsZero ? 0 : 1);

        // The last bit of a double is at least 2^-1074.
        int excess = (int)Math.Max(quotient.GetBitLength() - 53, shift + 1 - 1074);
        BigInteger half = BigInteger.One << (excess - 1), rounded = quotient >> excess, rest = quotient - (rounded << excess);
        rounded += rest > half || (rest == half && !rounded.IsEven) ? 1 : 0;
        double value = Math.ScaleB((double)rounded, excess - shift - 1);
        return isNegative ? -value : value;
    }

    private static BigInteger Sum(IEnumerable<double> values) => values.Aggregate(BigInteger.Zero, (sum, value) => sum + Scaled(value));

    private static BigInteger Root(BigInteger value)
    {
        BigInteger root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger next = (root + (value / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }
}
