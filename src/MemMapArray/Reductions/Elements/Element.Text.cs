using System.Globalization;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>Numbers as text, the same in every culture.</summary>
internal static partial class Element
{
    /// <summary>The number that a text says. It may not fit the type: only the text of the number tells.</summary>
    /// <returns>Whether it says one.</returns>
    public static bool TryParse<T>(string text, out T number)
        where T : unmanaged
    {
        number = default;
        if (IsFloatingPoint<T>())
        {
            const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            if (!double.TryParse(text, Styles, CultureInfo.InvariantCulture, out double value))
            {
                return false;
            }

            number = typeof(T) == typeof(double) ? Unsafe.As<double, T>(ref value) : FromNearestDouble<T>(value);
            return true;
        }

        if (IsUnsignedWide<T>())
        {
            bool isNumber = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong positive);
            number = Unsafe.As<ulong, T>(ref positive);
            return isNumber;
        }

        if (!IsInteger<T>() || !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
        {
            return false;
        }

        number = Truncate<T>(integer);
        return true;
    }

    private static T FromNearestDouble<T>(double value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            float single = (float)value;
            return Unsafe.As<float, T>(ref single);
        }

        if (typeof(T) == typeof(BFloat16))
        {
            var brief = (BFloat16)value;
            return Unsafe.As<BFloat16, T>(ref brief);
        }

        return FrameworkFromDouble<T>(value);
    }

    // The lowest bytes, whatever the order of this machine's.
    private static unsafe T Truncate<T>(long integer)
        where T : unmanaged
    {
        byte one = unchecked((byte)integer);
        ushort two = unchecked((ushort)integer);
        uint four = unchecked((uint)integer);
        return sizeof(T) == sizeof(byte) ? Unsafe.As<byte, T>(ref one)
            : sizeof(T) == sizeof(ushort) ? Unsafe.As<ushort, T>(ref two)
            : sizeof(T) == sizeof(uint) ? Unsafe.As<uint, T>(ref four)
            : Unsafe.As<long, T>(ref integer);
    }
}
