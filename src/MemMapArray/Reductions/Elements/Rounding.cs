using System;
using System.Numerics;

namespace MemMap.Reductions.Elements;

/// <summary>Rounds long numbers to doubles, once: to the nearest, ties to even.</summary>
internal static unsafe partial class Rounding
{
    /// <summary>So many digits of zeros are to be below those of a dividend.</summary>
    public const int DigitsBelow = 6;

    private const int DigitBits = 32;
    private const int LowestExponent = -1074;
    private const int HighestExponent = 971;

    /// <summary>The double nearest to a dividend over a divisor; infinite where it is beyond all.</summary>
    /// <param name="digits">The dividend's digits, the lowest first.</param>
    /// <param name="count">How many.</param>
    /// <param name="exponent">The first counts multiples of 2^exponent.</param>
    /// <param name="divisor">The divisor, at least 1.</param>
    public static double Quotient(uint* digits, int count, int exponent, long divisor)
    {
        // Halving is a matter of the exponent.
        for (; (divisor & 1) == 0; divisor >>= 1)
        {
            exponent--;
        }

        int top = count - 1;
        while (top >= 0 && digits[top] == 0)
        {
            top--;
        }

        if (top < 0)
        {
            return 0;
        }

        // The leading digits, and whether anything is below them, say all about the rounding, of the quotient too: that has 65 bits.
        int leading = divisor > uint.MaxValue ? DigitsBelow : 4, lowest = top - leading + 1;
        bool isMore = false;
        for (int j = 0; j < lowest && !isMore; j++)
        {
            isMore = digits[j] != 0;
        }

        exponent += DigitBits * lowest;
        return leading == 4
            ? ToDouble(Divide(digits + lowest, (uint)divisor, ref isMore), isMore, exponent)
            : ToDouble(DivideByLarge(digits + lowest, divisor, ref isMore), isMore, exponent + DigitBits);
    }

    private static (ulong High, ulong Low) Divide(uint* digits, uint divisor, ref bool isMore)
    {
        ulong high = ((ulong)digits[3] << DigitBits) | digits[2];
        if (divisor == 1)
        {
            return (high, ((ulong)digits[1] << DigitBits) | digits[0]);
        }

        ulong quotient = high / divisor, rest = ((high - (quotient * divisor)) << DigitBits) | digits[1];
        ulong middle = rest / divisor;
        rest = ((rest - (middle * divisor)) << DigitBits) | digits[0];
        ulong last = rest / divisor;
        isMore |= rest != last * divisor;
        return (quotient, (middle << DigitBits) | last);
    }

    // By 2^32 or more: few results are of so many elements. The quotient comes without its lowest digit.
    private static (ulong High, ulong Low) DivideByLarge(uint* digits, long divisor, ref bool isMore)
    {
        BigInteger dividend = BigInteger.Zero;
        for (int j = DigitsBelow - 1; j >= 0; j--)
        {
            dividend = (dividend << DigitBits) | digits[j];
        }

        var quotient = BigInteger.DivRem(dividend, divisor, out BigInteger rest);
        isMore |= !rest.IsZero || !(quotient & uint.MaxValue).IsZero;
        quotient >>= DigitBits;
        return ((ulong)(quotient >> 64), (ulong)(quotient & ulong.MaxValue));
    }

    // (high * 2^64 + low) * 2^exponent, and a little more. One of the high bits is set.
    private static double ToDouble((ulong High, ulong Low) number, bool isMore, int exponent)
    {
        // The 64 leading bits, and whether any bit is below them.
        int zeros = LeadingZeros(number.High);
        ulong leading = zeros == 0 ? number.High : (number.High << zeros) | (number.Low >> (64 - zeros));
        isMore |= number.Low << zeros != 0;
        exponent += 64 - zeros;

        // The last bit of a double is at least that of the smallest: there rounding takes more than 11 bits.
        int last = Math.Max(exponent + 11, LowestExponent), shift = last - exponent;
        if (shift > 64 || last > HighestExponent)
        {
            return shift > 64 ? 0 : double.PositiveInfinity;
        }

        const ulong Half = 1UL << 63;
        ulong mantissa = shift == 64 ? 0 : leading >> shift, rest = shift == 64 ? leading : leading << (64 - shift);
        if (rest > Half || (rest == Half && (isMore || (mantissa & 1) != 0)))
        {
            mantissa++;
        }

        // A mantissa with its highest bit makes the exponent one larger, which that of a subnormal number has not. A rounding that carries
        // into the exponent is right as well, up to infinity.
        return BitConverter.Int64BitsToDouble(((long)(last - LowestExponent) << 52) + (long)mantissa);
    }

    private static int LeadingZeros(ulong value)
    {
        int zeros = 0;
        for (int step = 32; step > 0; step >>= 1)
        {
            if (value >> (64 - step) == 0)
            {
                zeros += step;
                value <<= step;
            }
        }

        return zeros;
    }
}
