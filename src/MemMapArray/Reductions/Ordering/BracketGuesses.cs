using System.Collections.Generic;

namespace MemMap.Reductions.Ordering;

/// <summary>What a sample says of where the quantiles of a column lie.</summary>
/// <param name="intervals">Between which keys, with how many elements there may be.</param>
/// <param name="designs">For each quantile, how many times the variance of independent elements its rank has in the sample.</param>
/// <param name="elements">How many elements the sample has.</param>
/// <param name="places">From how many places.</param>
internal sealed class BracketGuesses(List<KeyInterval> intervals, double[] designs, double elements, int places)
{
    /// <summary>How many times the standard error of a rank a bracket has on either side: one in 370 misses.</summary>
    public const double Deviations = 3;

    public List<KeyInterval> Intervals => intervals;

    public double[] Designs => designs;

    public double Elements => elements;

    /// <summary>How many elements are from one place; more than one.</summary>
    public double PerPlace => System.Math.Max(2, elements / places);
}
