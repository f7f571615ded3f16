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
            Vector512<ulong> high = Vector512.Load(rightHigh + i) - carry;
            if (high != default)
            {
                (Vector512.Load(leftHigh + i) + high).Store(leftHigh + i);
            }
        }

        Scalar.AddPlanes.WideIntegers(left, right, columns, start: i);
    }

    /// <summary>left += right for <see cref="SumPair"/>s: a plane of high parts, then one of low ones.</summary>
    /// <param name="left">The sums.</param>
    /// <param name="right">What is added.</param>
    /// <param name="distance">From a pair's high part to its low one.</param>
    /// <param name="count">How many pairs.</param>
    /// <returns>How many were added: up to the first whose sum no pair is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Pairs(double* left, double* right, int distance, int count)
    {
        int i = 0;
        for (; i <= count - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            Vector512<double> upper = Elements.Doubles.TwoSum(
                Vector512.Load(left + i), Vector512.Load(right + i), out Vector512<double> rest);
            Vector512<double> lower = Elements.Doubles.TwoSum(
                Vector512.Load(left + i + distance), Vector512.Load(right + i + distance), out Vector512<double> lost);
            lower = Elements.Doubles.TwoSum(lower, rest, out Vector512<double> alsoLost);
            upper = Elements.Doubles.TwoSum(upper, lower, out lower);

            // NaN, of what overflows, is not equal to itself.
            Vector512<double> areExact =
                Vector512.Equals(lost, default) & Vector512.Equals(alsoLost, default) & Vector512.Equals(lower, lower);
            if (areExact.AsInt64() != Vector512<long>.AllBitsSet)
            {
                break;
            }

            upper.Store(left + i);
            lower.Store(left + i + distance);
        }

        return Scalar.AddPlanes.Pairs(left, right, distance, count, start: i);
    }
}
