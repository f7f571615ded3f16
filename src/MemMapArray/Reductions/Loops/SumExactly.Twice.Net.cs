using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <content>Elements in three parts: those of a block may be 2^67 times as large as others.</content>
internal static unsafe partial class SumExactly<T>
    where T : unmanaged
{
    // So many sizes are looked for, before all is summed digit by digit.
    private const int Sizes = 2;

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
                    Lanes.LoadHalf(elements, out Vector512<double> x, out Vector512<double> y);
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
    private static bool TryBySize(T* elements, int count, int bits, byte* state)
    {
        Exponents<T> all = ExponentsOf(elements, count);
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
            double least = Grid<T>.LeastSplitTwice(scale, bits), largest = SumOfSize(elements, count, scale, bits, least, below, digits);
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
    private static double SumOfSize(T* elements, int count, int scale, int bits, double least, double below, long* digits)
    {
        int width = Exponents<T>.Width;
        T* room = stackalloc T[width], end = elements + (count & -width);
        Vector512<double> upper = Vector512.Create(Grid<T>.Splitter(scale, bits));
        Vector512<double> middle = Vector512.Create(Grid<T>.Splitter(Grid<T>.ScaleOfRests(scale, bits), bits));
        Vector512<double> a = upper, b = middle, c = default, largest = default;
        for (int rest = count & (width - 1); ; rest = 0)
        {
            for (; elements < end; elements += width)
            {
                if (typeof(T) == typeof(double))
                {
                    AddSplitTwice(OfSize(Vector512.Load((double*)elements), least, below, ref largest), ref a, ref b, ref c);
                }
                else
                {
                    Lanes.LoadHalf(elements, out Vector512<double> x, out Vector512<double> y);
                    AddSplitTwice(OfSize(x, least, below, ref largest), ref a, ref b, ref c);
                    AddSplitTwice(OfSize(y, least, below, ref largest), ref a, ref b, ref c);
                }
            }

            if (rest == 0)
            {
                break;
            }

            elements = LastOnes(elements, rest, width, room);
            end = elements + width;
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
    private static Vector512<double> OfSize(Vector512<double> x, double least, double below, ref Vector512<double> largest)
    {
        Vector512<double> size = Vector512.Abs(x), isSmaller = Vector512.LessThan(size, Vector512.Create(least));
        largest = Vector512.MaxNative(largest, size & isSmaller);
        return Vector512.AndNot(x, isSmaller) & Vector512.LessThan(size, Vector512.Create(below));
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
