using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>The arithmetic of element types. Each test of a type is decided when code is compiled for that type.</summary>
internal static partial class Element
{
    /// <summary>Integers of 64 bits, which a double does not hold exactly.</summary>
    public static bool IsWideInteger<T>() =>
        typeof(T) == typeof(long) || typeof(T) == typeof(ulong)
        || ((typeof(T) == typeof(nint) || typeof(T) == typeof(nuint)) && IntPtr.Size == sizeof(long));

    public static bool IsInteger<T>() =>
        typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte) || typeof(T) == typeof(short) || typeof(T) == typeof(ushort)
        || typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(nint) || typeof(T) == typeof(nuint)
        || IsWideInteger<T>();

    public static bool IsUnsignedWide<T>() => typeof(T) == typeof(ulong) || typeof(T) == typeof(nuint);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFloatingPoint<T>() =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(BFloat16) || IsFrameworkFloatingPoint<T>();

    /// <summary>The bits of infinity, of a floating-point type: the exponent, all ones. By magnitude only NaN is above.</summary>
    public static ulong InfinityBits<T>() =>
        typeof(T) == typeof(BFloat16) ? 0x7F80UL
        : Unsafe.SizeOf<T>() == sizeof(ushort) ? 0x7C00UL
        : Unsafe.SizeOf<T>() == sizeof(uint) ? 0x7F80_0000UL
        : 0x7FF0_0000_0000_0000UL;

    public static ElementKinds KindOf<T>() =>
        IsInteger<T>() ? ElementKinds.Integers
        : IsFloatingPoint<T>() ? ElementKinds.FloatingPoint
        : typeof(T) == typeof(Complex) ? ElementKinds.Complex
        : ElementKinds.Other;

    /// <summary>The exception of a reduction for an element type that it is not for.</summary>
    public static NotSupportedException HasNoArithmetic<TStored>(ElementKinds kinds)
    {
        const string Integers = "bool, sbyte, byte, short, ushort, int, uint, long, ulong, nint, nuint";
        string types = kinds == ElementKinds.Integers ? Integers : $"{Integers}, {FloatingPointTypes}";
        types += (kinds & ElementKinds.Complex) == 0 ? string.Empty : ", and for Complex";
        return new(
            $"A reduction has no arithmetic for {typeof(TStored).Name}. It has for {types}; Cast or Field give a view of such elements.");
    }

    /// <summary>The value, exactly. Not for integers of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble<T>(T element)
        where T : unmanaged =>
        typeof(T) == typeof(double) ? Unsafe.As<T, double>(ref element)
        : typeof(T) == typeof(float) ? Unsafe.As<T, float>(ref element)
        : typeof(T) == typeof(BFloat16) ? (double)Unsafe.As<T, BFloat16>(ref element)
        : typeof(T) == typeof(byte) ? Unsafe.As<T, byte>(ref element)
        : typeof(T) == typeof(sbyte) ? Unsafe.As<T, sbyte>(ref element)
        : typeof(T) == typeof(short) ? Unsafe.As<T, short>(ref element)
        : typeof(T) == typeof(ushort) ? Unsafe.As<T, ushort>(ref element)
        : typeof(T) == typeof(int) || typeof(T) == typeof(nint) ? Unsafe.As<T, int>(ref element)
        : typeof(T) == typeof(uint) || typeof(T) == typeof(nuint) ? Unsafe.As<T, uint>(ref element)
        : FrameworkToDouble(element);

    /// <summary>The nearest double, of any number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToNearestDouble<T>(T element)
        where T : unmanaged =>
        !IsWideInteger<T>() ? ToDouble(element)
        : IsUnsignedWide<T>() ? ToDouble(Unsafe.As<T, ulong>(ref element))
        : Unsafe.As<T, long>(ref element);

    /// <summary>The nearest double. The conversion from ulong rounds twice on some frameworks; that from long does not anywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(ulong value) =>
        value <= long.MaxValue ? (long)value : 2.0 * (long)((value >> 1) | (value & 1));

    /// <summary>A 64-bit integer as the exact sum of two doubles, the first of which is the nearest.</summary>
    public static (double High, double Low) ToDoubles<T>(long value)
    {
        double high = IsUnsignedWide<T>() ? ToDouble((ulong)value >> 32) * 4294967296.0 : (value >> 32) * 4294967296.0;
        return Doubles.TwoSum(high, value & uint.MaxValue);
    }

    /// <summary>A 64-bit integer minus another, exactly, then rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double WideDifference<T>(long element, long pivot)
    {
        bool isLess = IsUnsignedWide<T>() ? (ulong)element < (ulong)pivot : element < pivot;
        ulong distance = unchecked((ulong)(isLess ? pivot - element : element - pivot));
        return isLess ? -ToDouble(distance) : ToDouble(distance);
    }
}
