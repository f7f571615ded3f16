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

    /// <param name="least">The least of what <see cref="Add"/> found.</param>
    /// <param name="most">The most.</param>
    public Exponents(Vector512<uint> least, Vector512<uint> most)
    {
        if (typeof(T) == typeof(double))
        {
            // The lower halves are no numbers by themselves.
            least |= Vector512.Create((ulong)uint.MaxValue).AsUInt32();
            most &= Vector512.Create((ulong)uint.MaxValue << 32).AsUInt32();
        }

        Vector256<uint> least8 = Vector256.Min(least.GetLower(), least.GetUpper()), most8 = Vector256.Max(most.GetLower(), most.GetUpper());
        Vector128<uint> least4 = Vector128.Min(least8.GetLower(), least8.GetUpper());
        Vector128<uint> most4 = Vector128.Max(most8.GetLower(), most8.GetUpper());
        uint low = uint.MaxValue, high = 0;
        for (int i = 0; i < 4; i++)
        {
            low = Math.Min(low, least4.GetElement(i));
            high = Math.Max(high, most4.GetElement(i));
        }

        this = new(low, high);
    }

    /// <param name="least">The least of the 32 bits that have exponents.</param>
    /// <param name="most">The most.</param>
    public Exponents(uint least, uint most) => (_least, _most) = ((int)(least >> Shift), (int)(most >> Shift));

    /// <summary>The bits behind the point of an element.</summary>
    public static int Fraction => typeof(T) == typeof(double) ? 52 : typeof(T) == typeof(float) ? 23 : 10;

    /// <summary>The exponent that infinities and NaN have; and, as the least one, what has no elements but zeros.</summary>
    public static int Special => typeof(T) == typeof(double) ? 0x7FF : typeof(T) == typeof(float) ? 0xFF : 0x1F;

    /// <summary>Where the exponent begins in 32 bits that have no sign.</summary>
    public static int Shift => typeof(T) == typeof(double) ? 21 : typeof(T) == typeof(float) ? 24 : 27;

    public bool AreZeros => _least == Special;

    public bool AreFinite => _most < Special;

    /// <summary>Every element is a multiple of 2^Low.</summary>
    public int Low => Math.Max(_least, 1) - 1;

    /// <summary>Every element is below 2^High.</summary>
    public int High => _most + Fraction;

    /// <summary>Takes 16 elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(T* elements, ref Vector512<uint> least, ref Vector512<uint> most)
    {
        if (typeof(T) == typeof(double))
        {
            AddEight((double*)elements, ref least, ref most);
            AddEight((double*)elements + 8, ref least, ref most);
            return;
        }

        // Zero less one is the largest number. The exponent of a power of two becomes one too low, which does no harm.
        Vector512<uint> bits = typeof(T) == typeof(float)
            ? Vector512.Load((uint*)elements) << 1
            : Vector512.WidenLower(Vector256.Load((ushort*)elements).ToVector512Unsafe()) << 17;
        most = Vector512.Max(most, bits);
        least = Vector512.Min(least, bits - Vector512<uint>.One);
    }

    /// <summary>Takes 8 doubles. The upper halves of their bits have the exponents: not every processor compares all bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddEight(double* elements, ref Vector512<uint> least, ref Vector512<uint> most)
    {
        Vector512<ulong> bits = Vector512.Load((ulong*)elements) << 1;
        most = Vector512.Max(most, bits.AsUInt32());
        least = Vector512.Min(least, (bits - Vector512<ulong>.One).AsUInt32());
    }
}
