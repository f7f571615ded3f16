using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>A sum as two doubles: the sum, rounded, and what the rounding left. Most sums are, of millions of elements too: together they
/// have 106 bits, and more where zeros lie between.</summary>
/// <param name="high">The sum, rounded to the nearest double, ties to even.</param>
/// <param name="low">The rest.</param>
internal readonly partial struct SumPair(double high, double low)
{
    private const int SplitBits = 26;

    // Beyond these what is left of a division may be no double.
    private const double LeastQuotient = 1e-270;
    private const double MostQuotient = 1e270;

    // What the correction of a quotient may be off by.
    private const double Uncertain = 1.0 / (1L << 50);

    public double High { get; } = high;

    public double Low { get; } = low;

    /// <summary>It is no overflow.</summary>
    public bool IsFinite => !double.IsNaN(Low);

    /// <summary>The sum of any two doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SumPair Of(double upper, double lower)
    {
        (double high, double low) = Doubles.TwoSum(upper, lower);
        return new(high, low);
    }

    /// <summary>Adds two sums, if a pair holds theirs.</summary>
    /// <param name="other">What is added.</param>
    /// <param name="sum">The sum of both.</param>
    /// <returns>The sum is exact. Of what is not finite it never is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAdd(SumPair other, out SumPair sum)
    {
        (double upper, double rest) = Doubles.TwoSum(High, other.High);
        (double lower, double lost) = Doubles.TwoSum(Low, other.Low);
        (lower, double alsoLost) = Doubles.TwoSum(lower, rest);
        sum = Of(upper, lower);
        return lost == 0 && alsoLost == 0 && sum.IsFinite;
    }

    /// <summary>The sum divided by a number of elements, rounded once.</summary>
    /// <returns>It is certain. Few quotients are so near to half way between two doubles that it takes all their digits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryDivide(long divisor, out double quotient)
    {
        quotient = High / divisor;
        if (divisor == 1 || (Low == 0 && divisor >> WideInteger.DoubleBits == 0))
        {
            return true;
        }

        return divisor >> SplitBits == 0 && Math.Abs(quotient) is > LeastQuotient and < MostQuotient
            && ((divisor & (divisor - 1)) == 0 || TryCorrect(divisor, ref quotient));
    }

    // The quotient's halves times the divisor are doubles, and so is what they leave of the sum: a little more than half of the last bit at
    // most. With that the quotient is known to far more bits than a double has, if for two roundings.
    private bool TryCorrect(double divisor, ref double quotient)
    {
        double upper = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(quotient) & (-1L << (SplitBits + 1)));
        double rest = High - (upper * divisor) - ((quotient - upper) * divisor), correction = (rest + Low) / divisor;
        double least = quotient + (correction * (1 - Uncertain)), most = quotient + (correction * (1 + Uncertain));
        quotient = least;
        return least == most;
    }
}
