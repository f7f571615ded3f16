using System;

namespace MemMap;

/// <summary>How a reduction on a cluster is carried out. None of it changes a bit of the result, except <see cref="SkipNaN"/>, which changes what is reduced.</summary>
public sealed class ClusterReductionOptions
{
    /// <summary>Leave out elements that are NaN, as <see cref="ReductionOptions.SkipNaN"/>.</summary>
    public bool SkipNaN { get; set; }

    /// <summary>Is told how many bytes are done, in ascending order and up to the total, as silos say so, every second and after each shard.</summary>
    public IProgress<ClusterProgress>? Progress { get; set; }
}
