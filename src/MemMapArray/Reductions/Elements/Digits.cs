using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>
/// The superaccumulator: a sum of floating-point elements as one long integer, exactly. Digit <c>j</c> counts multiples of
/// <c>2^(32 j + Lowest)</c>, where <c>2^Lowest</c> divides every element. A digit has 64 bits and a sign, so that many are added before one
/// is carried into the next.
/// </summary>
/// <remarks>Source: Neal, "Fast exact summation using small and large superaccumulators" (2015).</remarks>
/// <typeparam name="T">The element type.</typeparam>
internal static unsafe class Digits<T>
    where T : unmanaged
{
    /// <summary>The bits of a digit that is carried.</summary>
    public const int Bits = 32;

    private const int LowestOfDoubles = -1074;

    // What is carried out of the last digit of 64 bits.
    private const int CarriedDigits = 3;

    /// <summary>The exponent of the smallest number above 0, or less: the lowest bit of every element is at least that.</summary>
    public static int Lowest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(double) ? -1074
            : typeof(T) == typeof(float) ? -149
            : typeof(T) == typeof(BFloat16) ? -133
            : typeof(T) == typeof(SquareOf<double>) ? LowestOfDoubles - (35 * Bits)
            : typeof(T) == typeof(SquareOf<float>) ? LowestOfDoubles + (24 * Bits)
            : -24;
    }

    /// <summary>Which digit of squares counts what the first digit of doubles does: there digits of one are digits of the other.</summary>
    public static int DigitOfDoubles
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (LowestOfDoubles - Lowest) / Bits;
    }

    /// <summary>The bits of an element behind the highest.</summary>
    public static int Fraction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(double) ? 52 : typeof(T) == typeof(float) ? 23 : typeof(T) == typeof(BFloat16) ? 7 : 10;
    }

    /// <summary>How many there are: enough for 2^62 of the largest elements.</summary>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(double) ? 66
            : typeof(T) == typeof(float) || typeof(T) == typeof(BFloat16) ? 12
            : typeof(T) == typeof(SquareOf<double>) ? 135
            : typeof(T) == typeof(SquareOf<float>) ? 20
            : 5;
    }

    /// <summary>Adds an element to two digits. So do up to 512 others before they are carried.</summary>
    /// <returns>It is finite. Otherwise nothing was added.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAdd(double element, long* digits)
    {
        long bits = BitConverter.DoubleToInt64Bits(element), mantissa = bits & ((1L << 52) - 1);
        int exponent = (int)(bits >> 52) & 0x7FF;
        if (exponent == 0x7FF)
        {
            return false;
        }

        mantissa |= exponent == 0 ? 0 : 1L << 52;
        int position = (exponent == 0 ? 1 : exponent) - 1075 - Lowest;
        if (typeof(T) != typeof(double) && position < 0)
        {
            // The bits below 2^Lowest are zeros.
            mantissa >>= Math.Min(-position, 63);
            position = 0;
        }

        long* digit = digits + (position >> 5);
        int shift = position & (Bits - 1);
        long sign = bits >> 63;
        digit[0] += (((mantissa << shift) & uint.MaxValue) ^ sign) - sign;
        digit[1] += ((mantissa >> (Bits - shift)) ^ sign) - sign;
        return true;
    }

    /// <summary>The first digit that a finite number is added to.</summary>
    public static int FirstOf(double number)
    {
        int exponent = (int)(BitConverter.DoubleToInt64Bits(number) >> 52) & 0x7FF;
        return Math.Max(0, Math.Max(exponent, 1) - 1075 - Lowest) >> 5;
    }

    /// <summary>Carries, so that every digit but the last is from -2^31 to below 2^31: whatever was added up, equal sums have equal
    /// digits.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Carry(long* digits, int count)
    {
        for (int j = 0; j < count - 1; j++)
        {
            long carry = unchecked(digits[j] + (1L << 31)) >> Bits;
            digits[j] = unchecked(digits[j] - (carry << Bits));
            digits[j + 1] += carry;
        }
    }

    /// <summary>The sum divided by a number of elements, rounded once to the nearest double, ties to even. No sum is -0.</summary>
    /// <param name="digits">All digits.</param>
    /// <param name="divisor">By what the sum is divided: 1 for the sum itself.</param>
    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public static double Round(long* digits, long divisor)
    {
        uint* magnitude = stackalloc uint[Rounding.DigitsBelow + Count + CarriedDigits];
        new Span<uint>(magnitude, Rounding.DigitsBelow).Clear();
        magnitude += Rounding.DigitsBelow;
        bool isNegative = Magnitude(digits, magnitude, negate: false);
        if (isNegative)
        {
            Magnitude(digits, magnitude, negate: true);
        }

        double rounded = Rounding.Quotient(magnitude, Count + CarriedDigits, Lowest, divisor);
        return isNegative ? -rounded : rounded;
    }

    // Digits of 32 bits without a sign.
    private static bool Magnitude(long* digits, uint* magnitude, bool negate)
    {
        long carry = 0;
        for (int j = 0; j < Count; j++)
        {
            // Neither sum leaves 64 bits: a carry has 33.
            long digit = negate ? -digits[j] : digits[j];
            long low = (digit & uint.MaxValue) + (carry & uint.MaxValue);
            magnitude[j] = unchecked((uint)low);
            carry = (digit >> Bits) + (carry >> Bits) + (low >> Bits);
        }

        for (int j = Count; j < Count + CarriedDigits; j++)
        {
            magnitude[j] = unchecked((uint)carry);
            carry >>= Bits;
        }

        return carry < 0;
    }
}
