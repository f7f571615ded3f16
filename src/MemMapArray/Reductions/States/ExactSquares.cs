using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>The sum of squared deviations from the mean as an exact fraction, <c>(n sum(x^2) - (sum x)^2) / n</c>: of some columns, one or,
/// of the parts of complex numbers, two.</summary>
/// <typeparam name="T">float, or double.</typeparam>
internal readonly unsafe struct ExactSquares<T>
    where T : unmanaged
{
    private const int BitsOfDouble = 52;

    private readonly bool _isFinite;
    private readonly long _count;

    // In units of 2^Digits<SquareOf<T>>.Lowest.
    private readonly BigInteger _numerator;

    private ExactSquares(long count, BigInteger numerator, bool isFinite) => (_count, _numerator, _isFinite) = (count, numerator, isFinite);

    /// <summary>That of a column.</summary>
    public static ExactSquares<T> Load(ExactVarianceState<T> state, byte* states, int column, int columns, long count)
    {
        long kept = state.Kept(states, column, columns, count);
        bool isFinite = TryLoad<T>(states, column, columns, out BigInteger sum);
        isFinite &= TryLoad<SquareOf<T>>(state.Squares(states, columns), column, columns, out BigInteger squares);
        int shift = (2 * Digits<T>.Lowest) - Digits<SquareOf<T>>.Lowest;
        return new(kept, (squares * kept) - ((sum * sum) << shift), isFinite);
    }

    /// <summary>As many elements, whose squares are those of both.</summary>
    public ExactSquares<T> And(in ExactSquares<T> other) =>
        new(_count, _numerator + other._numerator, _isFinite && other._isFinite);

    /// <summary>The variance, rounded once; NaN when nothing is left to divide by.</summary>
    public double Variance(double ddof) => TryDivisor(ddof, out BigInteger divisor, out int exponent, out double otherwise)
        ? Rounding.Quotient(_numerator, divisor, exponent) : otherwise;

    /// <summary>Its square root, rounded once.</summary>
    public double Deviation(double ddof) => TryDivisor(ddof, out BigInteger divisor, out int exponent, out double otherwise)
        ? Rounding.Root(_numerator, divisor, exponent) : otherwise;

    // All digits of a sum as one integer.
    [SkipLocalsInit]
    private static bool TryLoad<TDigits>(byte* states, int column, int columns, out BigInteger sum)
        where TDigits : unmanaged
    {
        int length = Digits<TDigits>.Count;
        long* digits = stackalloc long[length];
        new Span<long>(digits, length).Clear();
        Specials specials = DigitPlanes<TDigits>.AddTo(digits, states, column, columns);
        Digits<TDigits>.Carry(digits, length);
        sum = BigInteger.Zero;
        for (int digit = length - 1; digit >= 0; digit--)
        {
            sum = (sum << Digits<TDigits>.Bits) + digits[digit];
        }

        return specials == Specials.None;
    }

    // The divisor of the numerator, count (count - ddof), and the exponent of the quotient.
    private bool TryDivisor(double ddof, out BigInteger divisor, out int exponent, out double otherwise)
    {
        (divisor, exponent, otherwise) = (BigInteger.One, Digits<SquareOf<T>>.Lowest, double.NaN);
        if (double.IsNegativeInfinity(ddof))
        {
            otherwise = _isFinite && _count > 0 ? 0 : double.NaN;
            return false;
        }

        if (!_isFinite || _count == 0 || !Doubles.IsFinite(ddof) || ddof >= _count)
        {
            return false;
        }

        // ddof is a whole number of 2^-scale.
        long scaled = 0;
        Mantissa.Split(ddof, ref scaled);
        int scale = (int)Math.Max(0, BitsOfDouble - scaled);
        BigInteger degrees = ((BigInteger)_count << scale) - (scale == 0 ? new BigInteger(ddof) : Whole(ddof, scale));
        divisor = degrees * _count;
        exponent += scale;
        return true;
    }

    // ddof * 2^scale.
    private static BigInteger Whole(double ddof, int scale)
    {
        long exponent = 0;
        double mantissa = Mantissa.Split(ddof, ref exponent);
        var digits = new BigInteger(mantissa * (1L << BitsOfDouble));
        int shift = (int)exponent - BitsOfDouble + scale;
        return shift >= 0 ? digits << shift : digits >> -shift;
    }
}
