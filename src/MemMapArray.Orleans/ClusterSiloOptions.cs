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

    /// <summary>The folder that <c>TransformAsync</c> and <c>ConvertToAsync</c> write new folders to: one of the root folders, as what is
    /// written is to be read. Nothing that is there is ever changed or replaced. Default: none, and nothing is written.</summary>
    public string? OutputFolder { get; set; }

    /// <summary>The number of shards that are scanned at the same time; others wait. This bounds the memory and the threads of scans.
    /// Default: one for each processor.</summary>
    public int MaxConcurrentScans { get; set; } = Environment.ProcessorCount;

    /// <summary>The number of threads of a scan, as in <see cref="ReductionOptions.MaxDegreeOfParallelism"/>. Default: 1.</summary>
    public int ThreadsPerScan { get; set; } = 1;

    /// <summary>How long a file stays open and mapped after the last scan of it, so that the next one need not open it again. Before each
    /// scan it is looked at: one that was replaced, or written to, is opened anew. The disk space of a file that is deleted is free when it
    /// is closed. Zero: each scan opens its file. Default: 1 minute.</summary>
    public TimeSpan ShardIdleTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The number of files that stay open while no scan uses them; the least lately used are closed first. Default: 256.</summary>
    public int MaxIdleShards { get; set; } = 256;

    /// <summary>Who asks fetches messages all the time. One that did not for so long is gone, and its scan ends.</summary>
    internal TimeSpan AbandonTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Of tests: runs before a file is opened, within the limit of scans.</summary>
    internal Func<string, CancellationToken, Task>? BeforeScan { get; set; }
}
