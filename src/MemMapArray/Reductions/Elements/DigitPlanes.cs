using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>
/// Where the sums of some columns lie: a plane that says which digits are there (<see cref="SumRange"/>), and a plane for each digit
/// (<see cref="Digits{T}"/>).
/// </summary>
/// <remarks>
/// Most digits of most sums are 0, and are not there: they are neither written nor read, and sums merge in a time that goes by the others.
/// <code>
///   ranges      [3, 5)  [3, 5)  [4, 6)
///   digit 3        x       x       .         . is whatever was in that memory
///   digit 4        x       x       x
///   digit 5        .       .       x
/// </code>
/// </remarks>
internal static unsafe class DigitPlanes<T>
    where T : unmanaged
{
    // And one for what is carried.
    private const int DigitsOfADouble = 3;

    /// <summary>How many planes, of 8 bytes a column.</summary>
    public static int Count => 1 + Digits<T>.Count;

    /// <summary>What digits each column has.</summary>
    public static SumRange* Ranges(byte* planes) => (SumRange*)planes;

    /// <summary>The plane of a digit.</summary>
    public static long* At(byte* planes, int digit, int columns) => (long*)planes + ((1L + digit) * columns);

    /// <summary>Stores a sum that one double is: that of small blocks, which is soonest made and soonest read.</summary>
    public static void Store(double sum, byte* planes)
    {
        *Ranges(planes) = new(0, 0, Specials.IsDouble);
        *(double*)At(planes, 0, 1) = sum;
    }

    /// <summary>A column has digits that there are, or a double that they can be: its bytes may come from anywhere.</summary>
    public static bool IsSum(byte* planes, int column, int columns)
    {
        SumRange range = Ranges(planes)[column];
        return (range.Specials & Specials.IsDouble) != 0
            ? FirstOf(((double*)At(planes, 0, columns))[column]) <= Digits<T>.Count - DigitsOfADouble
            : range.First <= range.End && range.End <= Digits<T>.Count;
    }

    /// <summary>Makes digits of a column's sum that is a double.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Expand(byte* planes, int column, int columns)
    {
        SumRange range = Ranges(planes)[column];
        if ((range.Specials & Specials.IsDouble) == 0)
        {
            return;
        }

        double sum = ((double*)At(planes, 0, columns))[column];
        int first = FirstOf(sum);
        long* digits = stackalloc long[DigitsOfADouble];
        (digits[0], digits[1], digits[2]) = (0, 0, 0);
        Digits<T>.TryAdd(sum, digits - first);
        for (int i = 0; i < DigitsOfADouble; i++)
        {
            At(planes, first + i, columns)[column] = digits[i];
        }

        Ranges(planes)[column] = new(first, first + DigitsOfADouble);
    }

    /// <summary>The first digit that a number is added to.</summary>
    public static int FirstOf(double number) =>
        Digits<T>.FirstOf((int)(BitConverter.DoubleToInt64Bits(number) >> 52) & 0x7FF);
}
