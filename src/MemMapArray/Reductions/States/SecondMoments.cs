using System;

namespace MemMap.Reductions.States;

/// <summary>
/// Moments up to the second: count, mean and M2, the sum of squared deviations from the mean. The mean is the unevaluated sum of two
/// doubles, so that differences of means keep their digits where the mean is large beside the spread, as that of timestamps is.
/// </summary>
/// <remarks>Where doubles do not hold squares of the elements, which are very large or very small, the moments are those of the elements
/// divided by <c>2^Scale</c>. Otherwise it is 0.</remarks>
internal readonly unsafe struct SecondMoments(double count, double mean, double meanRest, double m2, double scale = 0)
{
    /// <summary>How many planes: count, mean, its rest, M2, the scale.</summary>
    public const int Planes = 5;

    /// <summary>A whole number.</summary>
    public double Count { get; } = count;

    public double Mean { get; } = mean;

    public double MeanRest { get; } = meanRest;

    public double M2 { get; } = m2;

    /// <summary>A whole number.</summary>
    public double Scale { get; } = scale;

    // That of the larger of mean and spread.
    private double Exponent => Scale + Math.Max(Mantissa.ExponentOf(Mean), Mantissa.ExponentOf(M2) / 2);

    public static SecondMoments Load(double* planes, int column, int columns)
    {
        double* at = planes + column;
        return new(at[0], at[columns], at[2 * columns], at[3 * columns], at[4 * columns]);
    }

    public void Store(double* planes, int column, int columns)
    {
        double* at = planes + column;
        (at[0], at[columns], at[2 * columns], at[3 * columns], at[4 * columns]) = (Count, Mean, MeanRest, M2, Scale);
    }

    /// <summary>The moments around <paramref name="pivot"/>, whose value is pivot + pivotRest, from the sums of differences and of their
    /// squares.</summary>
    public static SecondMoments FromSums(double count, double pivot, double pivotRest, double sum, double squares)
    {
        double m2 = squares - (sum * sum / count);
        (double mean, double rest) = Doubles.TwoSum(pivot, sum / count);
        return new(count, mean, rest + pivotRest, m2 < 0 ? 0 : m2);
    }

    /// <summary>The sum around the pivot is so large that little is left of the digits of M2: the pivot was an outlier.</summary>
    public static bool Cancels(double count, double sum, double squares) =>
        squares - (sum * sum / count) < squares / Rules.CancellationLimit;

    /// <summary>
    /// Merges the moments of two sets. Source: Chan, Golub, LeVeque, "Updating formulae and a pairwise algorithm for computing sample
    /// variances" (1979).
    /// </summary>
    public static SecondMoments Merge(in SecondMoments left, in SecondMoments right)
    {
        if (left.Count == 0 || right.Count == 0)
        {
            return left.Count == 0 ? right : left;
        }

        if (left.Scale == 0 && right.Scale == 0)
        {
            SecondMoments merged = MergeScaled(left, right, out double difference);
            if (Spread.IsInRange<double>(merged.M2) || (merged.M2 == 0 && difference == 0))
            {
                return merged;
            }
        }

        if (double.IsNaN(left.M2) || double.IsNaN(right.M2))
        {
            return NotFinite(left.Count + right.Count);
        }

        double scale = Math.Max(left.Exponent, right.Exponent);
        return MergeScaled(left.WithScale(scale), right.WithScale(scale), out _).Settled();
    }

    /// <summary>Those of elements some of which are infinite, or NaN.</summary>
    public static SecondMoments NotFinite(double count) => new(count, 0, 0, double.NaN);

    /// <summary>The same moments of elements that 2^<paramref name="scale"/> was taken from.</summary>
    public SecondMoments Divided(double scale) => new SecondMoments(Count, Mean, MeanRest, M2, scale).Settled();

    /// <summary>The same with another scale.</summary>
    public SecondMoments WithScale(double scale)
    {
        long power = (long)(Scale - scale);
        return new(
            Count, Mantissa.Scale(Mean, power), Mantissa.Scale(MeanRest, power), Mantissa.Scale(M2, 2 * power), scale);
    }

    /// <summary>As many elements, whose squares are those of both.</summary>
    public SecondMoments And(in SecondMoments other)
    {
        double scale = M2 == 0 ? other.Scale : other.M2 == 0 ? Scale : Math.Max(Scale, other.Scale);
        return new(Count, Mean, MeanRest, WithScale(scale).M2 + other.WithScale(scale).M2, scale);
    }

    /// <summary>M2 / (count - ddof); NaN when nothing is left to divide by.</summary>
    public double Variance(double ddof) => Spread.Variance(M2, Scale, Count - ddof);

    /// <summary>The square root of that.</summary>
    public double Deviation(double ddof) => Spread.Deviation(M2, Scale, Count - ddof);

    // All of the same scale.
    private static SecondMoments MergeScaled(in SecondMoments left, in SecondMoments right, out double difference)
    {
        double count = left.Count + right.Count;
        double share = right.Count / count;
        difference = (right.Mean - left.Mean) + (right.MeanRest - left.MeanRest);
        double m2 = left.M2 + right.M2 + (difference * difference * left.Count * share);
        (double mean, double rest) = Doubles.TwoSum(left.Mean, difference * share);
        return new(count, mean, rest + left.MeanRest, m2, left.Scale);
    }

    // Without a scale where none is needed.
    private SecondMoments Settled() =>
        M2 == 0 || Spread.IsInRange<double>(Mantissa.Scale(M2, 2 * (long)Scale)) ? WithScale(0) : this;
}
