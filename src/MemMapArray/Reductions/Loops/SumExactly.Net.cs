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
        if (count <= Scalar.SumExactly<T>.Few)
        {
            Scalar.SumExactly<T>.FewElements(elements, count, state);
            return;
        }

        double* sums = stackalloc double[2 * BlockLanes];
        Exponents<T> found;
        int scale;
        if (typeof(T) == typeof(double))
        {
            int some = Math.Min(count, SampleElements);
            found = Split(elements, some, 0, sums);
            scale = some == count ? found.High : found.High + SampleMargin;
        }
        else
        {
            found = Plain(elements, count, sums);
            scale = found.High;
            if (Grid<T>.IsPlain(found, BlockBits))
            {
                Store(found, count, sums, BlockLanes, state);
                return;
            }
        }

        while (found.AreFinite && scale <= Grid<T>.MaxScale)
        {
            found = Split(elements, count, scale, sums);
            if (Grid<T>.IsSplit(found, scale, BlockBits))
            {
                Store(found, count, sums, 2 * BlockLanes, state);
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

    private static void Store(in Exponents<T> found, int count, double* sums, int lanes, byte* state)
    {
        // Of parts, some of the sums may have a bit more than all together.
        bool arePlain = lanes == BlockLanes && Grid<T>.IsPlain(found, BitsOf(count));
        if (!found.AreZeros && !arePlain)
        {
            Grid<T>.StoreOne(sums, lanes, found.Low, state);
            return;
        }

        // One double holds the sum of all lanes.
        Vector512<double> sum = default;
        for (int lane = 0; lane < lanes; lane += Vector512<double>.Count)
        {
            sum += Vector512.Load(sums + lane);
        }

        DigitPlanes<T>.Store(Vector512.Sum(sum), state);
    }

    private static int BitsOf(int count)
    {
        int bits = 0;
        for (; count > 1 << bits; bits++)
        {
        }

        return bits;
    }

    // Sums of the elements themselves. What is left of the last lanes comes with zeros behind it.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Exponents<T> Plain(T* elements, int count, double* sums)
    {
        T* last = stackalloc T[BlockLanes], end = elements + (count & -BlockLanes);
        uint* exponents = stackalloc uint[2 * BlockLanes];
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
                Vector512<uint> bits = Exponents<T>.Bits(elements);
                most = Vector512.Max(most, bits);
                least = Vector512.Min(least, Exponents<T>.WithoutZeros(bits));
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
        least.Store(exponents);
        most.Store(exponents + BlockLanes);
        return Exponents<T>.Of(exponents, exponents + BlockLanes);
    }

    // Sums of the elements' upper and of their lower parts.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Exponents<T> Split(T* elements, int count, int scale, double* sums)
    {
        T* last = stackalloc T[BlockLanes], end = elements + (count & -BlockLanes);
        uint* exponents = stackalloc uint[2 * BlockLanes];
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
                Vector512<uint> bits = Exponents<T>.Bits(elements);
                most = Vector512.Max(most, bits);
                least = Vector512.Min(least, Exponents<T>.WithoutZeros(bits));
                if (typeof(T) == typeof(double))
                {
                    bits = Exponents<T>.Bits(elements + (BlockLanes / 2));
                    most = Vector512.Max(most, bits);
                    least = Vector512.Min(least, Exponents<T>.WithoutZeros(bits));
                }
            }

            if (rest == 0)
            {
                break;
            }

            CopyLast(elements, rest, last);
            elements = last;
            end = last + BlockLanes;
        }

        Lanes.Store(sums, a, b, c, d);
        least.Store(exponents);
        most.Store(exponents + BlockLanes);
        return Exponents<T>.Of(exponents, exponents + BlockLanes);
    }

    private static void CopyLast(T* elements, int count, T* last)
    {
        new Span<T>(last, BlockLanes).Clear();
        Unsafe.CopyBlockUnaligned(last, elements, (uint)(count * sizeof(T)));
    }
}
