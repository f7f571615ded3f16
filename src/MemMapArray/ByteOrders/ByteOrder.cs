using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MemMap.ByteOrders;

/// <summary>
/// Numbers whose bytes lie in a named order: which types they are, and the way to this machine's numbers, which is also the way back.
/// Each test of a type is decided when code is compiled for that type, provided that it is inlined.
/// </summary>
internal static unsafe partial class ByteOrder
{
    // The most elements of 8 bytes whose bytes fit a span.
    private const int MaxRun = 1 << 27;

    /// <summary>Whether a type is a number of several bytes, for which <see cref="BigEndian{T}"/> and <see cref="LittleEndian{T}"/>
    /// exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNumber<T>() =>
        typeof(T) == typeof(short) || typeof(T) == typeof(ushort) || typeof(T) == typeof(int) || typeof(T) == typeof(uint)
        || typeof(T) == typeof(long) || typeof(T) == typeof(ulong) || typeof(T) == typeof(float) || typeof(T) == typeof(double)
        || typeof(T) == typeof(BFloat16) || IsNewerNumber<T>();

    /// <summary>Whether <typeparamref name="T"/> is <typeparamref name="TNumber"/> in one of the two orders.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOrdered<T, TNumber>()
        where TNumber : unmanaged => typeof(T) == typeof(BigEndian<TNumber>) || typeof(T) == typeof(LittleEndian<TNumber>);

    /// <summary>Whether <typeparamref name="T"/> is <typeparamref name="TNumber"/> in the order that this machine does not have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsReversed<T, TNumber>()
        where TNumber : unmanaged =>
            BitConverter.IsLittleEndian ? typeof(T) == typeof(BigEndian<TNumber>) : typeof(T) == typeof(LittleEndian<TNumber>);

    /// <summary>Whether <typeparamref name="T"/> is any number in the order that this machine does not have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsReversed<T>() =>
        IsReversed<T, short>() || IsReversed<T, ushort>() || IsReversed<T, int>() || IsReversed<T, uint>()
        || IsReversed<T, long>() || IsReversed<T, ulong>() || IsReversed<T, float>() || IsReversed<T, double>()
        || IsReversed<T, BFloat16>() || IsNewerReversed<T>();

    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not a number of several bytes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireNumber<T>()
    {
        if (!IsNumber<T>())
        {
            throw NoNumber<T>();
        }
    }

    /// <summary>Turns a number into its bytes, the highest first; or such bytes into the number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T BigEndian<T>(T value)
        where T : unmanaged
    {
        RequireNumber<T>();
        return BitConverter.IsLittleEndian ? Reverse(value) : value;
    }

    /// <summary>Turns a number into its bytes, the lowest first; or such bytes into the number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LittleEndian<T>(T value)
        where T : unmanaged
    {
        RequireNumber<T>();
        return BitConverter.IsLittleEndian ? value : Reverse(value);
    }

    /// <summary>Reverses the bytes of an element of 2, 4 or 8. An element of another size comes back as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Reverse<T>(T value)
        where T : unmanaged
    {
        if (sizeof(T) == sizeof(ushort))
        {
            ushort reversed = BinaryPrimitives.ReverseEndianness(Unsafe.As<T, ushort>(ref value));
            return Unsafe.As<ushort, T>(ref reversed);
        }

        if (sizeof(T) == sizeof(uint))
        {
            uint reversed = BinaryPrimitives.ReverseEndianness(Unsafe.As<T, uint>(ref value));
            return Unsafe.As<uint, T>(ref reversed);
        }

        if (sizeof(T) == sizeof(ulong))
        {
            ulong reversed = BinaryPrimitives.ReverseEndianness(Unsafe.As<T, ulong>(ref value));
            return Unsafe.As<ulong, T>(ref reversed);
        }

        return value;
    }

    /// <summary>Writes elements of 2, 4 or 8 bytes, each with its bytes in the other order. At any address.</summary>
    /// <param name="source">The first element.</param>
    /// <param name="destination">Where to: the same memory, or memory that does not overlap it.</param>
    /// <param name="elementSize">The bytes of an element.</param>
    /// <param name="count">How many elements there are.</param>
    public static void Reverse(byte* source, byte* destination, int elementSize, long count)
    {
        while (count > 0)
        {
            int run = (int)Math.Min(count, MaxRun);
            switch (elementSize)
            {
                case sizeof(ushort):
                    ReverseShorts(source, destination, run);
                    break;
                case sizeof(uint):
                    ReverseInts(source, destination, run);
                    break;
                case sizeof(ulong):
                    ReverseLongs(source, destination, run);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(elementSize), elementSize, "Elements of 2, 4 and 8 bytes are reversed.");
            }

            long bytes = (long)run * elementSize;
            source += bytes;
            destination += bytes;
            count -= run;
        }
    }

    private static NotSupportedException NoNumber<T>() =>
        new($"BigEndian<T> and LittleEndian<T> are for {NumberNames}; {typeof(T).Name} is none of them.");
}
