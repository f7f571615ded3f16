using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>Elements by their bits without the sign, which zero and NaN may have: what is not zero is above <see cref="Zero"/>, and NaN is
/// above <see cref="Infinity"/>.</summary>
internal static unsafe class Magnitude<T>
    where T : unmanaged
{
    public const ulong Zero = 0;

    /// <summary>What only NaN is above. Nothing is where there is no NaN.</summary>
    public static ulong Infinity => HasSign ? Element.InfinityBits<T>() : ulong.MaxValue;

    /// <summary>The bits that count.</summary>
    public static ulong Mask => !HasSign ? ulong.MaxValue
        : sizeof(T) == sizeof(ushort) ? 0x7FFFUL
        : sizeof(T) == sizeof(uint) ? 0x7FFF_FFFFUL
        : 0x7FFF_FFFF_FFFF_FFFFUL;

    private static bool HasSign => Element.IsFloatingPoint<T>() || typeof(T) == typeof(Complex);

    /// <summary>Whether an element is above a limit. A complex number is when a part of it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAbove(T element, ulong limit)
    {
        if (typeof(T) == typeof(Complex))
        {
            double* parts = (double*)&element;
            return Magnitude<double>.IsAbove(parts[0], limit) || Magnitude<double>.IsAbove(parts[1], limit);
        }

        ulong bits = sizeof(T) == sizeof(byte) ? *(byte*)&element
            : sizeof(T) == sizeof(ushort) ? *(ushort*)&element
            : sizeof(T) == sizeof(uint) ? *(uint*)&element
            : *(ulong*)&element;
        return (bits & Mask) > limit;
    }
}
