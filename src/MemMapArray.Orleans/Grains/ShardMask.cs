using System.Collections.Generic;
using System.Linq;
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
    public MaskShard[] Shards { get; init; } = [];
}

/// <summary>A shard of a mask, as its manifest has it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("MemMap.MaskShard")]
internal sealed record MaskShard(
    [property: Id(0)] string Path,
    [property: Id(1)] long FirstRow,
    [property: Id(2)] long Rows,
    [property: Id(3)] long ByteOffset,
    [property: Id(4)] long FileLength,
    [property: Id(5)] string? HeaderHash)
{
    public static MaskShard Of(Shard shard) =>
        new(shard.Path, shard.Rows.Start, shard.Rows.Count, shard.ByteOffset, shard.FileLength, shard.HeaderHash);

    public Shard ToShard() => new(Path, new RowRange(FirstRow, Rows), ByteOffset, FileLength, HeaderHash);
}
