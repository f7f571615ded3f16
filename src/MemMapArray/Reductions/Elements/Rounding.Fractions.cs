using System;
using System.Numerics;

namespace MemMap.Reductions.Elements;

/// <content>Fractions of integers of any length, and their square roots.</content>
internal static unsafe partial class Rounding
{
    // At least so many bits of a result are computed: more than rounding needs, and two digits of 64 bits at most.
    private const int ResultBits = 100;

    /// <summary>The double nearest to dividend / divisor * 2^exponent; infinite where it is beyond all.</summary>
    /// <param name="dividend">At least 0.</param>
    /// <param name="divisor">Above 0.</param>
    /// <param name="exponent">Of the power of two.</param>
    public static double Quotient(BigInteger dividend, BigInteger divisor, int exponent)
    {
        if (dividend.IsZero)
        {
            return 0;
        }

        int shift = ResultBits - BitLength(dividend) + BitLength(divisor);
        BigInteger quotient = Divide(dividend, divisor, shift, out bool isMore);
        return ToDouble(quotient, isMore, exponent - shift);
    }

    /// <summary>The double nearest to the square root of dividend / divisor * 2^exponent.</summary>
    /// <inheritdoc cref="Quotient(BigInteger, BigInteger, int)" path="/param"/>
    public static double Root(BigInteger dividend, BigInteger divisor, int exponent)
    {
        if (dividend.IsZero)
        {
            return 0;
        }

        // The exponent of what the root is taken of has to be even.
        int shift = (2 * ResultBits) - BitLength(dividend) + BitLength(divisor);
        shift += (exponent - shift) & 1;
        BigInteger square = Divide(dividend, divisor, shift, out bool isMore), root = Root(square);
        return ToDouble(root, isMore || root * root != square, (exponent - shift) / 2);
    }

    private static double ToDouble(BigInteger number, bool isMore, int exponent) =>
        ToDouble(((ulong)(number >> 64), (ulong)(number & ulong.MaxValue)), isMore, exponent);

    private static BigInteger Divide(BigInteger dividend, BigInteger divisor, int shift, out bool isMore)
    {
        dividend = shift > 0 ? dividend << shift : dividend;
        divisor = shift < 0 ? divisor << -shift : divisor;
        var quotient = BigInteger.DivRem(dividend, divisor, out BigInteger rest);
        isMore = !rest.IsZero;
        return quotient;
    }

    // The largest integer whose square is no larger, by Newton's method from a number that is a little too large: it falls until it is
    // there.
    private static BigInteger Root(BigInteger square)
    {
        BigInteger root = new(Math.Sqrt((double)square) * (1 + (1.0 / (1L << 50))));
        for (root++; ;)
        {
            BigInteger next = (root + (square / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }

    private static int BitLength(BigInteger number)
    {
        byte[] bytes = number.ToByteArray();
        int length = 8 * bytes.Length;
        for (int top = bytes.Length - 1, bit = 7; top >= 0 && (bytes[top] >> bit & 1) == 0; length--)
        {
            (top, bit) = bit == 0 ? (top - 1, 7) : (top, bit - 1);
        }

        return length;
    }
}
