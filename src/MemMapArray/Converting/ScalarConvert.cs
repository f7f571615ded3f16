using System;
using System.Runtime.CompilerServices;

namespace MemMap.Converting;

/// <summary>
/// The rule of each direct step from one number to another, an element at a time: the tail of the loops with vectors, and all there is on
/// netstandard2.0. Nothing is left to how a processor or a framework casts what does not fit.
/// </summary>
internal static unsafe class ScalarConvert
{
    // 2^63, the first number that a long has not.
    private const double BeyondInt64 = 9223372036854775808.0;

    /// <summary>Converts elements one by one.</summary>
    /// <returns>Whether each has fitted; only <see cref="Conversion.Checked"/> has some that do not.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static bool Elements<TFrom, TTo>(byte* from, byte* to, int start, int count, Conversion how)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        bool fits = true;
        for (int i = start; i < count; i++)
        {
            Unsafe.WriteUnaligned((TTo*)to + i, Element<TFrom, TTo>(Unsafe.ReadUnaligned<TFrom>((TFrom*)from + i), how, ref fits));
        }

        return fits;
    }

    // Each test of a type is decided when code is compiled for the two types.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TTo Element<TFrom, TTo>(TFrom value, Conversion how, ref bool fits)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        if (typeof(TTo) == typeof(Truth))
        {
            return As<Truth, TTo>(new(IsZero(value) ? (byte)0 : (byte)1));
        }

        if (typeof(TFrom) == typeof(HalfBits))
        {
            return As<float, TTo>(HalfNumbers.ToSingle(Unsafe.As<TFrom, HalfBits>(ref value).Bits));
        }

        if (typeof(TFrom) == typeof(BFloat16))
        {
            return As<float, TTo>((float)Unsafe.As<TFrom, BFloat16>(ref value));
        }

        if (typeof(TFrom) == typeof(float) || typeof(TFrom) == typeof(double))
        {
            return FromFloatingPoint<TFrom, TTo>(value, how, ref fits);
        }

        long bits = Integers.ToInt64(value);
        if (typeof(TTo) == typeof(double))
        {
            return As<double, TTo>(typeof(TFrom) == typeof(ulong) ? Reductions.Elements.Element.ToDouble((ulong)bits) : bits);
        }

        if (typeof(TTo) == typeof(float))
        {
            return As<float, TTo>((float)Integers.ToDoubleWithRest(bits, isUnsigned: typeof(TFrom) == typeof(ulong)));
        }

        if (typeof(TTo) == typeof(BFloat16))
        {
            return As<BFloat16, TTo>((BFloat16)Integers.ToDoubleWithRest(bits, isUnsigned: typeof(TFrom) == typeof(ulong)));
        }

        return Integers.Narrow<TFrom, TTo>(bits, how, ref fits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TTo FromFloatingPoint<TFrom, TTo>(TFrom value, Conversion how, ref bool fits)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        if (typeof(TTo) == typeof(HalfBits))
        {
            float single = typeof(TFrom) == typeof(float)
                ? Unsafe.As<TFrom, float>(ref value)
                : HalfNumbers.ToSingleWithRest(Unsafe.As<TFrom, double>(ref value));
            return As<HalfBits, TTo>(new(HalfNumbers.FromSingle(single)));
        }

        if (typeof(TTo) == typeof(BFloat16))
        {
            return As<BFloat16, TTo>(typeof(TFrom) == typeof(float)
                ? (BFloat16)Unsafe.As<TFrom, float>(ref value)
                : (BFloat16)Unsafe.As<TFrom, double>(ref value));
        }

        double number = typeof(TFrom) == typeof(float) ? Unsafe.As<TFrom, float>(ref value) : Unsafe.As<TFrom, double>(ref value);
        return typeof(TTo) == typeof(double) ? As<double, TTo>(number)
            : typeof(TTo) == typeof(float) ? As<float, TTo>((float)number)
            : Integers.FromLong<TTo>(ToInteger<TTo>(number, how, ref fits));
    }

    // The whole part, as the low bits of a long.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long ToInteger<TTo>(double number, Conversion how, ref bool fits)
        where TTo : unmanaged
    {
        double whole = Math.Truncate(number), least = Integers.Least<TTo>();
        double beyond = typeof(TTo) == typeof(ulong) ? 2 * BeyondInt64 : Integers.Most<TTo>() + 1.0;
        if (whole >= least && whole < beyond)
        {
            return whole < BeyondInt64 ? (long)whole : (long)(whole - BeyondInt64) ^ long.MinValue;
        }

        return OutOfRange<TTo>(whole, least, how, ref fits);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long OutOfRange<TTo>(double whole, double least, Conversion how, ref bool fits)
        where TTo : unmanaged
    {
        if (how == Conversion.Truncating)
        {
            return LowBits(whole);
        }

        fits &= how != Conversion.Checked;
        return double.IsNaN(whole) ? 0 : whole < least ? Integers.Least<TTo>() : typeof(TTo) == typeof(ulong) ? -1 : Integers.Most<TTo>();
    }

    // Of a whole number modulo 2^64, by the bits of the double. 0 for what is not finite.
    private static long LowBits(double whole)
    {
        const int MantissaBits = 52, Bias = 1023 + MantissaBits;
        long bits = BitConverter.DoubleToInt64Bits(whole);
        int shift = (int)((bits >> MantissaBits) & 0x7FF) - Bias;
        if (shift is >= 64 or <= -64)
        {
            return 0;
        }

        long mantissa = (bits & ((1L << MantissaBits) - 1)) | (1L << MantissaBits);
        long magnitude = shift >= 0 ? mantissa << shift : mantissa >> -shift;
        return bits < 0 ? -magnitude : magnitude;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsZero<TFrom>(TFrom value)
        where TFrom : unmanaged =>
        typeof(TFrom) == typeof(float) ? Unsafe.As<TFrom, float>(ref value) == 0
        : typeof(TFrom) == typeof(double) ? Unsafe.As<TFrom, double>(ref value) == 0
        : Integers.ToInt64(value) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TTo As<T, TTo>(T value)
        where T : unmanaged
        where TTo : unmanaged => Unsafe.As<T, TTo>(ref value);
}
