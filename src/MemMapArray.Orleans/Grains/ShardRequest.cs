using System.Collections.Generic;
using System.Linq;
using Orleans;

namespace MemMap.Cluster;

/// <summary>What is to be done with the rows of a shard, or of some. It has all that the manifest says of them, and nothing of the others:
/// its size does not grow with the array.</summary>
[GenerateSerializer]
[Immutable]
[Alias("MemMap.ShardRequest")]
internal sealed partial record ShardRequest
{
    /// <summary>The element type, as .NET calls it.</summary>
    [Id(0)]
    public required string Element { get; init; }

    [Id(1)]
    public required string Descr { get; init; }

    /// <summary>The shape of the whole array.</summary>
    [Id(2)]
    public required long[] Shape { get; init; }

    /// <summary>The array's folder, relative to a root folder of the silo.</summary>
    [Id(3)]
    public required string Folder { get; init; }

    /// <summary>The file in it, and its rows.</summary>
    [Id(4)]
    public required ShardFile Shard { get; init; }

    /// <summary>The name of a reduction; <see langword="null"/> where elements are wanted.</summary>
    [Id(5)]
    public string? Reduction { get; init; }

    /// <summary>The axes that are reduced; <see langword="null"/> for all.</summary>
    [Id(6)]
    public int[]? Axes { get; init; }

    [Id(7)]
    public bool SkipNaN { get; init; }

    /// <summary>Which elements of the shard are wanted, in C order.</summary>
    [Id(8)]
    public long FirstElement { get; init; }

    [Id(9)]
    public long Elements { get; init; }

    [Id(10)]
    public bool Exact { get; init; }

    /// <summary>The reduction is one that silos were given, and none of the library's.</summary>
    [Id(11)]
    public bool IsCustom { get; init; }

    /// <summary>What selects elements, in this order: masks, and predicates as text.</summary>
    [Id(12)]
    public ShardMask[] Masks { get; init; } = [];

    [Id(13)]
    public string[] Predicates { get; init; } = [];

    /// <summary>Rows of the array that are wanted, in this order; <see langword="null"/> where others are.</summary>
    [Id(14)]
    public long[]? TakenRows { get; init; }

    /// <summary>The relation between columns that is wanted, a <see cref="RelationKind"/>, of the rows that the first mask leaves, if there
    /// is one; <see langword="null"/> where something else is.</summary>
    [Id(15)]
    public int? Relation { get; init; }

    /// <summary>The second matrix of a relation; <see langword="null"/> where there is one.</summary>
    [Id(16)]
    public OtherMatrix? Other { get; init; }

    /// <summary>What is sought in the order of the elements, if anything.</summary>
    [Id(17)]
    public OrderRequest? Order { get; init; }

    /// <summary>What is to be written of a new array, if anything.</summary>
    [Id(18)]
    public OutputRequest? Output { get; init; }

    /// <summary>Other shards of which the same is wanted: all answers are merged to one.</summary>
    [Id(19)]
    public ShardPart[] More { get; init; } = [];

    /// <summary>The SHA-256 of the elements is wanted.</summary>
    [Id(20)]
    public bool IsHashWanted { get; init; }

    /// <summary>Shards that others have, whose answers the silo merges; <see langword="null"/> where it reads its own.</summary>
    [Id(21)]
    public GatherRequest? Gather { get; init; }

    /// <summary>A request for each of the shards.</summary>
    public IEnumerable<ShardRequest> Each() => [this with { More = [] }, .. More.Select(part => part.In(this))];
}
