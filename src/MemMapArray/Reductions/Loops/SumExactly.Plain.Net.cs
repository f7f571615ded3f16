using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <content>Elements that are added as they are.</content>
internal static unsafe partial class SumExactly<T>
    where T : unmanaged
{
    // Sums of the elements themselves. What is left of the last lanes comes with zeros in front of it.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryPlain(T* elements, int count, byte* state, out Exponents<T> found)
    {
        T* room = stackalloc T[Lanes16];
        Vector512<double> a = default, b = default;
        Vector512<uint> least = Vector512<uint>.AllBitsSet, most = default;
        AddPlain(elements, count, room, ref a, ref b, ref least, ref most);
        found = Exponents<T>.Of(least, most);
        if (Grid<T>.IsPlain(found, BitOperations.Log2((uint)count - 1) + 1))
        {
            DigitPlanes<T>.Store(new(Sum(a + b), 0), state, 0, 1);
            return true;
        }

        if (!Grid<T>.IsPlain(found, LaneBits))
        {
            return false;
        }

        // The sums are split as elements may be, so that adding them up is exact too.
        Vector512<double> splitter = Vector512.Create(Grid<T>.Splitter(found.High + LaneBits, bits: 4));
        Vector512<double> upperA = (a + splitter) - splitter, upperB = (b + splitter) - splitter;
        DigitPlanes<T>.Store(PairOf(upperA + upperB, (a - upperA) + (b - upperB)), state, 0, 1);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPlain(
        T* elements,
        int count,
        T* room,
        ref Vector512<double> a,
        ref Vector512<double> b,
        ref Vector512<uint> least,
        ref Vector512<uint> most)
    {
        T* end = elements + (count & -Lanes16);
        for (int rest = count & (Lanes16 - 1); ; rest = 0)
        {
            for (; elements < end; elements += Lanes16)
            {
                Lanes.LoadHalfBeside(elements, out Vector512<double> x, out Vector512<double> y);
                a += x;
                b += y;
                Exponents<T>.Include(elements, ref least, ref most);
            }

            if (rest == 0)
            {
                break;
            }

            elements = LastOnes(elements, rest, Lanes16, room);
            end = elements + Lanes16;
        }
    }
}
