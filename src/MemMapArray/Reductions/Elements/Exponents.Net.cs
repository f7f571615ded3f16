using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Elements;

/// <summary>
/// How large and how small elements are, found beside their sum by operations on integers: the largest and the smallest of their bits,
/// without the sign, and without zeros. In positions of bits as <see cref="Digits{T}"/> has them.
/// </summary>
/// <typeparam name="T">A floating-point type.</typeparam>
internal readonly unsafe struct Exponents<T>
    where T : unmanaged
{
    private readonly int _least;
    private readonly int _most;

    /// <param name="least">The least of the 32 bits that have exponents.</param>
    /// <param name="most">The most.</param>
    public Exponents(uint least, uint most) => (_least, _most) = ((int)(least >> Shift), (int)(most >> Shift));

    /// <summary>The exponent that infinities and NaN have; and, as the least one, what has no elements but zeros.</summary>
    public static int Special
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(double) ? 0x7FF : typeof(T) == typeof(Half) ? 0x1F : 0xFF;
    }

    /// <summary>Where the exponent begins in 32 bits that have no sign.</summary>
    public static int Shift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(double) ? 21 : typeof(T) == typeof(Half) ? 27 : 24;
    }

    /// <summary>How many elements <see cref="Bits"/> takes.</summary>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(double) ? Vector512<ulong>.Count : Vector512<uint>.Count;
    }

    public bool AreZeros
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _least == Special;
    }

    public bool AreFinite
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _most < Special;
    }

    /// <summary>Every element is a multiple of 2^Low.</summary>
    public int Low
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Math.Max(_least, 1) - 1;
    }

    /// <summary>Every element is below 2^High.</summary>
    public int High
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _most + Digits<T>.Fraction;
    }

    /// <summary>The exponents of lanes.</summary>
    /// <param name="least">The least of <see cref="WithoutZeros"/>.</param>
    /// <param name="most">The most of <see cref="Bits"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Exponents<T> Of(Vector512<uint> least, Vector512<uint> most)
    {
        Vector256<uint> leastOf8 = Vector256.Min(least.GetLower(), least.GetUpper());
        Vector256<uint> mostOf8 = Vector256.Max(most.GetLower(), most.GetUpper());
        Vector128<uint> low = Vector128.Min(leastOf8.GetLower(), leastOf8.GetUpper());
        Vector128<uint> high = Vector128.Max(mostOf8.GetLower(), mostOf8.GetUpper());
        low = Vector128.Min(low, Vector128.Shuffle(low, Vector128.Create(2u, 3, 0, 1)));
        high = Vector128.Max(high, Vector128.Shuffle(high, Vector128.Create(2u, 3, 0, 1)));

        // Of doubles the lower halves are no numbers by themselves.
        return typeof(T) == typeof(double)
            ? new(low.GetElement(1), high.GetElement(1))
            : new(Math.Min(low.GetElement(0), low.GetElement(1)), Math.Max(high.GetElement(0), high.GetElement(1)));
    }

    /// <summary>Takes in <see cref="Width"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Include(T* elements, ref Vector512<uint> least, ref Vector512<uint> most)
    {
        Vector512<uint> bits = Bits(elements);
        most = Vector512.Max(most, bits);

        // Sums of a block of Half fit a double whatever the least is.
        least = typeof(T) == typeof(Half) ? default : Vector512.Min(least, WithoutZeros(bits));
    }

    /// <summary>The bits of <see cref="Width"/> elements without their signs: the largest of some are wanted. Of doubles the upper halves
    /// have the exponents, as not every processor compares all bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Bits(T* elements) =>
        typeof(T) == typeof(double) ? Twice(Vector512.Load((ulong*)elements)).AsUInt32()
        : typeof(T) == typeof(float) ? Twice(Vector512.Load((uint*)elements))
        : Lanes.LoadShorts(elements) << 17;

    /// <summary>Bits of which the smallest are wanted: zero less one is the largest number. The exponent of a power of two becomes one too
    /// low, which does no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> WithoutZeros(Vector512<uint> bits) => typeof(T) == typeof(double)
        ? (bits.AsUInt64() - Vector512<ulong>.One).AsUInt32()
        : bits - Vector512<uint>.One;

    // Without the sign. Processors add at more places than they shift.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<TBits> Twice<TBits>(Vector512<TBits> bits) => bits + bits;
}
