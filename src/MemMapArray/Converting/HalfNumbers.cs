using System;
using System.Runtime.CompilerServices;

namespace MemMap.Converting;

/// <summary>Numbers of half precision by their bits: 1 bit of sign, 5 of exponent, 10 of mantissa.</summary>
internal static unsafe class HalfNumbers
{
    // Exponents of a half count from another zero than those of a float; 2^112 makes up for it, for subnormal numbers too.
    internal const float ExponentScale = 5.192296858534828e33f;
    internal const uint Infinity = 0x7F800000, QuietBit = 0x400000, BeyondMost = 143u << 23, LeastNormal = 113u << 23;

    // To a subnormal number this is added as a float, which rounds the bits that a half has not.
    internal const uint SubnormalMagic = 126u << 23;

    /// <summary>Exactly. NaN becomes quiet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ToSingle(ushort bits)
    {
        uint magnitude = (bits & 0x7FFFu) << 13;
        uint value = ToBits(ToNumber(magnitude) * ExponentScale);
        value |= magnitude >= 0x7C00u << 13 ? Infinity : 0;
        value |= magnitude > 0x7C00u << 13 ? QuietBit : 0;
        return ToNumber(value | ((bits & 0x8000u) << 16));
    }

    /// <summary>The nearest, of two equally near the even one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort FromSingle(float number)
    {
        uint bits = ToBits(number), magnitude = bits & 0x7FFFFFFF, half;
        if (magnitude >= BeyondMost)
        {
            half = magnitude > Infinity ? 0x7E00u | (magnitude >> 13 & 0x3FF) : 0x7C00u;
        }
        else if (magnitude < LeastNormal)
        {
            half = ToBits(ToNumber(magnitude) + ToNumber(SubnormalMagic)) - SubnormalMagic;
        }
        else
        {
            half = (magnitude - (112u << 23) + 0xFFF + (magnitude >> 13 & 1)) >> 13;
        }

        return (ushort)(half | (bits >> 16 & 0x8000));
    }

    /// <summary>A float whose last bit says whether anything was lost, so that rounding it once more is rounding once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ToSingleWithRest(double number)
    {
        const long Rest = (1L << 29) - 1;
        long bits = BitConverter.DoubleToInt64Bits(number);
        bits = (bits & ~Rest) | (((bits & Rest) + Rest) & (1L << 29));
        return (float)BitConverter.Int64BitsToDouble(bits);
    }

    private static uint ToBits(float number) => *(uint*)&number;

    private static float ToNumber(uint bits) => *(float*)&bits;
}
