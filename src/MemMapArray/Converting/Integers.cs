using System.Runtime.CompilerServices;

namespace MemMap.Converting;

/// <summary>Integers of any size as 64 bits: a <see langword="ulong"/> as its own, all others as their value.</summary>
internal static class Integers
{
    /// <summary>The least number of a type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Least<T>() =>
        typeof(T) == typeof(sbyte) ? sbyte.MinValue : typeof(T) == typeof(short) ? short.MinValue
        : typeof(T) == typeof(int) ? int.MinValue : typeof(T) == typeof(long) ? long.MinValue : 0;

    /// <summary>The largest number of a type; of a <see langword="ulong"/> the largest that is a <see langword="long"/> too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Most<T>() =>
        typeof(T) == typeof(sbyte) ? sbyte.MaxValue : typeof(T) == typeof(byte) ? byte.MaxValue
        : typeof(T) == typeof(short) ? short.MaxValue : typeof(T) == typeof(ushort) ? ushort.MaxValue
        : typeof(T) == typeof(int) ? int.MaxValue : typeof(T) == typeof(uint) ? uint.MaxValue : long.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToInt64<T>(T value)
        where T : unmanaged =>
        typeof(T) == typeof(Truth) ? (Unsafe.As<T, Truth>(ref value).Value == 0 ? 0 : 1)
        : typeof(T) == typeof(sbyte) ? Unsafe.As<T, sbyte>(ref value)
        : typeof(T) == typeof(byte) ? Unsafe.As<T, byte>(ref value)
        : typeof(T) == typeof(short) ? Unsafe.As<T, short>(ref value)
        : typeof(T) == typeof(ushort) ? Unsafe.As<T, ushort>(ref value)
        : typeof(T) == typeof(int) ? Unsafe.As<T, int>(ref value)
        : typeof(T) == typeof(uint) ? Unsafe.As<T, uint>(ref value)
        : Unsafe.As<T, long>(ref value);

    /// <summary>The low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FromLong<T>(long bits)
        where T : unmanaged
    {
        if (typeof(T) == typeof(sbyte) || typeof(T) == typeof(byte))
        {
            byte low = unchecked((byte)bits);
            return Unsafe.As<byte, T>(ref low);
        }

        if (typeof(T) == typeof(short) || typeof(T) == typeof(ushort))
        {
            ushort low = unchecked((ushort)bits);
            return Unsafe.As<ushort, T>(ref low);
        }

        if (typeof(T) == typeof(int) || typeof(T) == typeof(uint))
        {
            uint low = unchecked((uint)bits);
            return Unsafe.As<uint, T>(ref low);
        }

        return Unsafe.As<long, T>(ref bits);
    }

    /// <summary>An integer of another type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TTo Narrow<TFrom, TTo>(long bits, Conversion how, ref bool fits)
        where TTo : unmanaged
    {
        if (how == Conversion.Truncating)
        {
            return FromLong<TTo>(bits);
        }

        bool isLarge = typeof(TFrom) == typeof(ulong) && bits < 0;
        bool isAbove = typeof(TTo) != typeof(ulong) && (isLarge || bits > Most<TTo>()), isBelow = !isLarge && bits < Least<TTo>();
        fits &= how != Conversion.Checked || !(isAbove || isBelow);
        return FromLong<TTo>(isAbove ? Most<TTo>() : isBelow ? Least<TTo>() : bits);
    }

    /// <summary>A double to be rounded to a shorter number. What it would have to round itself keeps a bit that says so, so that it is rounded
    /// once, on every framework.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDoubleWithRest(long bits, bool isUnsigned)
    {
        const long Rest = (1 << 12) - 1, IsRounded = 1 << 11;
        bool isExact = (bits & Rest) == 0 || ((bits >> 53) is 0 or -1 && !(isUnsigned && bits < 0));
        long exact = isExact ? bits : (bits & ~Rest) | IsRounded;
        return isUnsigned ? Reductions.Elements.Element.ToDouble((ulong)exact) : exact;
    }
}
