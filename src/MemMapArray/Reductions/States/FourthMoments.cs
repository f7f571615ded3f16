using System;

namespace MemMap.Reductions.States;

/// <summary>
/// Counts, mean and the sums of the second to fourth powers of differences from the mean, of some elements. As in
/// <see cref="SecondMoments"/> the mean is the unevaluated sum of two doubles.
/// </summary>
/// <remarks>Elements that are no numbers, or infinite, make the powers NaN. Where doubles do not hold powers of the elements, which are
/// very large or very small, the moments are those of the elements divided by <c>2^Scale</c>. Otherwise it is 0.</remarks>
internal readonly unsafe struct FourthMoments(
    double count, double nans, double mean, double meanRest, double m2, double m3, double m4, double scale = 0)
{
    /// <summary>How many planes: both counts, mean, its rest, M2, M3, M4, the scale.</summary>
    public const int Planes = 8;

    /// <summary>How many elements are numbers.</summary>
    public double Count { get; } = count;

    /// <summary>How many are NaN.</summary>
    public double NaNs { get; } = nans;

    public double Mean { get; } = mean;

    public double MeanRest { get; } = meanRest;

    public double M2 { get; } = m2;

    public double M3 { get; } = m3;

    public double M4 { get; } = m4;

    /// <summary>A whole number.</summary>
    public double Scale { get; } = scale;

    // That of the larger of mean and spread.
    private double Exponent => Scale + Math.Max(Mantissa.ExponentOf(Mean), Mantissa.ExponentOf(M2) / 2);

    /// <summary>No power lost bits or was too large. Of elements that are all equal they are 0.</summary>
    public bool IsInRange => Spread.IsInRange<double>(M2) && Spread.IsInRange<double>(M4);

    public static FourthMoments Load(double* planes, int column, int columns)
    {
        double* at = planes + column;
        return new(
            at[0], at[columns], at[2 * columns], at[3 * columns], at[4 * columns], at[5 * columns], at[6 * columns], at[7 * columns]);
    }

    public void Store(double* planes, int column, int columns)
    {
        double* at = planes + column;
        (at[0], at[columns], at[2 * columns], at[3 * columns]) = (Count, NaNs, Mean, MeanRest);
        (at[4 * columns], at[5 * columns], at[6 * columns], at[7 * columns]) = (M2, M3, M4, Scale);
    }

    /// <summary>Elements of which some are no numbers and not left out, or infinite.</summary>
    public static FourthMoments NotFinite(double count, double nans) => new(count, nans, 0, 0, double.NaN, double.NaN, double.NaN);

    /// <summary>From moments up to the second, which have the bits of a variance, and sums around a center near the mean.</summary>
    /// <param name="second">The moments.</param>
    /// <param name="nans">How many elements besides are NaN.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="shift">How far the mean is from the center.</param>
    public static FourthMoments FromSums(in SecondMoments second, double nans, in PowerSums sums, double shift)
    {
        double square = shift * shift;
        double m3 = sums.Third - (3 * shift * second.M2) - (second.Count * square * shift);
        double m4 = sums.Fourth - (4 * shift * m3) - (6 * square * second.M2) - (second.Count * square * square);
        return new(second.Count, nans, second.Mean, second.MeanRest, second.M2, m3, m4 < 0 ? 0 : m4, second.Scale);
    }

    /// <summary>
    /// Merges the moments of two sets. Source: P. Pebay, "Formulas for robust, one-pass parallel computation of covariances and
    /// arbitrary-order statistical moments", Sandia report SAND2008-6212 (2008).
    /// </summary>
    public static FourthMoments Merge(in FourthMoments left, in FourthMoments right)
    {
        double count = left.Count + right.Count, nans = left.NaNs + right.NaNs;
        if (left.Count == 0 || right.Count == 0)
        {
            // One has no numbers: its powers are 0, or NaN where NaN is not left out.
            FourthMoments some = left.Count == 0 ? right : left, none = left.Count == 0 ? left : right;
            return new(
                count, nans, some.Mean, some.MeanRest, some.M2 + none.M2, some.M3 + none.M3, some.M4 + none.M4, some.Scale);
        }

        if (left.Scale == 0 && right.Scale == 0)
        {
            FourthMoments merged = MergeScaled(left, right, out double difference);
            if (merged.IsInRange || (merged.M2 == 0 && difference == 0))
            {
                return merged;
            }
        }

        if (double.IsNaN(left.M2) || double.IsNaN(right.M2))
        {
            return NotFinite(count, nans);
        }

        double scale = Math.Max(left.Exponent, right.Exponent);
        return MergeScaled(left.WithScale(scale), right.WithScale(scale), out _).Settled();
    }

    /// <summary>The same without a scale where none is needed.</summary>
    public FourthMoments Settled()
    {
        FourthMoments plain = WithScale(0);
        return plain.IsInRange || M2 == 0 ? plain : this;
    }

    // All of the same scale.
    private static FourthMoments MergeScaled(in FourthMoments left, in FourthMoments right, out double difference)
    {
        double count = left.Count + right.Count;
        double leftShare = left.Count / count, rightShare = right.Count / count;
        difference = (right.Mean - left.Mean) + (right.MeanRest - left.MeanRest);
        double square = difference * difference;
        double m2 = left.M2 + right.M2 + (square * left.Count * rightShare);
        double m3 = left.M3 + right.M3
            + (square * difference * left.Count * rightShare * (leftShare - rightShare))
            + (3 * difference * ((leftShare * right.M2) - (rightShare * left.M2)));
        double m4 = left.M4 + right.M4
            + (square * square * left.Count * rightShare * ((leftShare * leftShare) - (leftShare * rightShare) + (rightShare * rightShare)))
            + (6 * square * ((leftShare * leftShare * right.M2) + (rightShare * rightShare * left.M2)))
            + (4 * difference * ((leftShare * right.M3) - (rightShare * left.M3)));
        (double mean, double rest) = Doubles.TwoSum(left.Mean, difference * rightShare);
        return new(count, left.NaNs + right.NaNs, mean, rest + left.MeanRest, m2, m3, m4, left.Scale);
    }

    private FourthMoments WithScale(double scale)
    {
        long power = (long)(Scale - scale);
        return new(
            Count,
            NaNs,
            Mantissa.Scale(Mean, power),
            Mantissa.Scale(MeanRest, power),
            Mantissa.Scale(M2, 2 * power),
            Mantissa.Scale(M3, 3 * power),
            Mantissa.Scale(M4, 4 * power),
            scale);
    }
}
