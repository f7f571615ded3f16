using Orleans;

namespace MemMap.Cluster;

/// <summary>What is sought in the order of a shard's elements.</summary>
internal enum OrderKind
{
    /// <summary>The counts that a plan of quantiles asks for.</summary>
    Counts,

    /// <summary>Quantiles, where axis 0 is kept: a shard has all of what its rows' are made of.</summary>
    Quantiles,

    /// <summary>The counts of a histogram.</summary>
    Histogram,

    /// <summary>The largest or the smallest elements, and where they are.</summary>
    Top,
}

/// <summary>What is sought in the order of elements: a part of a <see cref="ShardRequest"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("MemMap.OrderRequest")]
internal sealed record OrderRequest([property: Id(0)] OrderKind Kind)
{
    /// <summary>The plan's question.</summary>
    [Id(1)]
    public byte[] Question { get; init; } = [];

    /// <summary>The quantiles; or the edges of a histogram, the first and the last of bins of one width.</summary>
    [Id(2)]
    public double[] Numbers { get; init; } = [];

    /// <summary>How many elements; or how many bins of one width, 0 where there are edges.</summary>
    [Id(3)]
    public int Count { get; init; }

    /// <summary>The method of quantiles; none for the median.</summary>
    [Id(4)]
    public QuantileMethod? Method { get; init; }

    /// <summary>The largest are sought; otherwise the smallest.</summary>
    [Id(5)]
    public bool IsLargest { get; init; }

    /// <summary>Whether answers for some shards merge to one for all: not where rows are kept.</summary>
    /// <param name="axes">The axes along which it is sought; <see langword="null"/> for all.</param>
    public bool Merges(int[]? axes) => Kind is OrderKind.Counts or OrderKind.Histogram || (Kind == OrderKind.Top && axes is null or [0]);
}
