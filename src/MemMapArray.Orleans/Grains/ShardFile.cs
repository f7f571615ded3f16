using System.Linq;
using Orleans;

namespace MemMap.Cluster;

/// <summary>A shard as its manifest has it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("MemMap.ShardFile")]
internal sealed record ShardFile(
    [property: Id(0)] string Path,
    [property: Id(1)] long FirstRow,
    [property: Id(2)] long Rows,
    [property: Id(3)] long ByteOffset,
    [property: Id(4)] long FileLength,
    [property: Id(5)] string? HeaderHash)
{
    /// <summary>The rows of the array that are in it.</summary>
    public RowRange RowRange => new(FirstRow, Rows);

    /// <summary>The same for a message.</summary>
    public static ShardFile Of(Shard shard) =>
        new(shard.Path, shard.Rows.Start, shard.Rows.Count, shard.ByteOffset, shard.FileLength, shard.HeaderHash);

    /// <summary>Those that have some rows of an array.</summary>
    public static ShardFile[] Of(ShardManifest manifest, RowRange rows) => rows.Count == 0 ? [] : [.. Enumerable
        .Range(manifest.FindShard(rows.Start), manifest.FindShard(rows.End - 1) - manifest.FindShard(rows.Start) + 1)
        .Select(index => Of(manifest.Shards[index]))
        .Where(shard => shard.Rows > 0)];

    /// <summary>The same for the library.</summary>
    public Shard ToShard() => new(Path, RowRange, ByteOffset, FileLength, HeaderHash);
}
