using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Selecting;

/// <summary>The numbers from one to another, both among them. What every comparison comes to: what is above a number is at least the next
/// one. NaN is in none, and an interval from or to NaN is empty.</summary>
internal static unsafe class Interval
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Holds<T>(T element, T low, T high)
        where T : unmanaged =>
        Element.IsWideInteger<T>()
            ? !Element.IsBelow(element, low) && !Element.IsBelow(high, element)
            : Element.ToDouble(element) >= Element.ToDouble(low) && Element.ToDouble(element) <= Element.ToDouble(high);

    /// <summary>The least number: an infinity, where there is one.</summary>
    public static T Least<T>()
        where T : unmanaged =>
        FromBits<T>(Element.IsFloatingPoint<T>() ? Element.InfinityBits<T>() | SignBit<T>() : IsSigned<T>() ? SignBit<T>() : 0);

    /// <summary>The greatest number: an infinity, where there is one.</summary>
    public static T Greatest<T>()
        where T : unmanaged =>
        FromBits<T>(Element.IsFloatingPoint<T>() ? Element.InfinityBits<T>() : IsSigned<T>() ? SignBit<T>() - 1 : AllBits<T>());

    /// <summary>The greatest number that is not infinite.</summary>
    public static T GreatestFinite<T>()
        where T : unmanaged => Element.IsFloatingPoint<T>() ? FromBits<T>(Element.InfinityBits<T>() - 1) : Greatest<T>();

    /// <summary>The least number that is not infinite.</summary>
    public static T LeastFinite<T>()
        where T : unmanaged => Element.IsFloatingPoint<T>() ? FromBits<T>((Element.InfinityBits<T>() - 1) | SignBit<T>()) : Least<T>();

    /// <summary>The least number above another.</summary>
    /// <returns>Whether there is one. There is none above NaN.</returns>
    public static bool TryNext<T>(T element, out T next)
        where T : unmanaged
    {
        next = element;
        if (!Element.IsBelow(element, Greatest<T>()))
        {
            return false;
        }

        ulong bits = ToBits(element);
        next = FromBits<T>(
            !Element.IsFloatingPoint<T>() ? bits + 1
            : (bits & ~SignBit<T>()) == 0 ? 1
            : (bits & SignBit<T>()) == 0 ? bits + 1 : bits - 1);
        return true;
    }

    /// <summary>The greatest number below another.</summary>
    /// <returns>Whether there is one. There is none below NaN.</returns>
    public static bool TryPrevious<T>(T element, out T previous)
        where T : unmanaged
    {
        previous = element;
        if (!Element.IsBelow(Least<T>(), element))
        {
            return false;
        }

        ulong bits = ToBits(element);
        previous = FromBits<T>(
            !Element.IsFloatingPoint<T>() ? bits - 1
            : (bits & ~SignBit<T>()) == 0 ? SignBit<T>() + 1
            : (bits & SignBit<T>()) == 0 ? bits - 1 : bits + 1);
        return true;
    }

    /// <summary>The two are the same number, bit by bit.</summary>
    public static bool IsSame<T>(T left, T right)
        where T : unmanaged => ToBits(left) == ToBits(right);

    private static bool IsSigned<T>() =>
        typeof(T) == typeof(sbyte) || typeof(T) == typeof(short) || typeof(T) == typeof(int) || typeof(T) == typeof(long)
        || typeof(T) == typeof(nint);

    private static ulong SignBit<T>()
        where T : unmanaged => 1UL << ((8 * sizeof(T)) - 1);

    private static ulong AllBits<T>()
        where T : unmanaged => ulong.MaxValue >> (64 - (8 * sizeof(T)));

    private static ulong ToBits<T>(T element)
        where T : unmanaged =>
        sizeof(T) == sizeof(byte) ? *(byte*)&element
        : sizeof(T) == sizeof(ushort) ? *(ushort*)&element
        : sizeof(T) == sizeof(uint) ? *(uint*)&element
        : *(ulong*)&element;

    private static T FromBits<T>(ulong bits)
        where T : unmanaged
    {
        T element = default;
        if (sizeof(T) == sizeof(byte))
        {
            *(byte*)&element = unchecked((byte)bits);
        }
        else if (sizeof(T) == sizeof(ushort))
        {
            *(ushort*)&element = unchecked((ushort)bits);
        }
        else if (sizeof(T) == sizeof(uint))
        {
            *(uint*)&element = unchecked((uint)bits);
        }
        else
        {
            *(ulong*)&element = bits;
        }

        return element;
    }
}
