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

    /// <summary>left += right for the planes of digits of some columns, from a column on, and carries
    /// (<see cref="Digits{T}.Carry"/>).</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Digits(long* left, long* right, int digits, int columns, int start = 0)
    {
        for (int column = start; column < columns; column++)
        {
            long* at = left + column, addend = right + column;
            long carry = 0;
            for (int digit = 1; digit <= digits; digit++, at += columns, addend += columns)
            {
                long sum = *at + *addend + carry;
                carry = digit == digits ? 0 : unchecked(sum + (1L << 31)) >> 32;
                *at = unchecked(sum - (carry << 32));
            }
        }
    }
}
