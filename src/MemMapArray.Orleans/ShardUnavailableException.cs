using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemMap;

/// <summary>A shard could not be read from any silo that should hold it. <c>ReduceAvailableAsync</c> of <see cref="MemMapClusterArray{T}"/>
/// leaves them out.</summary>
public sealed class ShardUnavailableException : IOException
{
    private const int Named = 10;

    internal ShardUnavailableException(IReadOnlyList<(Shard Shard, string Reason)> shards)
        : base(
            $"{shards.Count} shards are unavailable: {string.Join("; ", shards.Take(Named).Select(one => $"{one.Shard}: {one.Reason}"))}" +
            (shards.Count > Named ? "; and others" : string.Empty)) =>
        Shards = [.. shards.Select(one => one.Shard)];

    /// <summary>The shards, in the order of their rows.</summary>
    public IReadOnlyList<Shard> Shards { get; }
}
