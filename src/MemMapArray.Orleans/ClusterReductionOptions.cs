using System;

namespace MemMap;

/// <summary>Options of a reduction on a cluster. They never change a bit of the result, except <see cref="SkipNaN"/>, which changes what is
/// reduced, and <see cref="Exact"/>.</summary>
public sealed class ClusterReductionOptions
{
    /// <summary>Whether elements that are NaN are left out, as by <see cref="ReductionOptions.SkipNaN"/>.</summary>
    public bool SkipNaN { get; set; }

    /// <summary>Whether variances and standard deviations are the exact value, rounded once, as by
    /// <see cref="ReductionOptions.Exact"/>.</summary>
    public bool Exact { get; set; }

    /// <summary>Receives the number of bytes done, every second and after each shard, in ascending order up to the total.</summary>
    /// <example><code>
    /// var progress = new Progress&lt;ClusterProgress&gt;(done =&gt; Console.WriteLine($"{done.Fraction:P0}"));
    /// var options = new ClusterReductionOptions { Progress = progress };
    /// </code></example>
    public IProgress<ClusterProgress>? Progress { get; set; }
}
