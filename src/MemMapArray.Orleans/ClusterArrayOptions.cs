using System;

namespace MemMap;

/// <summary>Options of opening an array on a cluster: where it lies on the nodes, and how long to wait for them. Each property has a
/// default.</summary>
public sealed class ClusterArrayOptions
{
    /// <summary>The array's folder on each node, relative to one of its root folders, with <c>/</c> between folders. Default: the root
    /// folder itself.</summary>
    public string Folder { get; set; } = string.Empty;

    /// <summary>The number of shards that are scanned at the same time, for each label. Silos queue requests above their own limit.
    /// Default: 4.</summary>
    public int ShardsInFlightPerLabel { get; set; } = 4;

    /// <summary>The number of shards at most that a request is for, where a silo can merge their answers: reductions of axis 0, relations,
    /// histograms, quantiles and the largest elements. The silo scans them one after the other and answers once; if it dies, others scan
    /// all of them. A request is never for so many that a label has fewer than four requests for each that is made at the same time.
    /// Default: 16.</summary>
    public int ShardsPerRequest { get; set; } = 16;

    /// <summary>The number of labels at most whose silos one process asks, the client or a silo. Where there are more, and answers can be
    /// merged, silos ask for neighbouring shards of so many labels each, and merge the answers: a tree, of which each level hears no more
    /// than so many. A silo that dies while it merges loses what it had not answered, and others are asked for it.
    /// <see cref="int.MaxValue"/>: the client asks all. Default: 16.</summary>
    public int MaxFanIn { get; set; } = 16;

    /// <summary>How many times as long as usual a request may take before another silo with the same shards is asked, too, whose answer
    /// counts if it comes first. Usual is the median of those that are done, for as many bytes; it is known when half of the shards are
    /// done, and nothing that takes less than a second is asked for twice. <see cref="double.PositiveInfinity"/> for never.
    /// Default: 3.</summary>
    public double SpeculationMultiplier { get; set; } = 3;

    /// <summary>How long a silo may be silent before its shards are requested from other silos. A silo that works sends a message every
    /// second, however long the work takes. Default: 15 seconds.</summary>
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the scan of a shard may take, in addition to the time for its bytes. Waiting for other scans does not count.
    /// Default: 1 minute.</summary>
    public TimeSpan ScanTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The lowest rate of a scan, in bytes per second. The scan of a shard may take <see cref="ScanTimeout"/> plus the time for
    /// its bytes at this rate. Default: 10 million.</summary>
    public long MinBytesPerSecond { get; set; } = 10_000_000;

    /// <summary>How often all copies of a shard are tried before it counts as unavailable. The pause before each new attempt grows by half
    /// a second. Default: 3.</summary>
    public int Attempts { get; set; } = 3;

    /// <summary>The same for an array in another folder.</summary>
    internal ClusterArrayOptions In(string folder)
    {
        var options = (ClusterArrayOptions)MemberwiseClone();
        options.Folder = folder;
        return options;
    }

    internal TimeSpan TimeFor(long bytes) => ScanTimeout + TimeSpan.FromSeconds(bytes / (double)MinBytesPerSecond);

    internal void Require()
    {
        ArgumentNullException.ThrowIfNull(Folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(ShardsInFlightPerLabel, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ShardsPerRequest, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFanIn, 2);
        if (!(SpeculationMultiplier >= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(SpeculationMultiplier), SpeculationMultiplier, "A request may take as long as usual, or longer.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SilenceTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ScanTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinBytesPerSecond, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Attempts, 1);
    }
}
