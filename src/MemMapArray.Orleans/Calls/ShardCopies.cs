using System;
using Orleans;

namespace MemMap.Cluster;

/// <summary>The copies of an array's shards: who is asked for them, how, and what is learnt of their labels.</summary>
/// <param name="Factory">Where they are.</param>
/// <param name="Array">The array, by the hash of its manifest.</param>
/// <param name="ShardOf">The shard of a number.</param>
/// <param name="Options">How many at a time, and how long is waited.</param>
internal sealed record ShardCopies(IGrainFactory Factory, string Array, Func<int, Shard> ShardOf, ClusterArrayOptions Options)
{
    public LabelHealth Health { get; } = new();

    public long BytesOf(int shard) => ShardOf(shard).FileLength - ShardOf(shard).ByteOffset;
}
