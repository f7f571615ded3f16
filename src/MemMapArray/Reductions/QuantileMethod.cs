namespace MemMap;

/// <summary>How a quantile is made of elements when it lies between two of them: NumPy's methods, by its names. Those from
/// <see cref="InvertedCdf"/> to <see cref="NormalUnbiased"/> are the nine of Hyndman and Fan (1996).</summary>
public enum QuantileMethod
{
    /// <summary>Between the neighbours of <c>q * (n - 1)</c>, in proportion. NumPy's <c>linear</c>, Hyndman and Fan's method 7.</summary>
    Linear,

    /// <summary>The first element that at least the fraction q does not exceed. <c>inverted_cdf</c>, method 1.</summary>
    InvertedCdf,

    /// <summary>As <see cref="InvertedCdf"/>, and halfway to the next where the fraction is exact. <c>averaged_inverted_cdf</c>,
    /// method 2.</summary>
    AveragedInvertedCdf,

    /// <summary>The nearest element, at halves the one of even number. <c>closest_observation</c>, method 3.</summary>
    ClosestObservation,

    /// <summary>Between elements, in proportion, with element i at i / n. <c>interpolated_inverted_cdf</c>, method 4.</summary>
    InterpolatedInvertedCdf,

    /// <summary>With element i at (i - 1/2) / n. <c>hazen</c>, method 5.</summary>
    Hazen,

    /// <summary>With element i at i / (n + 1). <c>weibull</c>, method 6.</summary>
    Weibull,

    /// <summary>With element i at (i - 1/3) / (n + 1/3): about the median of its distribution, whatever that of the elements.
    /// <c>median_unbiased</c>, method 8.</summary>
    MedianUnbiased,

    /// <summary>With element i at (i - 3/8) / (n + 1/4), for elements of a normal distribution. <c>normal_unbiased</c>,
    /// method 9.</summary>
    NormalUnbiased,

    /// <summary>The lower neighbour of <c>q * (n - 1)</c>.</summary>
    Lower,

    /// <summary>The upper neighbour.</summary>
    Higher,

    /// <summary>Halfway between the two.</summary>
    Midpoint,

    /// <summary>The nearer of the two; at halves, the one of even number.</summary>
    Nearest,
}
