using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <content>Elements in three parts: those of a block may be 2^67 times as large as others.</content>
internal static unsafe partial class SumExactly<T>
    where T : unmanaged
{
    // Sums of the elements' upper, middle and lower parts. A third pass, where two have found that it takes that.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TrySplitTwice(T* elements, int count, int scale, int bits, out Exponents<T> found, byte* state)
    {
        int width = Exponents<T>.Width;
        T* room = stackalloc T[3 * width], end = elements + (count & -width);
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
