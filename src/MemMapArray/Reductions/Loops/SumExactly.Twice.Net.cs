using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <content>Elements in three parts: those of a block may be 2^67 times as large as others.</content>
internal static unsafe partial class SumExactly<T>
    where T : unmanaged
{
    // So many sizes are looked for, before all is summed digit by digit. One of doubles reaches over twice as many binades.
    private static int Sizes => typeof(T) == typeof(double) ? 2 : 4;

    // Sums of the elements' upper, middle and lower parts. A third pass, where two have found that it takes that.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TrySplitTwice(T* elements, int count, int scale, int bits, out Exponents<T> found, byte* state)
    {
        int width = Exponents<T>.Width;
        T* room = stackalloc T[width], end = elements + (count & -width);
        Vector512<double> upper = Vector512.Create(Grid<T>.Splitter(scale, bits));
        Vector512<double> middle = Vector512.Create(Grid<T>.Splitter(Grid<T>.ScaleOfRests(scale, bits), bits));
        Vector512<double> a = upper, b = middle, c = default;
        Vector512<uint> least = Vector512<uint>.AllBitsSet, most = default;
        for (int rest = count & (width - 1); ; rest = 0)
        {
            for (; elements < end; elements += width)
            {
                if (typeof(T) == typeof(double))
                {
                    AddSplitTwice(Vector512.Load((double*)elements), ref a, ref b, ref c);
                }
                else
                {
                    Lanes.LoadHalfBeside(elements, out Vector512<double> x, out Vector512<double> y);
                    AddSplitTwice(x, ref a, ref b, ref c);
                    AddSplitTwice(y, ref a, ref b, ref c);
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
        if (!Grid<T>.IsSplitTwice(found, scale, bits))
        {
            return false;
        }

        Scalar.SumExactly<T>.Store(Sum(a - upper), Sum(b - middle), Sum(c), state);
        return true;
    }

    // Sums the elements that are near the largest, and then those near the largest of the others: data may be of two sizes.
    [SkipLocalsInit]
    private static bool TryBySize(T* elements, int count, int bits, in Exponents<T> all, byte* state)
    {
        if (!all.AreFinite)
        {
            return false;
        }

        long* digits = stackalloc long[Digits<T>.Count];
        new Span<long>(digits, Digits<T>.Count).Clear();
        double below = double.PositiveInfinity;
        int scale = all.High;
        for (int size = 0; size < Sizes && scale <= Grid<T>.MaxScale; size++)
        {
            double least = Grid<T>.LeastOfSize(scale, bits);
            bool hasSmaller = all.Low < Grid<T>.LowOfSize(scale, bits);
            double largest = SumOfSize(elements, count, scale, bits, least, below, hasSmaller, digits);
            if (largest == 0)
            {
                DigitPlanes<T>.Store(digits, Specials.None, state, 0, 1);
                return true;
            }

            scale = (int)Mantissa.ExponentOf(largest) + 1 - Digits<T>.Lowest;
            below = least;
        }

        return false;
    }

    // Adds elements from one size to below another to digits.
    // Returns the largest of those that are smaller.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOfSize(T* elements, int count, int scale, int bits, double least, double below, bool hasSmaller, long* digits)
    {
        T* room = stackalloc T[Exponents<T>.Width];
        Vector512<double> upper = Vector512.Create(Grid<T>.Splitter(scale, bits)), largest = default;
        Vector512<double> middle = typeof(T) == typeof(double)
            ? Vector512.Create(Grid<T>.Splitter(Grid<T>.ScaleOfRests(scale, bits), bits))
            : default;
        Vector512<double> a = upper, b = middle, c = default;

        // A loop for each, without what it has no use for.
        if (double.IsPositiveInfinity(below))
        {
            AddOfSize(elements, count, room, least, below, true, false, ref largest, ref a, ref b, ref c);
        }
        else if (hasSmaller)
        {
            AddOfSize(elements, count, room, least, below, true, true, ref largest, ref a, ref b, ref c);
        }
        else
        {
            AddOfSize(elements, count, room, least, below, false, true, ref largest, ref a, ref b, ref c);
        }

        Digits<T>.TryAdd(Sum(a - upper), digits);
        Digits<T>.TryAdd(Sum(b - middle), digits);
        Digits<T>.TryAdd(Sum(c), digits);
        double smaller = 0;
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            smaller = Math.Max(smaller, largest.GetElement(lane));
        }

        return smaller;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOfSize(
        T* elements,
        int count,
        T* room,
        double least,
        double below,
        bool hasSmaller,
        bool hasLarger,
        ref Vector512<double> largest,
        ref Vector512<double> a,
        ref Vector512<double> b,
        ref Vector512<double> c)
    {
        int width = Exponents<T>.Width;
        T* end = elements + (count & -width);
        for (int rest = count & (width - 1); ; rest = 0)
        {
            for (; elements < end; elements += width)
            {
                if (typeof(T) == typeof(double))
                {
                    Vector512<double> x = Vector512.Load((double*)elements);
                    AddSplitTwice(OfSize(x, least, below, hasSmaller, hasLarger, ref largest), ref a, ref b, ref c);
                }
                else
                {
                    Lanes.LoadHalfBeside(elements, out Vector512<double> x, out Vector512<double> y);
                    AddSplit(OfSize(x, least, below, hasSmaller, hasLarger, ref largest), ref a, ref b);
                    AddSplit(OfSize(y, least, below, hasSmaller, hasLarger, ref largest), ref a, ref b);
                }
            }

            if (rest == 0)
            {
                break;
            }

            elements = LastOnes(elements, rest, width, room);
            end = elements + width;
        }
    }

    // Zero for what is smaller, and for what is larger.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OfSize(
        Vector512<double> x, double least, double below, bool hasSmaller, bool hasLarger, ref Vector512<double> largest)
    {
        Vector512<double> size = Vector512.Abs(x), kept = x;
        if (hasSmaller)
        {
            Vector512<double> isSmaller = Vector512.LessThan(size, Vector512.Create(least));
            largest = Vector512.MaxNative(largest, size & isSmaller);
            kept = Vector512.AndNot(kept, isSmaller);
        }

        return hasLarger ? kept & Vector512.LessThan(size, Vector512.Create(below)) : kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSplitTwice(Vector512<double> x, ref Vector512<double> a, ref Vector512<double> b, ref Vector512<double> c)
    {
        Vector512<double> before = a, beforeB = b;
        a += x;
        Vector512<double> rest = x - (a - before);
        b += rest;
        c += rest - (b - beforeB);
    }
}
