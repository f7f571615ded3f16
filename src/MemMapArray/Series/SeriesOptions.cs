using System;
using System.Threading;

namespace MemMap;

/// <summary>Options of what goes along series: cumulative sums and the like, differences, rolling windows. They never change a bit of what
/// is written, except <see cref="SkipNaN"/>.</summary>
/// <example><code>
/// prices.CumulativeSum(totals, axis: 0, new SeriesOptions { SkipNaN = true });    // np.nancumsum(prices, axis=0, out=totals)
/// </code></example>
public sealed class SeriesOptions
{
    /// <summary>How many threads work at most; 1 for the calling thread alone. Default: -1, one for each processor.</summary>
    public int MaxDegreeOfParallelism { get; set; } = -1;

    /// <summary>Whether the file of the source is read through the mapping or into a buffer. Default: <see cref="ReadStrategy.Auto"/>.
    /// With <see cref="ReadStrategy.Buffered"/> and <see cref="ReadStrategy.DropBehind"/> a contiguous destination is not written through
    /// its mapping either.</summary>
    public ReadStrategy ReadStrategy { get; set; }

    /// <summary>Whether elements that are NaN are left out. Cumulative: sums and products go on as if they were 0 and 1, extremes as if
    /// they were not there. Windows: they do not count. Differences: no effect. Default: <see langword="false"/>, NaN makes every result
    /// NaN that it is a part of, and no other.</summary>
    public bool SkipNaN { get; set; }

    /// <summary>Receives, after each unit of work, how many elements of the destination have been written. Units are taken in the order of
    /// its memory, but along a slow axis with many columns these are gone through some thousands at a time.</summary>
    public IProgress<TransformProgress>? Progress { get; set; }

    /// <summary>Cancels the work, within a unit of it, with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>About how many elements a thread takes at a time; 0 for what suits the processor's cache.</summary>
    internal int BoxElements { get; set; }
}
