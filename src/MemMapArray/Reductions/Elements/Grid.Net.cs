using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>
/// When sums in doubles are exact. What is added to a number <c>M = 1.5 * 2^(52 + p)</c> is rounded to multiples of <c>2^p</c>, the upper
/// bits of an element, as long as the sum stays between <c>2^(52 + p)</c> and twice that.
/// </summary>
/// <typeparam name="T">The element type. Positions count from the lowest bit of its smallest number.</typeparam>
internal static class Grid<T>
    where T : unmanaged
{
    private const int MantissaBits = 53;

    /// <summary>The largest scale that a number M is made of without overflow, for sums of up to 2^12 elements.</summary>
    public static int MaxScale
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(double) ? 2084 : int.MaxValue;
    }

    /// <summary>Sums of up to 2^<paramref name="bits"/> such elements are exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPlain(in Exponents<T> found, int bits) =>
        found.AreFinite && found.High + bits - found.Low <= MantissaBits;

    /// <summary>Sums of the upper and of the lower parts of up to 2^<paramref name="bits"/> such elements are exact.</summary>
    /// <param name="found">The elements' exponents.</param>
    /// <param name="scale">What the elements were thought to be below.</param>
    /// <param name="bits">How many they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSplit(in Exponents<T> found, int scale, int bits) =>
        found.AreZeros || (found.High <= scale && found.Low >= LowOf(scale, bits));

    /// <summary>The same where the lower parts are split once more.</summary>
    /// <inheritdoc cref="IsSplit" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSplitTwice(in Exponents<T> found, int scale, int bits) =>
        found.AreZeros || (found.High <= scale && found.Low >= LowOf(ScaleOfRests(scale, bits), bits));

    /// <summary>What elements of a size, which are below 2^<paramref name="scale"/>, must be multiples of for their sums to be exact, in as
    /// many parts as those have: three of doubles, two of what has fewer bits.</summary>
    public static int LowOfSize(int scale, int bits) =>
        LowOf(typeof(T) == typeof(double) ? ScaleOfRests(scale, bits) : scale, bits);

    /// <summary>The least of those elements.</summary>
    public static double LeastOfSize(int scale, int bits)
    {
        int low = LowOfSize(scale, bits);
        return low <= 0 ? 0 : BitConverter.Int64BitsToDouble((long)(low + Digits<T>.Fraction + Digits<T>.Lowest + 1023) << 52);
    }

    /// <summary>What the lower parts of elements below 2^<paramref name="scale"/> are below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ScaleOfRests(int scale, int bits) => Upper(scale, bits) - (MantissaBits - 1);

    /// <summary>The number M that splits elements below 2^<paramref name="scale"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Splitter(int scale, int bits) =>
        BitConverter.Int64BitsToDouble(((long)(Upper(scale, bits) + Digits<T>.Lowest + 1023) << 52) | (1L << 51));

    /// <summary>What the elements are below that a number splits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ScaleOf(double splitter, int bits) =>
        (int)(BitConverter.DoubleToInt64Bits(splitter) >> 52) - 1023 - Digits<T>.Lowest - bits - 1;

    // What elements must be multiples of that are split once more below this scale.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LowOf(int scale, int bits) => Upper(scale, bits) + bits - (2 * MantissaBits);

    // The highest bit of M: sums of elements are less than half of that. Upper parts are multiples of what is 52 bits below.
    private static int Upper(int scale, int bits) => Math.Max(scale + bits + 1, MantissaBits - 1);
}
