using System;
using System.Numerics;

namespace MemMap.Tests.Converting;

/// <summary>Rounding to <see cref="BFloat16"/> by looking for the place between two of them. The middle of two is a double, exactly.</summary>
internal static class BFloat16Model
{
    private const int Infinity = 0x7F80;

    /// <summary>The number nearest to a <see cref="BigInteger"/> or a <see langword="double"/>.</summary>
    public static BFloat16 Nearest(object exact)
    {
        if (exact is double.NaN)
        {
            return BFloat16.FromBits((ushort)(double.IsNegative((double)exact) ? 0xFFC0 : 0x7FC0));
        }

        bool isNegative = exact is BigInteger whole ? whole.Sign < 0 : double.IsNegative((double)exact);
        int low = 0, high = Infinity + 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = Compare(exact, ValueOf(middle)) >= 0 ? (middle, high) : (low, middle);
        }

        int side = low >= Infinity ? -1 : Compare(exact, (ValueOf(low) + ValueOf(high)) / 2);
        int nearest = side > 0 || (side == 0 && low % 2 == 1) ? high : low;
        return BFloat16.FromBits((ushort)(nearest | (isNegative ? 0x8000 : 0)));
    }

    /// <summary>The value of bits without a sign, of infinity as if there were one binade more.</summary>
    public static double ValueOf(int bits)
    {
        int exponent = bits >> 7, fraction = bits & 0x7F;
        return exponent == 0 ? fraction * Math.Pow(2, -133) : (0x80 + fraction) * Math.Pow(2, exponent - 134);
    }

    // By magnitude.
    private static int Compare(object exact, double limit)
    {
        if (exact is double number)
        {
            return Math.Abs(number).CompareTo(limit);
        }

        var floor = new BigInteger(Math.Floor(limit));
        int side = BigInteger.Abs((BigInteger)exact).CompareTo(floor);
        return side == 0 && limit != Math.Floor(limit) ? -1 : side;
    }
}
