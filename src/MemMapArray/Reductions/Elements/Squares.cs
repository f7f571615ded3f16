using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>Squares of elements, exactly.</summary>
internal static unsafe class Squares
{
    /// <summary>2^-480. Doubles that are less than that, but not 0, have squares that two doubles do not hold.</summary>
    public const double Least = 3.2033329522929615e-145;

    /// <summary>Adds the square of a finite double to digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(double element, long* digits)
    {
        long bits = BitConverter.DoubleToInt64Bits(element), mantissa = bits & ((1L << 52) - 1);
        int exponent = (int)(bits >> 52) & 0x7FF;
        mantissa |= exponent == 0 ? 0 : 1L << 52;
        Add((ulong)mantissa, (exponent == 0 ? 1 : exponent) - 1075, digits);
    }

    /// <summary>Adds the square of magnitude * 2^exponent to digits: 128 bits at any place, which are in five of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ulong magnitude, int exponent, long* digits)
    {
        ulong a = magnitude >> 32, b = magnitude & uint.MaxValue, product = a * b, low = b * b, sum = unchecked(low + (product << 33));
        ulong high = (a * a) + (product >> 31) + (sum < low ? 1UL : 0UL);
        const int Bits = Digits<SquareOf<double>>.Bits;
        int position = (2 * exponent) - Digits<SquareOf<double>>.Lowest, shift = position & (Bits - 1), rest = Bits - shift;
        digits += position >> 5;
        digits[0] += (long)((sum << shift) & uint.MaxValue);
        digits[1] += (long)((sum >> rest) & uint.MaxValue);
        digits[2] += (long)(((high << shift) | (sum >> 32 >> rest)) & uint.MaxValue);
        digits[3] += (long)((high >> rest) & uint.MaxValue);
        digits[4] += (long)(high >> 32 >> rest);
    }
}
