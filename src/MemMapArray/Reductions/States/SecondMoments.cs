namespace MemMap.Reductions.States;

/// <summary>
/// Moments up to the second: count, mean and M2, the sum of squared deviations from the mean. The mean is the unevaluated sum of two
/// doubles, so that differences of means keep their digits where the mean is large beside the spread, as that of timestamps is.
/// </summary>
internal readonly unsafe struct SecondMoments(double count, double mean, double meanRest, double m2)
{
    /// <summary>How many planes: count, mean, its rest, M2.</summary>
    public const int Planes = 4;

    /// <summary>A whole number.</summary>
    public double Count { get; } = count;

    public double Mean { get; } = mean;

    public double MeanRest { get; } = meanRest;

    public double M2 { get; } = m2;

    public static SecondMoments Load(double* planes, int column, int columns) =>
        new(planes[column], planes[columns + column], planes[(2 * columns) + column], planes[(3 * columns) + column]);

    public void Store(double* planes, int column, int columns)
    {
        double* at = planes + column;
        (at[0], at[columns], at[2 * columns], at[3 * columns]) = (Count, Mean, MeanRest, M2);
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

        double count = left.Count + right.Count;
        double share = right.Count / count;
        double difference = (right.Mean - left.Mean) + (right.MeanRest - left.MeanRest);
        double m2 = left.M2 + right.M2 + (difference * difference * left.Count * share);
        (double mean, double rest) = Doubles.TwoSum(left.Mean, difference * share);
        rest += left.MeanRest;
        if (!Doubles.IsFinite(m2))
        {
            // NaN is in the elements or nowhere: an infinity less an infinity here only says that squares overflowed.
            bool isNaN = double.IsNaN(left.M2) || double.IsNaN(right.M2);
            return new(count, left.Mean, left.MeanRest, isNaN ? double.NaN : double.PositiveInfinity);
        }

        return new(count, mean, rest, m2);
    }

    /// <summary>M2 where it is no number: NaN if an element is none, infinite if only the squares were too large.</summary>
    public static SecondMoments NotFinite(double count, double pivot, bool elementsAreFinite) =>
        new(count, pivot, 0, elementsAreFinite ? double.PositiveInfinity : double.NaN);

    /// <summary>M2 / (count - ddof); NaN when nothing is left to divide by.</summary>
    public double Variance(double ddof) => Count - ddof <= 0 ? double.NaN : M2 / (Count - ddof);
}
