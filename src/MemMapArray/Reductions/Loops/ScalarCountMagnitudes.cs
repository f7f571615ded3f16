using System.Numerics;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Elements;

namespace MemMap.Reductions.Loops;

/// <summary>Counts elements by their bits without the sign: what is not zero is above <see cref="Zero"/>, and NaN is above
/// <see cref="Infinity{T}"/>. In plain loops.</summary>
internal static unsafe class ScalarCountMagnitudes
{
    public const ulong Zero = 0;

    /// <summary>What only NaN is above. Nothing is where there is no NaN.</summary>
    public static ulong Infinity<T>()
        where T : unmanaged => !HasSign<T>() ? ulong.MaxValue : sizeof(T) == sizeof(ushort) ? 0x7C00UL : sizeof(T) == sizeof(uint) ? 0x7F80_0000UL : 0x7FF0_0000_0000_0000UL;

    /// <summary>The bits that count: all but the sign, which zero and NaN may have.</summary>
    public static ulong Mask<T>()
        where T : unmanaged => !HasSign<T>() ? ulong.MaxValue : sizeof(T) == sizeof(ushort) ? 0x7FFFUL : sizeof(T) == sizeof(uint) ? 0x7FFF_FFFFUL : 0x7FFF_FFFF_FFFF_FFFFUL;

    /// <summary>How many of the elements from <paramref name="start"/> to before <paramref name="count"/> are above a limit.</summary>
    public static int CountAbove<T>(T* elements, int start, int count, ulong limit)
        where T : unmanaged
    {
        int above = 0;
        for (int i = start; i < count; i++)
        {
            above += IsAbove(Unsafe.ReadUnaligned<T>(elements + i), limit) ? 1 : 0;
        }

        return above;
    }

    /// <summary>How many elements of each of the columns from <paramref name="start"/> to before <paramref name="columns"/> are above a
    /// limit.</summary>
    public static void CountAbove<T>(T** rows, int rowCount, int start, int columns, ulong limit, double* counts)
        where T : unmanaged
    {
        for (int column = start; column < columns; column++)
        {
            int above = 0;
            for (int row = 0; row < rowCount; row++)
            {
                above += IsAbove(Unsafe.ReadUnaligned<T>(rows[row] + column), limit) ? 1 : 0;
            }

            counts[column] = above;
        }
    }

    // A complex number is when a part of it is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAbove<T>(T element, ulong limit)
        where T : unmanaged
    {
        if (typeof(T) == typeof(Complex))
        {
            double* parts = (double*)&element;
            return IsAbove(parts[0], limit) || IsAbove(parts[1], limit);
        }

        ulong bits = sizeof(T) == sizeof(byte) ? *(byte*)&element
            : sizeof(T) == sizeof(ushort) ? *(ushort*)&element
            : sizeof(T) == sizeof(uint) ? *(uint*)&element
            : *(ulong*)&element;
        return (bits & Mask<T>()) > limit;
    }

    private static bool HasSign<T>() => Element.IsFloatingPoint<T>() || typeof(T) == typeof(Complex);
}
