using System;

namespace MemMap.Reductions.Elements;

/// <summary>Exact variances of sums that are pairs, in arithmetic of two doubles: enough but for results next to half way between two
/// doubles, and where most digits cancel.</summary>
internal static class PairVariance
{
    // Products of such counts are doubles. Nothing between these sizes overflows or loses bits.
    private const double MostCount = 1 << 26;
    private const double Least = 1e-200;
    private const double Most = 1e200;

    // More than all roundings below can come to, of the sum of squares and of the result.
    private const double Uncertain = 1.0 / (1L << 49) / (1L << 49);

    /// <summary>(n S2 - S1^2) / (n (n - ddof)), or its root, rounded once.</summary>
    /// <param name="sum">S1.</param>
    /// <param name="squares">S2.</param>
    /// <param name="count">n.</param>
    /// <param name="ddof">Delta degrees of freedom.</param>
    /// <param name="isDeviation">The root is wanted.</param>
    /// <param name="result">The result.</param>
    /// <returns>It is certain.</returns>
    public static bool TryOf(SumPair sum, SumPair squares, long count, double ddof, bool isDeviation, out double result)
    {
        double degrees = count - ddof;
        (double all, double allRest) = Doubles.TwoProduct(count, squares.High);
        (double mean, double meanRest) = Doubles.TwoProduct(sum.High, sum.High);
        allRest += count * squares.Low;
        meanRest += 2 * sum.High * sum.Low;
        (double high, double low) = Doubles.TwoSum(all, -mean);
        low += allRest - meanRest;
        (high, low) = Doubles.TwoSum(high, low);
        result = 0;
        if (!(count <= MostCount && degrees is > 0 and <= MostCount && count - degrees == ddof && Math.Floor(degrees) == degrees
            && all is > Least and < Most && high is > Least and < Most && mean is 0 or > Least))
        {
            return false;
        }

        double divisor = count * degrees, quotient = high / divisor, uncertain = quotient * (Uncertain * (1 + (all / high)));
        (double product, double productRest) = Doubles.TwoProduct(quotient, divisor);
        double rest = (((high - product) - productRest) + low) / divisor;
        if (isDeviation)
        {
            double root = Math.Sqrt(quotient);
            (product, productRest) = Doubles.TwoProduct(root, root);
            rest = (((quotient - product) - productRest) + rest) / (2 * root);
            (quotient, uncertain) = (root, uncertain / root);
        }

        result = quotient + (rest - uncertain);
        return result == quotient + (rest + uncertain);
    }
}
