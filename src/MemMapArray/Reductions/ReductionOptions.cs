using System;
using System.Threading;
using MemMap.Reductions.Running;

namespace MemMap;

/// <summary>How a reduction is carried out. None of it changes a bit of the result, except <see cref="SkipNaN"/>, which changes what is reduced.</summary>
public sealed class ReductionOptions
{
    /// <summary>How many threads work at most; 1 for the calling thread alone. Default: -1, one for each processor. Short reductions use one in any case.</summary>
    public int MaxDegreeOfParallelism { get; set; } = -1;

    /// <summary>About how many bytes one thread reads between two looks at the file's length, the cancellation and the other threads. Default: 4 MiB.</summary>
    public long WorkUnitBytes { get; set; } = ReductionSettings.DefaultWorkUnitBytes;

    /// <summary>Whether the file is read through the mapping or into a buffer. Default: <see cref="ReadStrategy.Auto"/>, whichever suits its size and file system.</summary>
    public ReadStrategy ReadStrategy { get; set; }

    /// <summary>Leave out elements that are NaN, as NumPy's <c>nanmean</c> and its kin do. Where nothing is left, the result is that of no elements (a sum is 0, a product 1), but an extreme is NaN. A complex number is NaN when a part is. Default: false, NaN makes the result NaN.</summary>
    public bool SkipNaN { get; set; }

    /// <summary>Is told after each unit of work how many bytes are done, in ascending order and up to the total, by whichever thread is at it.</summary>
    public IProgress<ReductionProgress>? Progress { get; set; }

    /// <summary>Ends the reduction with an <see cref="OperationCanceledException"/>, within a unit of work.</summary>
    public CancellationToken CancellationToken { get; set; }
}
