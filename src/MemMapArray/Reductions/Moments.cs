using System;
using MemMap.Reductions;
using MemMap.Reductions.Engine;
using MemMap.Reductions.Kernels;

namespace MemMap;

/// <summary>
/// Statistics of some numbers, as <c>Describe</c> computes them: count, mean, spread, skewness, kurtosis and extremes. The moments of two
/// parts merge into those of the whole, so that parts can be described one by one, over time or on other machines. As
/// <c>scipy.stats.describe</c> and pandas' <c>describe()</c>.
/// </summary>
/// <remarks>
/// <para>Without numbers, the counts and powers are 0 and everything else is NaN. That is <c>default</c>.</para>
/// <para>Powers too large for a double are infinite, and those too small 0. Deviations, skewness and kurtosis are right there,
/// too.</para>
/// </remarks>
public readonly partial struct Moments : IEquatable<Moments>
{
    // Mean + _meanRest is the mean to about 32 digits: differences of means keep theirs where a mean is large beside the spread.
    private readonly double _mean;
    private readonly double _meanRest;
    private readonly double _min;
    private readonly double _max;

    // Powers, and the mean's rest, are those of the numbers divided by 2^_scale: 0 unless doubles do not hold the powers.
    private readonly double _m2;
    private readonly double _m3;
    private readonly double _m4;
    private readonly double _scale;

    private Moments(in FourthMoments powers, double mean, double min, double max)
    {
        Count = (long)powers.Count;
        NaNCount = (long)powers.NaNs;
        double scaled = Mantissa.Scale(mean, -(long)powers.Scale), rest = (powers.Mean - scaled) + powers.MeanRest;
        _mean = Doubles.Canonical(mean);
        _meanRest = Doubles.IsFinite(rest) ? rest : 0;
        _m2 = Doubles.Canonical(powers.M2);
        _m3 = Doubles.Canonical(powers.M3);
        _m4 = Doubles.Canonical(powers.M4);
        _scale = powers.Scale;
        _min = Doubles.Canonical(min);
        _max = Doubles.Canonical(max);
    }

    /// <summary>The number of elements that are not NaN. Together with <see cref="NaNCount"/> it is the number of elements.</summary>
    public long Count { get; }

    /// <summary>The number of elements that are NaN. They make everything but the counts NaN, unless <see cref="ReductionOptions.SkipNaN"/>
    /// leaves them out.</summary>
    public long NaNCount { get; }

    /// <summary>The arithmetic mean. From <c>Describe</c> it has the bits of <c>Mean()</c>.</summary>
    public double Mean => Count == 0 ? double.NaN : _mean;

    /// <summary>The sum of (x - mean)^2.</summary>
    public double M2 => Mantissa.Scale(_m2, 2 * (long)_scale);

    /// <summary>The sum of (x - mean)^3.</summary>
    public double M3 => Mantissa.Scale(_m3, 3 * (long)_scale);

    /// <summary>The sum of (x - mean)^4.</summary>
    public double M4 => Mantissa.Scale(_m4, 4 * (long)_scale);

    /// <summary>The smallest number, as the nearest double.</summary>
    public double Min => Count == 0 ? double.NaN : _min;

    /// <summary>The largest number, as the nearest double.</summary>
    public double Max => Count == 0 ? double.NaN : _max;

    /// <summary>The skewness g1 = (M3 / n) / (M2 / n)^1.5, without a correction for samples: <c>scipy.stats.skew(a)</c>. NaN when all are
    /// equal.</summary>
    public double Skewness => Doubles.Canonical(Math.Sqrt(Count) * (_m3 / _m2) / Math.Sqrt(_m2));

    /// <summary>The excess kurtosis g2 = (M4 / n) / (M2 / n)^2 - 3, without a correction for samples; 0 for a normal distribution:
    /// <c>scipy.stats.kurtosis(a)</c>. NaN when all are equal.</summary>
    public double Kurtosis => Doubles.Canonical((Count * (_m4 / _m2) / _m2) - 3);

    // Nothing but what was left out: it changes no number of others.
    private bool IsEmpty => Count == 0 && !double.IsNaN(_m2);

    private FourthMoments Powers =>
        new(Count, NaNCount, Mantissa.Scale(_mean, -(long)_scale), _meanRest, _m2, _m3, _m4, _scale);

    private (long, long, double, double, double, double, (double, double, double, double)) All =>
        (Count, NaNCount, _m2, _m3, _m4, _scale, (_mean, _meanRest, _min, _max));

    /// <summary>Compares all values. NaN equals NaN.</summary>
    /// <param name="left">The first moments.</param>
    /// <param name="right">The second moments.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(Moments left, Moments right) => left.Equals(right);

    /// <summary>Inequality.</summary>
    /// <param name="left">The first moments.</param>
    /// <param name="right">The second moments.</param>
    /// <returns>Whether the values differ.</returns>
    public static bool operator !=(Moments left, Moments right) => !left.Equals(right);

    /// <summary>Computes the moments of some numbers, with the same bits as <c>Describe</c> of a file with the same numbers.
    /// O(length).</summary>
    /// <param name="values">The numbers; <c>[x]</c> for one.</param>
    /// <param name="skipNaN">Leave NaN out.</param>
    /// <returns>Their moments.</returns>
    /// <example><code>var some = Moments.Of([1, 2, 3]);</code></example>
    public static unsafe Moments Of(ReadOnlySpan<double> values, bool skipNaN = false)
    {
        if (values.IsEmpty)
        {
            return default;
        }

        var kernel = new Describe<double, FloatingSum<double>, ExactSumState<double>>(new(skipNaN), skipNaN);
        using var forest = new Forest<DescribeState<double, ExactSumState<double>>>(
            kernel.State, columns: 1, (values.Length / Rules.BlockElements) + 1);
        fixed (double* elements = values)
        fixed (byte* memory = forest.Memory)
        {
            for (long start = 0; start < values.Length; start += Rules.BlockElements)
            {
                kernel.ReduceBlock(elements + start, (int)Math.Min(Rules.BlockElements, values.Length - start), start, forest.Top(memory));
                forest.Push(memory);
            }

            return From(kernel.State, forest.Fold(memory), 0, 1, values.Length);
        }
    }

    /// <summary>
    /// Merges the moments of two parts into those of both. The result is accurate in any order and grouping, but unlike that of a reduction
    /// its last bits depend on them. The formulas are from Pebay, SAND2008-6212 (2008). O(1).
    /// </summary>
    /// <param name="left">The moments of one part.</param>
    /// <param name="right">The moments of the other part.</param>
    /// <returns>The moments of both parts.</returns>
    /// <example><code>var all = Moments.Merge(some, Moments.Of([4, 5, 9]));</code></example>
    public static Moments Merge(Moments left, Moments right)
    {
        var powers = FourthMoments.Merge(left.Powers, right.Powers);
        if (left.IsEmpty || right.IsEmpty)
        {
            Moments some = left.IsEmpty ? right : left;
            return new(powers, some._mean, some._min, some._max);
        }

        double mean = Mantissa.Scale(powers.Mean, (long)powers.Scale);
        if (!Doubles.IsFinite(left._mean) || !Doubles.IsFinite(right._mean))
        {
            // Infinities add up to what their sum divided by the count is.
            mean = ((left.Count * left._mean) + (right.Count * right._mean)) / powers.Count;
        }

        return new(powers, mean, Element.Min(left._min, right._min), Element.Max(left._max, right._max));
    }

    /// <summary>The variance, M2 / (count - ddof).</summary>
    /// <param name="ddof">Delta degrees of freedom: 0 for the spread of these numbers, 1 for the estimate from a sample.</param>
    /// <returns>The variance; NaN when count - ddof is not above 0.</returns>
    /// <example><code>double sampleVariance = moments.Var(ddof: 1);</code></example>
    public double Var(double ddof = 0) => Spread.Variance(_m2, _scale, Count - ddof);

    /// <summary>The square root of the variance.</summary>
    /// <param name="ddof">Delta degrees of freedom: 0 for the spread of these numbers, 1 for the estimate from a sample.</param>
    /// <returns>The standard deviation; NaN when count - ddof is not above 0.</returns>
    /// <example><code>double sampleDeviation = moments.Std(ddof: 1);</code></example>
    public double Std(double ddof = 0) => Spread.Deviation(_m2, _scale, Count - ddof);

    /// <inheritdoc/>
    public bool Equals(Moments other) => All.Equals(other.All);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Moments other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => All.GetHashCode();

    /// <summary>Those of a column of states over <paramref name="count"/> elements.</summary>
    internal static unsafe Moments From<T, TSum>(in DescribeState<T, TSum> state, byte* states, int column, int columns, long count)
        where T : unmanaged
        where TSum : struct, ISumState
    {
        T* mins = state.Mins(states, columns);
        return new(
            FourthMoments.Load(state.Moments(states, columns), column, columns),
            state.Sum.MeanOf(states, column, columns, count),
            Element.ToNearestDouble(mins[column]),
            Element.ToNearestDouble(mins[columns + column]));
    }
}
