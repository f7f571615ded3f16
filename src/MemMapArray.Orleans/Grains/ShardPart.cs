using Orleans;

namespace MemMap.Cluster;

/// <summary>What a request for several shards has of one of them: all that differs between them.</summary>
[GenerateSerializer]
[Immutable]
[Alias("MemMap.ShardPart")]
internal sealed record ShardPart(
    [property: Id(0)] ShardFile Shard, [property: Id(1)] ShardMask[] Masks, [property: Id(2)] OtherMatrix? Other)
{
    public static ShardPart Of(ShardRequest request) => new(request.Shard, request.Masks, request.Other);

    /// <summary>A request for it alone.</summary>
    public ShardRequest In(ShardRequest all) => all with { Shard = Shard, Masks = Masks, Other = Other, More = [], Gather = null };
}
