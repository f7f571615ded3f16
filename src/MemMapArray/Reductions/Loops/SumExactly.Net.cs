using System;
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
///   split:   q = (x + M) - M,  a += q                  M = 1.5 * 2^s makes q the upper bits of x, and r those below them:
///            r = x - q,        b += r                  a and b have 53 bits each for their half
///
///   an element:  |------ q ------|------ r ------|     M comes from a guess, and is made anew where that was wrong
/// </code>
/// Source of the split: Demmel, Nguyen, "Fast reproducible floating-point summation" (2013).
/// </remarks>
internal static unsafe partial class SumExactly<T>
    where T : unmanaged
{
    // Lanes of a block: each takes up to 2^8 of its elements.
    private const int BlockLanes = 16;
    private const int BlockBits = 8;

    // A block is guessed from so many of its elements, and some binades more.
    private const int SampleElements = 64;
    private const int SampleMargin = 3;

    /// <summary>Makes the state of a block.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block(T* elements, int count, byte* state)
    {
        double* upper = stackalloc double[2 * BlockLanes], lower = upper + BlockLanes;
        Exponents<T> found;
        int scale;
        if (typeof(T) == typeof(double))
        {
            int some = Math.Min(count, SampleElements);
            found = Split(elements, some, 0, upper, lower);
            scale = some == count ? found.High : found.High + SampleMargin;
        }
        else
        {
            found = Plain(elements, count, upper);
            scale = found.High;
            if (Grid<T>.IsPlain(found, BlockBits))
            {
                Store(found, upper, null, state);
                return;
            }
        }

        while (found.AreFinite && scale <= Grid<T>.MaxScale)
        {
            found = Split(elements, count, scale, upper, lower);
            if (Grid<T>.IsSplit(found, scale, BlockBits))
            {
                Store(found, upper, lower, state);
                return;
            }

            if (scale == found.High)
            {
                break;
            }

            scale = found.High;
        }

        Scalar.SumExactly<T>.Block(elements, count, state);
    }

    private static void Store(in Exponents<T> found, double* upper, double* lower, byte* state)
    {
        if (found.AreZeros)
        {
            *DigitPlanes<T>.Ranges(state) = default;
            return;
        }

        Grid<T>.StoreOne(upper, lower, BlockLanes, found.Low, state);
    }

    // Sums of the elements themselves. What is left of the last lanes comes with zeros behind it.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Exponents<T> Plain(T* elements, int count, double* sums)
    {
        T* last = stackalloc T[BlockLanes], end = elements + (count & -BlockLanes);
        Vector512<double> a = default, b = default;
        Vector512<uint> least = Vector512<uint>.AllBitsSet, most = default;
        for (int rest = count % BlockLanes; ; rest = 0)
        {
            for (; elements < end; elements += BlockLanes)
            {
                Prefetch.Ahead(elements, BlockLanes * sizeof(T));
                Lanes.LoadHalf(elements, out Vector512<double> x, out Vector512<double> y);
                a += x;
                b += y;
                Exponents<T>.Add(elements, ref least, ref most);
            }

            if (rest == 0)
            {
                break;
            }

            CopyLast(elements, rest, last);
            elements = last;
            end = last + BlockLanes;
        }

        a.Store(sums);
        b.Store(sums + 8);
        return new(least, most);
    }

    // Sums of the elements' upper and of their lower parts.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Exponents<T> Split(T* elements, int count, int scale, double* upper, double* lower)
    {
        T* last = stackalloc T[BlockLanes], end = elements + (count & -BlockLanes);
        Vector512<double> splitter = Vector512.Create(Grid<T>.Splitter(scale, BlockBits));
        Vector512<double> a = default, b = default, c = default, d = default;
        Vector512<uint> least = Vector512<uint>.AllBitsSet, most = default;
        for (int rest = count % BlockLanes; ; rest = 0)
        {
            for (; elements < end; elements += BlockLanes)
            {
                Prefetch.Ahead(elements, BlockLanes * sizeof(T));
                Lanes.LoadHalf(elements, out Vector512<double> x, out Vector512<double> y);
                Vector512<double> q = (x + splitter) - splitter;
                a += q;
                c += x - q;
                q = (y + splitter) - splitter;
                b += q;
                d += y - q;
                Exponents<T>.Add(elements, ref least, ref most);
            }

            if (rest == 0)
            {
                break;
            }

            CopyLast(elements, rest, last);
            elements = last;
            end = last + BlockLanes;
        }

        a.Store(upper);
        b.Store(upper + 8);
        c.Store(lower);
        d.Store(lower + 8);
        return new(least, most);
    }

    private static void CopyLast(T* elements, int count, T* last)
    {
        new Span<T>(last, BlockLanes).Clear();
        Unsafe.CopyBlockUnaligned(last, elements, (uint)(count * sizeof(T)));
    }
}
