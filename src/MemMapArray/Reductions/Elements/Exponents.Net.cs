using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Elements;

/// <summary>
/// How large and how small elements are, found beside their sum by operations on integers: the largest and the smallest of their bits,
/// without the sign, and without zeros. In positions of bits as <see cref="Digits{T}"/> has them.
/// </summary>
/// <typeparam name="T">float, double or Half.</typeparam>
internal readonly unsafe struct Exponents<T>
    where T : unmanaged
{
    private readonly int _least;
    private readonly int _most;

    /// <param name="least">The least of the 32 bits that have exponents.</param>
    /// <param name="most">The most.</param>
    public Exponents(uint least, uint most) => (_least, _most) = ((int)(least >> Shift), (int)(most >> Shift));

    /// <summary>The exponents of lanes. In memory: vectors that are handed on to a method are kept out of registers before, too.</summary>
    /// <param name="least">16 times the least of <see cref="WithoutZeros"/>.</param>
    /// <param name="most">16 times the most of <see cref="Bits"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Exponents<T> Of(uint* least, uint* most)
    {
        // Of doubles the lower halves are no numbers by themselves.
        int step = typeof(T) == typeof(double) ? 2 : 1;
        uint low = uint.MaxValue, high = 0;
        for (int i = step - 1; i < Vector512<uint>.Count; i += step)
        {
            low = Math.Min(low, least[i]);
            high = Math.Max(high, most[i]);
        }

        return new(low, high);
    }

    /// <summary>The exponent that infinities and NaN have; and, as the least one, what has no elements but zeros.</summary>
    public static int Special => typeof(T) == typeof(double) ? 0x7FF : typeof(T) == typeof(float) ? 0xFF : 0x1F;

    /// <summary>Where the exponent begins in 32 bits that have no sign.</summary>
    public static int Shift => typeof(T) == typeof(double) ? 21 : typeof(T) == typeof(float) ? 24 : 27;

    public bool AreZeros => _least == Special;

    public bool AreFinite => _most < Special;

    /// <summary>Every element is a multiple of 2^Low.</summary>
    public int Low => Math.Max(_least, 1) - 1;

    /// <summary>Every element is below 2^High.</summary>
    public int High => _most + Digits<T>.Fraction;

    /// <summary>The bits of 16 elements, or of 8 doubles, without their signs: the largest of some are wanted. Of doubles the upper halves
    /// have the exponents, as not every processor compares all bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Bits(T* elements) =>
        typeof(T) == typeof(double) ? (Vector512.Load((ulong*)elements) << 1).AsUInt32()
        : typeof(T) == typeof(float) ? Vector512.Load((uint*)elements) << 1
        : Vector512.WidenLower(Vector256.Load((ushort*)elements).ToVector512Unsafe()) << 17;

    /// <summary>Bits of which the smallest are wanted: zero less one is the largest number. The exponent of a power of two becomes one too
    /// low, which does no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> WithoutZeros(Vector512<uint> bits) => typeof(T) == typeof(double)
        ? (bits.AsUInt64() - Vector512<ulong>.One).AsUInt32()
        : bits - Vector512<uint>.One;
}
