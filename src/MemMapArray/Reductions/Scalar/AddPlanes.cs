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
}
