using System;

namespace MemMap.Reductions.Elements;

/// <summary>Doubles as mantissas and exponents. Powers of two are split off and put back exactly.</summary>
internal static class Mantissa
{
    private const int Bits = 52;
    private const int Bias = 1023;
    private const int ExponentMask = 0x7FF;
    private const int TinyShift = 54;
    private const double TwoToTinyShift = 1L << TinyShift;
    private const double SmallestNormal = 2.2250738585072014E-308;

    /// <summary>The value's mantissa, from 1 to below 2, and its exponent added to <paramref name="exponent"/>. Zero, infinity and NaN as
    /// they are.</summary>
    public static double Split(double value, ref long exponent)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)(bits >> Bits) & ExponentMask;
        if (biased == 0 && value != 0)
        {
            bits = BitConverter.DoubleToInt64Bits(value * TwoToTinyShift);
            biased = ((int)(bits >> Bits) & ExponentMask) - TinyShift;
        }
        else if (biased is 0 or ExponentMask)
        {
            return value;
        }

        exponent += biased - Bias;
        return BitConverter.Int64BitsToDouble((bits & ~((long)ExponentMask << Bits)) | ((long)Bias << Bits));
    }

    /// <summary>The double that a mantissa from 1 to below 2 and an exponent are, rounded once where it is too small for all its
    /// bits.</summary>
    public static double Join(double mantissa, long exponent) =>
        exponent > Bias ? mantissa * double.PositiveInfinity
        : exponent > -Bias ? mantissa * PowerOfTwo((int)exponent)
        : mantissa * SmallestNormal * PowerOfTwo((int)Math.Max(exponent + Bias - 1, 2 - Bias));

    /// <summary>The value times a power of two, rounded once where that is too small for all its bits.</summary>
    public static double Scale(double value, long exponent)
    {
        if (exponent == 0 || value == 0)
        {
            return value;
        }

        double mantissa = Split(value, ref exponent);
        return Join(mantissa, exponent);
    }

    /// <summary>The exponent of the highest bit of a finite number. 0 has that of no other.</summary>
    public static long ExponentOf(double value)
    {
        long exponent = 0;
        Split(value, ref exponent);
        return value == 0 ? long.MinValue / 4 : exponent;
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + Bias) << Bits);
}
