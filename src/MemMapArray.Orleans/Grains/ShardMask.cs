using Orleans;

namespace MemMap.Cluster;

/// <summary>What a mask says of the rows of one shard: truths that come with it, or files of the silo that have them.</summary>
[GenerateSerializer]
[Immutable]
[Alias("MemMap.ShardMask")]
internal sealed record ShardMask
{
    /// <summary>The most bytes of truths that come with a request.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>The shape of the whole mask.</summary>
    [Id(0)]
    public required long[] Shape { get; init; }

    /// <summary>The rows that come with it, eight truths a byte, the first in the lowest bit.</summary>
    [Id(1)]
    public byte[] Bits { get; init; } = [];

    [Id(2)]
    public long FirstRow { get; init; }

    [Id(3)]
    public long Rows { get; init; }

    /// <summary>The mask's folder, relative to a root folder of the silo.</summary>
    [Id(4)]
    public string Folder { get; init; } = string.Empty;

    /// <summary>The files that have the rows; none where the truths come with it.</summary>
    [Id(5)]
    public ShardFile[] Shards { get; init; } = [];
}
