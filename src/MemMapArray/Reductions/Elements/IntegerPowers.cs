using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>The sums of the first to fourth powers of some integers of 8 bits, of a block or of a column of a leaf.</summary>
internal readonly unsafe struct IntegerPowers(long first, long second, long third, long fourth)
{
    /// <summary>How many planes those of columns are.</summary>
    public const int Planes = 4;

    public long First { get; } = first;

    public long Second { get; } = second;

    public long Third { get; } = third;

    public long Fourth { get; } = fourth;

    /// <summary>Those of a column, from planes of doubles, which hold them exactly.</summary>
    public static IntegerPowers Load(double* planes, int column, int columns)
    {
        double* at = planes + column;
        return new((long)at[0], (long)at[columns], (long)at[2 * columns], (long)at[3 * columns]);
    }

    /// <summary>The sums of the same powers of the differences from an integer, exactly.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="center">The integer, no larger than 256.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public IntegerPowers Around(long count, long center)
    {
        long square = center * center;
        return new(
            First - (count * center),
            Second - (2 * center * First) + (count * square),
            Third - (3 * center * Second) + (3 * square * First) - (count * square * center),
            Fourth - (4 * center * Third) + (6 * square * Second) - (4 * square * center * First) + (count * square * square));
    }
}
