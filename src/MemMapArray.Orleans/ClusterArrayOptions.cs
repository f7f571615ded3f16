using System;

namespace MemMap;

/// <summary>Where an array lies on the nodes of a cluster, and how long is waited for them. Each property has a default.</summary>
public sealed class ClusterArrayOptions
{
    /// <summary>The array's folder on each node, relative to one of its root folders, with <c>/</c> between folders. Default: the root folder itself.</summary>
    public string Folder { get; set; } = string.Empty;

    /// <summary>How many shards are asked for at a time, for each label. Silos let those above their own limit wait. Default: 4.</summary>
    public int ShardsInFlightPerLabel { get; set; } = 4;

    /// <summary>How long a silo may say nothing before its shards are asked for elsewhere. A silo at work says so every second, however long the work takes. Default: 15 seconds.</summary>
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the scan of a shard may take, without the time for its bytes. Waiting for other scans does not count. Default: 1 minute.</summary>
    public TimeSpan ScanTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many bytes a scan does at least in a second: the scan of a shard may take <see cref="ScanTimeout"/> and the time that its bytes take at this rate. Default: 10 million.</summary>
    public long MinBytesPerSecond { get; set; } = 10_000_000;

    /// <summary>How often the copies of a shard are gone through before it is unavailable; the pause before the next time grows by half a second. Default: 3.</summary>
    public int Attempts { get; set; } = 3;

    internal TimeSpan TimeFor(long bytes) => ScanTimeout + TimeSpan.FromSeconds(bytes / (double)MinBytesPerSecond);

    internal void Require()
    {
        ArgumentNullException.ThrowIfNull(Folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(ShardsInFlightPerLabel, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SilenceTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ScanTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinBytesPerSecond, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Attempts, 1);
    }
}
