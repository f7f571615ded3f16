using System;
using System.Globalization;
using System.Numerics;

namespace MemMap.Formatting;

/// <summary>A finite floating-point number in decimal: its sign, its digits without the point, and the exponent of the first
/// digit.</summary>
internal readonly struct FloatingText
{
    private FloatingText(bool isNegative, string digits, int exponent)
    {
        IsNegative = isNegative;
        Digits = digits;
        Exponent = exponent;
    }

    public bool IsNegative { get; }

    /// <summary>Without zeros at either end; "0" for zero.</summary>
    public string Digits { get; }

    /// <summary>The power of ten of the first digit.</summary>
    public int Exponent { get; }

    /// <summary>Takes apart what <c>ToString("R")</c> gives: the fewest digits that name the number.</summary>
    public static FloatingText Of(string text)
    {
        bool isNegative = text[0] == '-';
        string number = isNegative ? text.Substring(1) : text;
        int exponent = 0, e = number.IndexOf('E');
        if (e >= 0)
        {
            exponent = int.Parse(number.Substring(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            number = number.Substring(0, e);
        }

        int point = number.IndexOf('.');
        string digits = point < 0 ? number : number.Remove(point, 1);
        exponent += (point < 0 ? number.Length : point) - 1;
        string withoutLeading = digits.TrimStart('0');
        return withoutLeading.Length == 0
            ? new(isNegative, "0", 0)
            : new(isNegative, withoutLeading.TrimEnd('0'), exponent - (digits.Length - withoutLeading.Length));
    }

    /// <summary>The number with at most <paramref name="count"/> digits, rounded from its exact value where it has more.</summary>
    public FloatingText Round(int count, double exact) => Digits.Length <= count ? this : ToDigits(count, exact);

    /// <summary>The number with at least <paramref name="count"/> digits of its exact value, where it has fewer; zeros at the end are left
    /// out.</summary>
    public FloatingText Extend(int count, double exact) => Digits.Length >= count || exact == 0 ? this : ToDigits(count, exact);

    // The exact value to `count` digits, half to even.
    private FloatingText ToDigits(int count, double exact)
    {
        // The value is mantissa * 2^power exactly; scaled by a power of ten it is a quotient of integers.
        (BigInteger numerator, int power) = Exact(Math.Abs(exact));
        BigInteger denominator = BigInteger.One;
        (numerator, denominator) = power >= 0 ? (numerator << power, denominator) : (numerator, denominator << -power);
        int scale = count - 1 - Exponent;
        (numerator, denominator) = scale >= 0
            ? (numerator * BigInteger.Pow(10, scale), denominator)
            : (numerator, denominator * BigInteger.Pow(10, -scale));
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger remainder);
        if (count > 0 && quotient < BigInteger.Pow(10, count - 1))
        {
            // The fewest digits that name the number were rounded up to a power of ten above it.
            return new FloatingText(IsNegative, Digits, Exponent - 1).ToDigits(count, exact);
        }

        int half = (2 * remainder).CompareTo(denominator);
        if (half > 0 || (half == 0 && !quotient.IsEven))
        {
            quotient += 1;
        }

        string digits = quotient.IsZero ? "0" : quotient.ToString(CultureInfo.InvariantCulture);
        int exponent = quotient.IsZero ? 0 : Exponent + digits.Length - Math.Max(count, 0);
        if (count <= 0 && !quotient.IsZero)
        {
            exponent = -scale + digits.Length - 1;
        }

        string trimmed = digits.TrimEnd('0');
        return new(IsNegative, trimmed.Length == 0 ? "0" : trimmed, exponent);
    }

    /// <summary>The digits before and after the point, without exponent.</summary>
    public (string Integer, string Fraction) Positional()
    {
        string sign = IsNegative ? "-" : string.Empty;
        if (Exponent < 0)
        {
            return (sign + "0", new string('0', -Exponent - 1) + Digits);
        }

        string padded = Digits.PadRight(Exponent + 1, '0');
        return (sign + padded.Substring(0, Exponent + 1), padded.Substring(Exponent + 1));
    }

    /// <summary>The first digit with its sign, the other digits, and the exponent with sign and at least two digits.</summary>
    public (string Integer, string Fraction, string Power) Scientific() =>
        ((IsNegative ? "-" : string.Empty) + Digits[0], Digits.Substring(1),
            (Exponent < 0 ? "-" : "+") + Math.Abs(Exponent).ToString("00", CultureInfo.InvariantCulture));

    /// <summary>The number alone, as NumPy prints it: without an exponent from 1e-4 to below 1e16. The exact value decides, not its digits:
    /// the float nearest to 1e-4 is below it.</summary>
    public string Scalar(double exact)
    {
        if (exact == 0 || (Math.Abs(exact) >= 1e-4 && Math.Abs(exact) < 1e16))
        {
            (string integer, string fraction) = Positional();
            return integer + "." + (fraction.Length == 0 ? "0" : fraction);
        }

        (string first, string rest, string power) = Scientific();
        return first + (rest.Length == 0 ? string.Empty : "." + rest) + "e" + power;
    }

    private static (BigInteger Mantissa, int Power) Exact(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & ((1L << 52) - 1);
        return biased == 0 ? (fraction, -1074) : (fraction | (1L << 52), biased - 1075);
    }
}
