namespace MemMap.Reductions.States;

/// <summary>
/// Counts, mean and the sums of the second to fourth powers of differences from the mean, of some elements. As in
/// <see cref="SecondMoments"/> the mean is the unevaluated sum of two doubles.
/// </summary>
/// <remarks>Elements that are no numbers, or infinite, make the powers NaN. Powers too large for a double are infinite; of the third,
/// whose sign is lost then, NaN.</remarks>
internal readonly unsafe struct FourthMoments(double count, double nans, double mean, double meanRest, double m2, double m3, double m4)
{
    /// <summary>How many planes: both counts, mean, its rest, M2, M3, M4.</summary>
    public const int Planes = 7;

    /// <summary>How many elements are numbers.</summary>
    public double Count { get; } = count;

    /// <summary>How many are NaN.</summary>
    public double NaNs { get; } = nans;

    public double Mean { get; } = mean;

    public double MeanRest { get; } = meanRest;

    public double M2 { get; } = m2;

    public double M3 { get; } = m3;

    public double M4 { get; } = m4;

    public static FourthMoments Load(double* planes, int column, int columns)
    {
        double* at = planes + column;
        return new(at[0], at[columns], at[2 * columns], at[3 * columns], at[4 * columns], at[5 * columns], at[6 * columns]);
    }

    public void Store(double* planes, int column, int columns)
    {
        double* at = planes + column;
        (at[0], at[columns], at[2 * columns], at[3 * columns]) = (Count, NaNs, Mean, MeanRest);
        (at[4 * columns], at[5 * columns], at[6 * columns]) = (M2, M3, M4);
    }

    /// <summary>Elements of which some are no numbers and not left out, or infinite.</summary>
    public static FourthMoments NotFinite(double count, double nans) => new(count, nans, 0, 0, double.NaN, double.NaN, double.NaN);

    /// <summary>From sums around a center, whose value is <paramref name="center"/> + <paramref name="centerRest"/> and which is near the
    /// mean.</summary>
    public static FourthMoments FromSums(double count, double nans, double center, double centerRest, in PowerSums sums)
    {
        double shift = sums.First / count, square = shift * shift;
        double m2 = sums.Second - (sums.First * shift);
        double m3 = sums.Third - (3 * shift * sums.Second) + (2 * count * square * shift);
        double m4 = sums.Fourth - (4 * shift * sums.Third) + (6 * square * sums.Second) - (3 * count * square * square);
        (double mean, double rest) = Doubles.TwoSum(center, shift);
        return Doubles.IsFinite(mean)
            ? Checked(count, nans, mean, rest + centerRest, m2 < 0 ? 0 : m2, m3, m4 < 0 ? 0 : m4, isNaN: false)
            : Checked(count, nans, center, centerRest, m2, m3, m4, isNaN: false);
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
            FourthMoments some = left.Count == 0 ? right : left;
            return new(count, nans, some.Mean, some.MeanRest, left.M2 + right.M2, left.M3 + right.M3, left.M4 + right.M4);
        }

        double leftShare = left.Count / count, rightShare = right.Count / count;
        double difference = (right.Mean - left.Mean) + (right.MeanRest - left.MeanRest), square = difference * difference;
        double m2 = left.M2 + right.M2 + (square * left.Count * rightShare);
        double m3 = left.M3 + right.M3
            + (square * difference * left.Count * rightShare * (leftShare - rightShare))
            + (3 * difference * ((leftShare * right.M2) - (rightShare * left.M2)));
        double m4 = left.M4 + right.M4
            + (square * square * left.Count * rightShare * ((leftShare * leftShare) - (leftShare * rightShare) + (rightShare * rightShare)))
            + (6 * square * ((leftShare * leftShare * right.M2) + (rightShare * rightShare * left.M2)))
            + (4 * difference * ((leftShare * right.M3) - (rightShare * left.M3)));
        (double mean, double rest) = Doubles.TwoSum(left.Mean, difference * rightShare);
        bool isNaN = double.IsNaN(left.M2) || double.IsNaN(right.M2);
        return Doubles.IsFinite(mean)
            ? Checked(count, nans, mean, rest + left.MeanRest, m2, m3, m4, isNaN)
            : Checked(count, nans, (left.Mean * leftShare) + (right.Mean * rightShare), 0, m2, m3, m4, isNaN);
    }

    // An infinity less an infinity here only says that powers overflowed: NaN is in the elements or nowhere.
    private static FourthMoments Checked(double count, double nans, double mean, double rest, double m2, double m3, double m4, bool isNaN)
    {
        double tooLarge = isNaN ? double.NaN : double.PositiveInfinity;
        return new(
            count,
            nans,
            mean,
            rest,
            Doubles.IsFinite(m2) ? m2 : tooLarge,
            Doubles.IsFinite(m3) ? m3 : double.NaN,
            Doubles.IsFinite(m4) ? m4 : tooLarge);
    }
}
