using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <content>A few doubles, such as a row of a matrix: their exponents come first, so that the sum is right at once.</content>
internal static unsafe partial class SumExactly<T>
    where T : unmanaged
{
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TrySmall(T* elements, int count, byte* state)
    {
        // What is left of the last lanes comes with zeros in front of it.
        int width = Vector512<double>.Count, whole = count & -width;
        T* room = stackalloc T[width], rest = whole == count ? room : LastOnes(elements + whole, count - whole, width, room);
        Vector512<uint> least = Vector512<uint>.AllBitsSet, most = default;
        for (int i = 0; i < whole; i += width)
        {
            Exponents<T>.Include(elements + i, ref least, ref most);
        }

        if (whole < count)
        {
            Exponents<T>.Include(rest, ref least, ref most);
        }

        var found = Exponents<T>.Of(least, most);
        if (!found.AreFinite || found.High > Grid<T>.MaxScale || !Grid<T>.IsSplit(found, found.High, SampleBits))
        {
            return false;
        }

        Vector512<double> splitter = Vector512.Create(Grid<T>.Splitter(found.High, SampleBits)), a = splitter, b = default;
        for (int i = 0; i < whole; i += width)
        {
            AddSplit(Vector512.Load((double*)elements + i), ref a, ref b);
        }

        if (whole < count)
        {
            AddSplit(Vector512.Load((double*)rest), ref a, ref b);
        }

        DigitPlanes<T>.Store(PairOf(a - splitter, b), state, 0, 1);
        return true;
    }
}
