using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap;

/// <summary>What a silo is told of its data: what it is called, where it may read, and how much at a time. May be bound to a section of the configuration.</summary>
public sealed class ClusterSiloOptions
{
    /// <summary>The names by which manifests know this node: shards with one of them as a label are scanned here. A silo without labels takes only shards without labels.</summary>
    public IList<string> Labels { get; set; } = [];

    /// <summary>The folders that may be read, with all that is in them. Nothing outside is ever opened: paths that lead out, by <c>..</c>, by being absolute, or by a symbolic link, are refused. At least one; a shard is
    /// looked for in one after the other.</summary>
    public IList<string> RootFolders { get; set; } = [];

    /// <summary>How many shards are scanned at a time; others wait. Bounds the memory and the threads of scans. Default: one for each processor.</summary>
    public int MaxConcurrentScans { get; set; } = Environment.ProcessorCount;

    /// <summary>How many threads a scan has, as <see cref="ReductionOptions.MaxDegreeOfParallelism"/>. Default: 1.</summary>
    public int ThreadsPerScan { get; set; } = 1;

    /// <summary>Of tests: runs before a file is opened, within the limit of scans.</summary>
    internal Func<string, CancellationToken, Task>? BeforeScan { get; set; }
}
