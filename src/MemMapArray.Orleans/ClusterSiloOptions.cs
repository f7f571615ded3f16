using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap;

/// <summary>Options of a silo: its labels, the folders it may read, and how much it scans at the same time. They can be bound to a section
/// of the configuration.</summary>
public sealed class ClusterSiloOptions
{
    /// <summary>The names of this node in manifests: shards with one of these labels are scanned here. A silo without labels takes only
    /// shards without labels.</summary>
    public IList<string> Labels { get; set; } = [];

    /// <summary>The folders that may be read, with everything in them. Nothing outside is ever opened: a path that is absolute, or leads
    /// out by <c>..</c> or a symbolic link, is refused. At least one folder is needed. A shard is searched for in them in order.</summary>
    public IList<string> RootFolders { get; set; } = [];

    /// <summary>The number of shards that are scanned at the same time; others wait. This bounds the memory and the threads of scans.
    /// Default: one for each processor.</summary>
    public int MaxConcurrentScans { get; set; } = Environment.ProcessorCount;

    /// <summary>The number of threads of a scan, as in <see cref="ReductionOptions.MaxDegreeOfParallelism"/>. Default: 1.</summary>
    public int ThreadsPerScan { get; set; } = 1;

    /// <summary>Of tests: runs before a file is opened, within the limit of scans.</summary>
    internal Func<string, CancellationToken, Task>? BeforeScan { get; set; }
}
