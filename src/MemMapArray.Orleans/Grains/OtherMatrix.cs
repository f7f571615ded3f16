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
    public required ShardFile[] Shards { get; init; }
}
