using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>
/// Sums elements exactly with additions of doubles. They are exact where all elements are of about one size, which is seen from the
/// elements' exponents, found in the same pass. What is not so is summed digit by digit.
/// </summary>
/// <remarks>
/// <code>
///   plain:   a += x                                    of floats: 53 bits hold 24, those of 256 elements and 21 binades between them
///
///   split:   a' = a + x,  q = a' - a                   a begins as M = 1.5 * 2^s, so that q is the upper bits of x, and r those below
///            r = x - q,   b += r                       them: a and b have 53 bits each for their half
///
///   an element:  |------ q ------|------ r ------|     M comes from a guess, and is made anew where that was wrong
///
///   twice:       |------ q ------|------ s ------|------ t ------|     where r has too many bits it is split as x is
/// </code>
/// Either way the lanes of a block become one pair of doubles.
/// Source of the split: Ahrens, Demmel, Nguyen, "Algorithms for efficient reproducible floating point summation" (2020).
/// </remarks>
internal static unsafe partial class SumExactly<T>
    where T : unmanaged
{
    // Elements that are soonest added one by one.
    private const int Few = 16;

    // Each of 16 lanes takes up to 2^8 elements of a block.
    private const int Lanes16 = 16;
    private const int LaneBits = 8;

    // A block is guessed from so many of its elements, and some binades more.
    private const int SampleElements = 1 << SampleBits;
    private const int SampleBits = 6;
    private const int SampleMargin = 6;

    /// <summary>Makes the state of a block.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block(T* elements, int count, byte* state)
    {
        if (count <= Few)
        {
            Scalar.SumExactly<T>.Block(elements, count, state);
        }
        else if (typeof(T) == typeof(double))
        {
            if (count > SampleElements || !TrySmall(elements, count, state))
            {
                Exponents<T> sample = ExponentsOf(elements, Math.Min(count, SampleElements));
                SplitBlock(elements, count, sample, SampleMargin, state);
            }
        }
        else if (typeof(T) == typeof(Half))
        {
            if (!TryHalves(elements, count, state))
            {
                Scalar.SumExactly<T>.ByDigits(elements, count, state);
            }
        }
        else if (!TryPlain(elements, count, state, out Exponents<T> found))
        {
            SplitBlock(elements, count, found, 0, state);
        }
    }

    private static void SplitBlock(T* elements, int count, Exponents<T> found, int margin, byte* state)
    {
        // What is known of some elements, and then of all, may say that no scale will do.
        int bits = BitOperations.Log2((uint)count - 1) + 1, scale = found.High + margin;
        for (; scale <= Grid<T>.MaxScale && found.AreFinite && Grid<T>.IsSplit(found, found.High, bits); scale = found.High)
        {
            SumPair sum = Split(elements, count, Grid<T>.Splitter(scale, bits), out found);
            if (Grid<T>.IsSplit(found, scale, bits))
            {
                DigitPlanes<T>.Store(sum, state, 0, 1);
                return;
            }
        }

        for (; scale <= Grid<T>.MaxScale && found.AreFinite && Grid<T>.IsSplitTwice(found, found.High, bits); scale = found.High)
        {
            if (TrySplitTwice(elements, count, scale, bits, out found, state))
            {
                return;
            }
        }

        // Of doubles only some may have been looked at.
        found = typeof(T) == typeof(double) ? ExponentsOf(elements, count) : found;
        if (!TryBySize(elements, count, bits, found, state))
        {
            Scalar.SumExactly<T>.ByDigits(elements, count, state);
        }
    }

    // How large elements are, the last of them too.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Exponents<T> ExponentsOf(T* elements, int count)
    {
        Vector512<uint> least = Vector512<uint>.AllBitsSet, most = default;
        for (int i = 0; i < count; i += Exponents<T>.Width)
        {
            Exponents<T>.Include(elements + Math.Min(i, count - Exponents<T>.Width), ref least, ref most);
        }

        return Exponents<T>.Of(least, most);
    }

    // Sums of the elements' upper and of their lower parts.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static SumPair Split(T* elements, int count, double splitter, out Exponents<T> found)
    {
        int width = Exponents<T>.Width;
        T* room = stackalloc T[width], end = elements + (count & -width);
        Vector512<double> a = Vector512.Create(splitter), b = default;
        Vector512<uint> least = Vector512<uint>.AllBitsSet, most = default;
        for (int rest = count & (width - 1); ; rest = 0)
        {
            for (; elements < end; elements += width)
            {
                if (typeof(T) == typeof(double))
                {
                    AddSplit(Vector512.Load((double*)elements), ref a, ref b);
                }
                else
                {
                    Lanes.LoadHalfBeside(elements, out Vector512<double> x, out Vector512<double> y);
                    AddSplit(x, ref a, ref b);
                    AddSplit(y, ref a, ref b);
                }

                Exponents<T>.Include(elements, ref least, ref most);
            }

            if (rest == 0)
            {
                break;
            }

            elements = LastOnes(elements, rest, width, room);
            end = elements + width;
        }

        found = Exponents<T>.Of(least, most);
        return PairOf(a - Vector512.Create(splitter), b);
    }

    // The accumulator takes the upper bits of x, which its own last bit cuts off, and b what is below them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSplit(Vector512<double> x, ref Vector512<double> a, ref Vector512<double> b)
    {
        Vector512<double> before = a;
        a += x;
        b += x - (a - before);
    }

    // All of these additions are exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SumPair PairOf(Vector512<double> upper, Vector512<double> lower) => SumPair.Of(Sum(upper), Sum(lower));

    // Soonest by halves. The order matters to no bit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum(Vector512<double> parts)
    {
        Vector256<double> four = parts.GetLower() + parts.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.GetElement(0) + two.GetElement(1);
    }

    // The last elements, with zeros in front of them, as many as a step takes. No call is made of it, as no vector survives one: those of
    // the loops would lie in memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* LastOnes(T* elements, int count, int width, T* room)
    {
        // There are no vectors of Half.
        byte* end = (byte*)(elements + count);
        if (width * sizeof(T) == Vector512<byte>.Count)
        {
            LastLanes.Load(end, count * sizeof(T)).Store((byte*)room);
        }
        else
        {
            LastLanes.LoadHalf(end, count * sizeof(T)).Store((byte*)room);
        }

        return room;
    }
}
