using System;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace MemMap;

/// <content>To and from other numbers, and as text.</content>
public readonly unsafe partial struct BFloat16
{
    // What is not in the upper half of a float, and the bit that makes a NaN quiet.
    private const uint HalfOfRest = 0x7FFF, SingleInfinity = 0x7F800000, QuietBit = 0x40;

    /// <summary>The float of the same value: exact, bit by bit. A NaN keeps its bits.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The float.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static explicit operator float(BFloat16 value) => ToSingle((uint)value._bits << 16);

    /// <summary>The double of the same value.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The double.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static explicit operator double(BFloat16 value) => (float)value;

    /// <summary>The nearest number, of two equally near the even one (IEEE 754's roundTiesToEven); infinity from 2^128 - 2^119 on. A NaN
    /// stays one, with its sign and the upper bits of its fraction, and is quiet.</summary>
    /// <param name="value">The float.</param>
    /// <returns>The number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static explicit operator BFloat16(float value)
    {
        uint bits = *(uint*)&value;
        return (bits & ~(1u << 31)) > SingleInfinity
            ? new((ushort)((bits >> 16) | QuietBit))
            : new((ushort)((bits + HalfOfRest + ((bits >> 16) & 1)) >> 16));
    }

    /// <summary>The nearest number, of two equally near the even one. It is rounded once, not to a float first.</summary>
    /// <param name="value">The double.</param>
    /// <returns>The number.</returns>
    public static explicit operator BFloat16(double value)
    {
        // A float that is cut off, and whose last bit says that something was: rounded once more, it is rounded once. (Boldo and Melquiond,
        // "Emulation of FMA and correctly rounded sums: proved algorithms using rounding to odd", 2008.)
        float nearest = (float)value;
        uint bits = *(uint*)&nearest;
        bits -= Math.Abs(nearest) > Math.Abs(value) ? 1u : 0u;
        return (BFloat16)ToSingle(nearest == value ? bits : bits | 1);
    }

    /// <summary>The fewest digits that name the number.</summary>
    /// <returns>The text, in the current culture.</returns>
    public override string ToString() => ToString(null, null);

    /// <summary>The number as text.</summary>
    /// <param name="format">A format of <see cref="float"/>. <c>G</c>, <c>R</c> and <see langword="null"/> give the fewest digits that name
    /// the number, any other those of its exact value.</param>
    /// <param name="formatProvider">The culture; <see langword="null"/> is the current one.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FormatException">There is no such format.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        format is null or "" or "G" or "g" or "R" or "r"
            ? Shortest().ToString("R", formatProvider)
            : ((float)this).ToString(format, formatProvider);

    // A float prints as the fewest digits that name it: that of the fewest decimal digits that name this number prints as these.
    private float Shortest()
    {
        double value = (double)this;
        if (value == 0 || double.IsNaN(value) || double.IsInfinity(value))
        {
            return (float)value;
        }

        for (int digits = 1; ; digits++)
        {
            // The nearest decimal; or, where numbers lie further apart above than below, at a power of two, the next one.
            string text = value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture);
            double decimals = Parse(text), unit = Parse("1" + text.Substring(text.IndexOf('E'))) / Math.Pow(10, digits - 1);
            double next = Parse((decimals + (value < 0 ? -unit : unit)).ToString($"E{digits - 1}", CultureInfo.InvariantCulture));
            if ((BFloat16)decimals == this)
            {
                return (float)decimals;
            }

            if ((BFloat16)next == this)
            {
                return (float)next;
            }
        }

        static double Parse(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static float ToSingle(uint bits) => *(float*)&bits;
}
