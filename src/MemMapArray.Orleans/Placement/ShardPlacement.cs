using System;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace MemMap.Cluster;

/// <summary>Places grains of shards where the shards are.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class ShardPlacement : PlacementStrategy
{
    public static ShardPlacement Instance { get; } = new();
}

/// <summary>Marks the grains that <see cref="ShardPlacement"/> places.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShardPlacementAttribute() : PlacementAttribute(ShardPlacement.Instance);
