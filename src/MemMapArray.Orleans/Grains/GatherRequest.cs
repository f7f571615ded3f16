using System;
using Orleans;

namespace MemMap.Cluster;

/// <summary>Shards that a silo asks others for, as a client does, to merge their answers to one: a part of a
/// <see cref="ShardRequest"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("MemMap.GatherRequest")]
internal sealed record GatherRequest
{
    /// <summary>The array, by the hash of its manifest.</summary>
    [Id(0)]
    public required string Array { get; init; }

    [Id(1)]
    public required GatherUnit[] Units { get; init; }

    /// <summary>How many levels of silos that merge may be below this one.</summary>
    [Id(2)]
    public int Levels { get; init; }

    [Id(3)]
    public int MaxFanIn { get; init; }

    /// <summary>How many requests at a time each label gets.</summary>
    [Id(4)]
    public int InFlight { get; init; }

    [Id(5)]
    public double SpeculationMultiplier { get; init; }

    [Id(6)]
    public TimeSpan SilenceTimeout { get; init; }

    [Id(7)]
    public TimeSpan ScanTimeout { get; init; }

    [Id(8)]
    public long MinBytesPerSecond { get; init; }

    [Id(9)]
    public int Attempts { get; init; }

    /// <summary>How the silo asks: as the client would.</summary>
    /// <exception cref="ArgumentException">A number is none.</exception>
    public ClusterArrayOptions ToOptions()
    {
        var options = new ClusterArrayOptions
        {
            MaxFanIn = MaxFanIn,
            ShardsInFlightPerLabel = InFlight,
            SpeculationMultiplier = SpeculationMultiplier,
            SilenceTimeout = SilenceTimeout,
            ScanTimeout = ScanTimeout,
            MinBytesPerSecond = MinBytesPerSecond,
            Attempts = Attempts,
        };
        options.Require();
        return options;
    }
}

/// <summary>Shards that are asked for together.</summary>
/// <param name="Shards">Their numbers.</param>
/// <param name="Labels">Their labels, in the order in which they are asked.</param>
/// <param name="Parts">What a request has of each.</param>
[GenerateSerializer]
[Immutable]
[Alias("MemMap.GatherUnit")]
internal sealed record GatherUnit([property: Id(0)] int[] Shards, [property: Id(1)] string[] Labels, [property: Id(2)] ShardPart[] Parts)
{
    /// <summary>It has what it must have.</summary>
    public bool IsWhole =>
        Shards is { Length: > 0 } && Array.TrueForAll(Shards, static shard => shard >= 0) && Parts?.Length == Shards.Length &&
        Array.TrueForAll(Parts, static part => part is not null) && Labels is { Length: > 0 } &&
        Array.TrueForAll(Labels, static label => label is not null);
}
