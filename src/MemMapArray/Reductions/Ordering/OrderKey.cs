using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Ordering;

/// <summary>Elements as signed integers in their order: of floating-point numbers -0 is below +0, and NaN lies beyond both
/// infinities, by its sign.</summary>
internal static class OrderKey
{
    /// <summary>How many bits a key has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Bits<T>() => Unsafe.SizeOf<T>() * 8;

    /// <summary>The least key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Least<T>() => long.MinValue >> (64 - Bits<T>());

    /// <summary>The largest key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Largest<T>() => ~Least<T>();

    /// <summary>The key of the smallest number, which NaN is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long LeastNumber<T>() => Element.IsFloatingPoint<T>() ? ~LargestNumber<T>() : Least<T>();

    /// <summary>The key of the largest number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long LargestNumber<T>() =>
        Element.IsFloatingPoint<T>() ? (long)Element.InfinityBits<T>() : Largest<T>();

    /// <summary>Whether numbers begin with 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUnsigned<T>() =>
        typeof(T) == typeof(byte) || typeof(T) == typeof(ushort) || typeof(T) == typeof(uint) || typeof(T) == typeof(ulong)
        || typeof(T) == typeof(nuint);

    /// <summary>The key of an element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Of<T>(T element)
        where T : unmanaged => Turn<T>(BitsOf(element));

    /// <summary>The element that a key is of.</summary>
    public static unsafe T ToElement<T>(long key)
        where T : unmanaged
    {
        // Turning is its own inverse.
        long bits = Turn<T>(key);
        return *(T*)&bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Turn<T>(long bits) =>
        Element.IsFloatingPoint<T>() ? bits ^ ((bits >> 63) & Largest<T>())
        : IsUnsigned<T>() ? (bits ^ Least<T>()) << (64 - Bits<T>()) >> (64 - Bits<T>())
        : bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long BitsOf<T>(T element)
        where T : unmanaged =>
        Unsafe.SizeOf<T>() == sizeof(long) ? Unsafe.As<T, long>(ref element)
        : Unsafe.SizeOf<T>() == sizeof(int) ? Unsafe.As<T, int>(ref element)
        : Unsafe.SizeOf<T>() == sizeof(short) ? Unsafe.As<T, short>(ref element)
        : Unsafe.As<T, sbyte>(ref element);
}
