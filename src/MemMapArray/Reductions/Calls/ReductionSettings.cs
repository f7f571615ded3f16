using System;
using System.Threading;

namespace MemMap.Reductions.Calls;

/// <summary><see cref="ReductionOptions"/> as they were when the reduction began, checked.</summary>
internal readonly struct ReductionSettings
{
    private const long MaxWorkUnitBytes = 1 << 30;

    public ReductionSettings(ReductionOptions? options)
    {
        options ??= new ReductionOptions();
        if (options.MaxDegreeOfParallelism is 0 or < -1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.MaxDegreeOfParallelism, "MaxDegreeOfParallelism is -1, for one thread a processor, or above 0.");
        }

        if (options.WorkUnitBytes < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.WorkUnitBytes, "A unit of work has at least one byte.");
        }

        if (options.ReadStrategy is < ReadStrategy.Auto or > ReadStrategy.DropBehind)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.ReadStrategy, "There is no such read strategy.");
        }

        Threads = options.MaxDegreeOfParallelism == -1 ? Environment.ProcessorCount : options.MaxDegreeOfParallelism;
        WorkUnitBytes = Math.Min(options.WorkUnitBytes, MaxWorkUnitBytes);
        ReadStrategy = options.ReadStrategy;
        SkipNaN = options.SkipNaN;
        Exact = options.Exact;
        Progress = options.Progress;
        CancellationToken = options.CancellationToken;
    }

    public int Threads { get; }

    public long WorkUnitBytes { get; }

    public ReadStrategy ReadStrategy { get; }

    /// <summary>How many threads may touch pages of mappings to write; 0 if none may.</summary>
    public int TouchingThreads => ReadStrategy is ReadStrategy.Buffered or ReadStrategy.DropBehind ? 0 : Threads;

    public bool SkipNaN { get; }

    public bool Exact { get; }

    public IProgress<ReductionProgress>? Progress { get; }

    public CancellationToken CancellationToken { get; }
}
