using System.Linq;
using Orleans;

namespace MemMap.Cluster;

/// <summary>A second matrix, of whose files the silo has those with the rows of the shard.</summary>
[GenerateSerializer]
[Immutable]
[Alias("MemMap.OtherMatrix")]
internal sealed record OtherMatrix
{
    /// <summary>The element type, as .NET calls it.</summary>
    [Id(0)]
    public required string Element { get; init; }

    [Id(1)]
    public required string Descr { get; init; }

    /// <summary>The shape of the whole matrix.</summary>
    [Id(2)]
    public required long[] Shape { get; init; }

    /// <summary>The matrix' folder, relative to a root folder of the silo.</summary>
    [Id(3)]
    public required string Folder { get; init; }

    [Id(4)]
    public required OtherShard[] Shards { get; init; }
}

/// <summary>A shard of an array beside the one that a request is of, as its manifest has it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("MemMap.OtherShard")]
internal sealed record OtherShard(
    [property: Id(0)] string Path,
    [property: Id(1)] long FirstRow,
    [property: Id(2)] long Rows,
    [property: Id(3)] long ByteOffset,
    [property: Id(4)] long FileLength,
    [property: Id(5)] string? HeaderHash)
{
    private static OtherShard Of(Shard shard) =>
        new(shard.Path, shard.Rows.Start, shard.Rows.Count, shard.ByteOffset, shard.FileLength, shard.HeaderHash);

    /// <summary>Those that have some rows of an array.</summary>
    public static OtherShard[] Of(ShardManifest manifest, RowRange rows) => rows.Count == 0 ? [] : [.. Enumerable
        .Range(manifest.FindShard(rows.Start), manifest.FindShard(rows.End - 1) - manifest.FindShard(rows.Start) + 1)
        .Select(index => Of(manifest.Shards[index]))
        .Where(shard => shard.Rows > 0)];

    public Shard ToShard() => new(Path, new RowRange(FirstRow, Rows), ByteOffset, FileLength, HeaderHash);
}
