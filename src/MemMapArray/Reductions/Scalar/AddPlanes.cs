using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Adds planes: the same quantity of many columns, side by side.</summary>
internal static unsafe class AddPlanes
{
    /// <summary>left += right.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Doubles(double* left, double* right, int count)
    {
        for (int i = 0; i < count; i++)
        {
            left[i] += right[i];
        }
    }

    /// <summary>left += right for integers of 128 bits, from a column on: a plane of low halves, then one of high halves.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void WideIntegers(ulong* left, ulong* right, int columns, int start = 0)
    {
        ulong* leftHigh = left + columns, rightHigh = right + columns;
        for (int i = start; i < columns; i++)
        {
            ulong low = unchecked(left[i] + right[i]);
            leftHigh[i] = unchecked(leftHigh[i] + rightHigh[i] + (low < left[i] ? 1UL : 0UL));
            left[i] = low;
        }
    }

    /// <summary>left += right for <see cref="SumPair"/>s, from a column on: a plane of high parts, then one of low ones.</summary>
    /// <param name="left">The sums.</param>
    /// <param name="right">What is added.</param>
    /// <param name="distance">From a pair's high part to its low one.</param>
    /// <param name="count">How many pairs.</param>
    /// <param name="start">The first.</param>
    /// <returns>How many were added: up to the first whose sum no pair is.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static int Pairs(double* left, double* right, int distance, int count, int start = 0)
    {
        for (int i = start; i < count; i++)
        {
            SumPair addend = new(right[i], right[i + distance]);
            if (!new SumPair(left[i], left[i + distance]).TryAdd(addend, out SumPair sum))
            {
                return i;
            }

            (left[i], left[i + distance]) = (sum.High, sum.Low);
        }

        return count;
    }
}
