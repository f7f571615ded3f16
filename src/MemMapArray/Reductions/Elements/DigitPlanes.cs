using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>
/// Where the sums of some columns lie: a plane that says what is there of a column (<see cref="SumRange"/>), and a plane for each digit
/// (<see cref="Digits{T}"/>). Most sums have no digits but are a <see cref="SumPair"/>, in the place of the first two.
/// </summary>
/// <remarks>
/// <code>
///   ranges      [3, 5)  a pair  [4, 6)
///   digit 0        .     high      .         . is whatever was in that memory
///   digit 1        .     low       .
///   digit 3        x       .       .
///   digit 4        x       .       x
///   digit 5        .       .       x
/// </code>
/// </remarks>
internal static unsafe class DigitPlanes<T>
    where T : unmanaged
{
    /// <summary>How many planes, of 8 bytes a column.</summary>
    public static int Count => 1 + Digits<T>.Count;

    /// <summary>What each column has.</summary>
    public static SumRange* Ranges(byte* planes) => (SumRange*)planes;

    /// <summary>The plane of a digit.</summary>
    public static long* At(byte* planes, int digit, int columns) => (long*)planes + ((1L + digit) * columns);

    /// <summary>The upper parts of pairs, one for each column; the lower ones follow.</summary>
    public static double* Pairs(byte* planes, int columns) => (double*)At(planes, 0, columns);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SumPair PairAt(byte* planes, int column, int columns)
    {
        double* pair = Pairs(planes, columns) + column;
        return new(pair[0], pair[columns]);
    }

    /// <summary>Stores a pair as a column's state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(SumPair sum, byte* planes, int column, int columns)
    {
        double* pair = Pairs(planes, columns) + column;
        (pair[0], pair[columns]) = (sum.High, sum.Low);
        Ranges(planes)[column] = SumRange.Pair;
    }

    /// <summary>Carries digits, all of them, and stores them as a column's state.</summary>
    public static void Store(long* digits, Specials specials, byte* planes, int column, int columns)
    {
        SumRange range = SumRange.Carry<T>(digits, specials);
        Ranges(planes)[column] = range;
        for (int digit = range.First; digit < range.End; digit++)
        {
            At(planes, digit, columns)[column] = digits[digit];
        }
    }

    /// <summary>Adds a column's state to digits, all of them.</summary>
    /// <returns>What else is in it.</returns>
    public static Specials AddTo(long* digits, byte* planes, int column, int columns)
    {
        SumRange range = Ranges(planes)[column];
        if (range.IsPair)
        {
            SumPair pair = PairAt(planes, column, columns);
            Digits<T>.TryAdd(pair.High, digits);
            Digits<T>.TryAdd(pair.Low, digits);
            return Specials.None;
        }

        for (int digit = range.First; digit < range.End; digit++)
        {
            digits[digit] += At(planes, digit, columns)[column];
        }

        return range.Specials;
    }

    /// <summary>A column has digits that there are, or a pair that they can be: its bytes may come from anywhere.</summary>
    public static bool IsSum(byte* planes, int column, int columns)
    {
        SumRange range = Ranges(planes)[column];
        double* pair = Pairs(planes, columns) + column;
        return range.IsPair
            ? IsSum(pair[0]) && IsSum(pair[columns])
            : (range.Specials & Specials.Pair) == 0 && range.First <= range.End && range.End <= Digits<T>.Count;
    }

    // Finite, and one of the digits is free for what is carried.
    private static bool IsSum(double part) => Doubles.IsFinite(part) && Digits<T>.FirstOf(part) + 2 < Digits<T>.Count;
}
