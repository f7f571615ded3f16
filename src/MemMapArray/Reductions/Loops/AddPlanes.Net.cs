using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary><see cref="Scalar.AddPlanes"/> with vectors.</summary>
internal static unsafe class AddPlanes
{
    /// <summary>left += right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Doubles(double* left, double* right, int count)
    {
        int i = 0;
        for (; i <= count - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            (Vector512.Load(left + i) + Vector512.Load(right + i)).Store(left + i);
        }

        Scalar.AddPlanes.Doubles(left + i, right + i, count - i);
    }

    /// <summary>left += right for integers of 128 bits: a plane of low halves, then one of high halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WideIntegers(ulong* left, ulong* right, int columns)
    {
        ulong* leftHigh = left + columns, rightHigh = right + columns;
        int i = 0;
        for (; i <= columns - Vector512<ulong>.Count; i += Vector512<ulong>.Count)
        {
            Vector512<ulong> addend = Vector512.Load(right + i), low = Vector512.Load(left + i) + addend;

            // Where the sum is below an addend there is a carry: all bits set, which is -1.
            Vector512<ulong> carry = Vector512.LessThan(low, addend);
            low.Store(left + i);
            (Vector512.Load(leftHigh + i) + Vector512.Load(rightHigh + i) - carry).Store(leftHigh + i);
        }

        Scalar.AddPlanes.WideIntegers(left, right, columns, start: i);
    }

    /// <summary>left += right for the planes of digits of some columns, carried.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Digits(long* left, long* right, int digits, int columns)
    {
        // Not every processor shifts signed integers of 64 bits: half of all numbers is added before the shift, and comes off behind it.
        Vector512<ulong> round = Vector512.Create((1UL << 63) + (1UL << 31)), half = Vector512.Create(1UL << 31);
        int i = 0;
        for (; i <= columns - Vector512<ulong>.Count; i += Vector512<ulong>.Count)
        {
            ulong* at = (ulong*)left + i, addend = (ulong*)right + i;
            Vector512<ulong> carry = default;
            for (int digit = 1; digit <= digits; digit++, at += columns, addend += columns)
            {
                Vector512<ulong> sum = Vector512.Load(at) + Vector512.Load(addend) + carry;
                carry = digit == digits ? default : ((sum + round) >>> 32) - half;
                (sum - (carry << 32)).Store(at);
            }
        }

        Scalar.AddPlanes.Digits(left, right, digits, columns, start: i);
    }
}
