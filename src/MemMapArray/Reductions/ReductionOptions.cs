using System;
using System.Threading;

namespace MemMap;

/// <summary>Options of a reduction. They never change a bit of the result, except <see cref="SkipNaN"/>, which changes what is
/// reduced, and <see cref="Exact"/>.</summary>
/// <example><code>
/// var options = new ReductionOptions { MaxDegreeOfParallelism = 4, CancellationToken = stop.Token };
/// double mean = array.Mean(options);
/// </code></example>
public sealed class ReductionOptions
{
    internal const long DefaultWorkUnitBytes = 4 << 20;

    /// <summary>How many threads work at most; 1 for the calling thread alone. Default: -1, one for each processor. Short reductions use
    /// one in any case.</summary>
    public int MaxDegreeOfParallelism { get; set; } = -1;

    /// <summary>About how many bytes one thread reads between two looks at the file's length, the cancellation and the other threads.
    /// Default: 4 MiB.</summary>
    public long WorkUnitBytes { get; set; } = DefaultWorkUnitBytes;

    /// <summary>Whether the file is read through the mapping or into a buffer. Default: <see cref="ReadStrategy.Auto"/>, whichever suits
    /// its size and file system.</summary>
    public ReadStrategy ReadStrategy { get; set; }

    /// <summary>Whether elements that are NaN are left out, as by NumPy's <c>nanmean</c>. When nothing is left, a sum is 0, a product is 1,
    /// and a mean or an extreme is NaN. A complex number is NaN when one of its parts is. Default: <see langword="false"/>; NaN makes the
    /// result NaN.</summary>
    /// <example><code>
    /// var withoutNaN = new ReductionOptions { SkipNaN = true };    // np.nanmean(a)
    /// double nanMean = array.Mean(withoutNaN);
    /// </code></example>
    public bool SkipNaN { get; set; }

    /// <summary>Whether <c>Var</c> and <c>Std</c> are the exact value, rounded once, of every element type: whatever the layout, the order,
    /// the threads and the cuts of partials. Otherwise they are right to about 1e-15. It takes two to four times the time, of columns three to
    /// fifteen times, and more where elements are of very different sizes. Partials of both kinds do not merge. Default:
    /// <see langword="false"/>. <c>Sum</c> and <c>Mean</c> are exact in any case, and nothing else changes.</summary>
    /// <example><code>
    /// var exactly = new ReductionOptions { Exact = true };    // the square root of the exact variance, rounded once
    /// double exactStd = array.Std(options: exactly);
    /// </code></example>
    public bool Exact { get; set; }

    /// <summary>Receives the number of bytes done after each unit of work, in ascending order up to the total, on the thread that has done
    /// it.</summary>
    /// <example><code>
    /// var progress = new Progress&lt;ReductionProgress&gt;(done =&gt; Console.WriteLine($"{done.Fraction:P0}"));
    /// double sum = array.Sum(new ReductionOptions { Progress = progress });
    /// </code></example>
    public IProgress<ReductionProgress>? Progress { get; set; }

    /// <summary>Cancels the reduction, within a unit of work, with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; set; }
}
