using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemMap;

/// <summary>Shards could not be read from any of the silos that should hold them. <see cref="MemMapClusterArray{T}"/>'s <c>ReduceAvailableAsync</c> does without them.</summary>
public sealed class ShardUnavailableException : IOException
{
    private const int Named = 10;

    internal ShardUnavailableException(IReadOnlyList<(Shard Shard, string Reason)> shards)
        : base($"{shards.Count} shards are unavailable: {string.Join("; ", shards.Take(Named).Select(one => $"{one.Shard}: {one.Reason}"))}{(shards.Count > Named ? "; and others" : string.Empty)}") =>
        Shards = [.. shards.Select(one => one.Shard)];

    /// <summary>Those shards, in the order of their rows.</summary>
    public IReadOnlyList<Shard> Shards { get; }
}
