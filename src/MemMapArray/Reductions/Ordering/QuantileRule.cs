using System;
using System.Linq;

namespace MemMap.Reductions.Ordering;

/// <summary>What a quantile is made of: which elements of some in their order, and how. NumPy's steps and roundings.</summary>
/// <param name="quantile">From 0 to 1.</param>
/// <param name="method">The method; none for the median, which is the mean of the two in the middle.</param>
/// <param name="isOfTruths">Elements are true or not: any but 0 counts as 1.</param>
/// <param name="number">Which of those that are asked for it is.</param>
internal readonly struct QuantileRule(double quantile, QuantileMethod? method, bool isOfTruths, int number = 0)
{
    /// <summary>Which of those that are asked for it is.</summary>
    public int Number => number;

    /// <summary>From 0 to 1.</summary>
    public double Quantile => quantile;

    /// <summary>The rules of what is asked for, in ascending order: so they come to ranks that are close to each other one after the
    /// other.</summary>
    public static QuantileRule[] Of(double[] quantiles, QuantileMethod? method, bool areOfTruths) =>
    [
        .. quantiles.Select((quantile, number) => new QuantileRule(quantile, method, areOfTruths, number)).OrderBy(rule => rule.Quantile),
    ];

    /// <summary>Where the quantile lies among <paramref name="count"/> elements in their order, from 0: between which, and how far from
    /// the one to the other. The weight is NumPy's where the place is beyond the ends, too.</summary>
    public (long Previous, long Next, double Weight) Place(long count)
    {
        if (method is not { } by)
        {
            return ((count - 1) / 2, count / 2, 0);
        }

        double n = count, spaced = (n - 1) * quantile;
        switch (by)
        {
            case QuantileMethod.InvertedCdf:
                return Exactly(Discrete((n * quantile) - 1, mustBeEven: false), count);
            case QuantileMethod.ClosestObservation:
                return Exactly(Discrete((n * quantile) - 1 - 0.5, mustBeEven: true), count);
            case QuantileMethod.Lower:
                return Exactly(Math.Floor(spaced), count);
            case QuantileMethod.Higher:
                return Exactly(Math.Ceiling(spaced), count);
            case QuantileMethod.Nearest:
                return Exactly(Math.Round(spaced, MidpointRounding.ToEven), count);
        }

        double place = by switch
        {
            QuantileMethod.AveragedInvertedCdf => (n * quantile) - 1,
            QuantileMethod.InterpolatedInvertedCdf => Virtual(n, 0, 1),
            QuantileMethod.Hazen => Virtual(n, 0.5, 0.5),
            QuantileMethod.Weibull => Virtual(n, 0, 0),
            QuantileMethod.MedianUnbiased => Virtual(n, 1 / 3.0, 1 / 3.0),
            QuantileMethod.NormalUnbiased => Virtual(n, 3 / 8.0, 3 / 8.0),
            QuantileMethod.Midpoint => 0.5 * (Math.Floor(spaced) + Math.Ceiling(spaced)),
            _ => spaced,
        };
        bool isAbove = place >= n - 1;
        double previous = isAbove ? -1 : place < 0 ? 0 : Math.Floor(place), weight = place - previous;
        weight = by switch
        {
            QuantileMethod.AveragedInvertedCdf => weight == 0 ? 0.5 : 1,
            QuantileMethod.Midpoint => place % 1 == 0 ? 0 : 0.5,
            _ => weight,
        };
        return isAbove ? (count - 1, count - 1, weight)
            : place < 0 ? (0, 0, weight)
            : ((long)previous, Math.Min((long)previous + 1, count - 1), weight);
    }

    /// <summary>The quantile between two elements.</summary>
    public double Between<T>(T previous, T next, double weight)
        where T : unmanaged
    {
        double low = Element.ToNearestDouble(previous), high = Element.ToNearestDouble(next);
        if (isOfTruths)
        {
            (low, high) = (low == 0 ? 0 : 1, high == 0 ? 0 : 1);
        }

        if (method is null)
        {
            // NumPy adds them to 0: a median is never -0.
            return Doubles.Canonical(Doubles.Middle(low, high) + 0.0);
        }

        if (method is QuantileMethod.InvertedCdf or QuantileMethod.ClosestObservation or QuantileMethod.Lower or QuantileMethod.Higher
            or QuantileMethod.Nearest)
        {
            return low;
        }

        // Differences of 64-bit integers are rounded once; those of NumPy may wrap around.
        double difference = Element.IsWideInteger<T>()
            ? Element.WideDifference<T>(Bits(next), Bits(previous))
            : high - low;
        return Doubles.Canonical(weight >= 0.5 ? high - (difference * (1 - weight)) : low + (difference * weight));
    }

    private static unsafe long Bits<T>(T element)
        where T : unmanaged => *(long*)&element;

    private static (long Previous, long Next, double Weight) Exactly(double place, long count)
    {
        long at = Math.Min((long)place, count - 1);
        return (at, at, 0);
    }

    private static double Discrete(double place, bool mustBeEven)
    {
        double previous = Math.Floor(place);
        bool isPrevious = place - previous == 0 && (!mustBeEven || previous % 2 == 0);
        return Math.Max(0, isPrevious ? previous : previous + 1);
    }

    private double Virtual(double n, double alpha, double beta) => (n * quantile) + (alpha + (quantile * (1 - alpha - beta))) - 1;
}
