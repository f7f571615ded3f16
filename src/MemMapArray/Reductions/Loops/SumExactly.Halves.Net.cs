using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <content>Blocks of <see cref="Half"/>: they are multiples of 2^-24 below 2^16, so that 53 bits hold the sum of any 4,096 of them, and
/// nothing is asked but whether they are finite.</content>
internal static unsafe partial class SumExactly<T>
    where T : unmanaged
{
    // The bits of infinity without the sign.
    private const ushort TwiceInfinity = 0xF800;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryHalves(T* elements, int count, byte* state)
    {
        T* room = stackalloc T[Lanes16], end = elements + (count & -Lanes16);
        Vector512<double> a = default, b = default;
        Vector256<ushort> most = default;
        for (int rest = count & (Lanes16 - 1); ; rest = 0)
        {
            for (; elements < end; elements += Lanes16)
            {
                Vector256<short> bits = Vector256.Load((short*)elements);
                (Vector512<double> x, Vector512<double> y) = Vector512.Widen(Lanes.ScaledHalves(bits));
                a += x;
                b += y;
                most = Vector256.Max(most, (bits + bits).AsUInt16());
            }

            if (rest == 0)
            {
                break;
            }

            elements = LastOnes(elements, rest, Lanes16, room);
            end = elements + Lanes16;
        }

        if (Vector256.GreaterThanOrEqualAny(most, Vector256.Create(TwiceInfinity)))
        {
            return false;
        }

        DigitPlanes<T>.Store(new(Sum(a + b) * Lanes.HalfScale, 0), state, 0, 1);
        return true;
    }
}
