using System;
using System.Text.Json.Serialization;

namespace MemMap.Tour;

/// <summary>What must be known of a part of some data, so that mean and standard deviation of the whole follow from its parts.</summary>
/// <param name="Count">The number of elements.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="SquaredDeviations">The sum of (element - mean) squared.</param>
internal readonly record struct Sample(long Count, double Mean, double SquaredDeviations)
{
    [JsonIgnore]
    public double Std => Math.Sqrt(SquaredDeviations / Count);

    /// <summary>From a mean and a standard deviation with ddof 0.</summary>
    public static Sample Of(long count, double mean, double std) => new(count, mean, std * std * count);

    /// <summary>Means are weighted by their counts; the squared deviations add up, and what the two means differ by comes on top (Chan et al., 1979).</summary>
    public static Sample Merge(Sample a, Sample b)
    {
        if (a.Count == 0 || b.Count == 0)
        {
            return a.Count == 0 ? b : a;
        }

        long count = a.Count + b.Count;
        double mean = ((a.Mean * a.Count) + (b.Mean * b.Count)) / count;
        double difference = b.Mean - a.Mean;
        return new(count, mean, a.SquaredDeviations + b.SquaredDeviations + (difference * difference * a.Count * b.Count / count));
    }
}
