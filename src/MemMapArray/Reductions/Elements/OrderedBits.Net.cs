using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Reductions.Elements;

/// <summary>The bits of floating-point numbers as integers that have their order, NaN before and behind all: those of a negative number but
/// the sign turned around. It is its own inverse.</summary>
internal static unsafe class OrderedBits
{
    /// <summary>Turns bits around.</summary>
    /// <typeparam name="TBits">The integer of the numbers' size, with a sign.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<TBits> Turn<TBits>(Vector512<TBits> bits)
        where TBits : unmanaged
    {
        // A shift of 64 bits that keeps the sign takes several instructions without AVX-512.
        Vector512<TBits> areNegative = sizeof(TBits) < sizeof(long) || Avx512F.IsSupported
            ? bits >> ((8 * sizeof(TBits)) - 1)
            : Vector512.LessThan(bits, default);
        return bits ^ (areNegative & (Vector512<TBits>.AllBitsSet >>> 1));
    }

    /// <inheritdoc cref="Turn{TBits}(Vector512{TBits})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<TBits> Turn<TBits>(Vector256<TBits> bits)
        where TBits : unmanaged => bits ^ (Vector256.LessThan(bits, default) & (Vector256<TBits>.AllBitsSet >>> 1));
}
