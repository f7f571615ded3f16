using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary><see cref="Scalar.DividePlanes"/> with vectors.</summary>
internal static unsafe class DividePlanes
{
    /// <inheritdoc cref="Scalar.DividePlanes.Pairs{T}"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Pairs<T>(byte* states, int columns, long divisor, double* quotients)
        where T : unmanaged
    {
        ulong* ranges = (ulong*)DigitPlanes<T>.Ranges(states);
        double* high = DigitPlanes<T>.Pairs(states, columns), low = high + columns;
        SumRange pair = SumRange.Pair;
        Vector512<ulong> pairs = Vector512.Create(Unsafe.As<SumRange, ulong>(ref pair));
        int i = 0;
        for (; i <= columns - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            Vector512<double> quotient = SumPair.Divide(
                Vector512.Load(high + i), Vector512.Load(low + i), divisor, out Vector512<double> areCertain);
            if (Vector512.Load(ranges + i) != pairs || areCertain.AsInt64() != Vector512<long>.AllBitsSet)
            {
                break;
            }

            quotient.Store(quotients + i);
        }

        return Scalar.DividePlanes.Pairs<T>(states, columns, divisor, quotients, start: i);
    }

    /// <inheritdoc cref="Scalar.DividePlanes.WideIntegers"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WideIntegers(byte* states, int columns, long divisor, double* quotients)
    {
        long* low = (long*)states, high = low + columns;
        Vector512<double> divisors = Vector512.Create((double)divisor);
        int i = 0;
        for (; i <= columns - Vector512<long>.Count && divisor >> WideInteger.DoubleBits == 0; i += Vector512<long>.Count)
        {
            // Those that doubles hold.
            Vector512<long> value = Vector512.Load(low + i), rest = value >> WideInteger.DoubleBits;
            Vector512<long> sign = Vector512.Load(high + i);
            if (rest != sign || (value >> 63) != sign)
            {
                break;
            }

            (Vector512.ConvertToDouble(value) / divisors).Store(quotients + i);
        }

        Scalar.DividePlanes.WideIntegers(states, columns, divisor, quotients, start: i);
    }
}
