using System.Collections.Generic;

namespace MemMap;

/// <summary>Everything that can be said about writing shards. Each property has the default of the short overloads.</summary>
public sealed class ShardWriterOptions
{
    /// <summary>How many rows a shard gets, rounded up to a multiple of <see cref="ShardManifest.RowsPerBorder"/>, so that borders of shards are borders of blocks. Default: 0, as many as have about 256 MiB.</summary>
    public long RowsPerShard { get; set; }

    /// <summary>What the files say of their elements, when the type does not say it: <c>&lt;M8[ns]</c>, as in <see cref="MemMapArray.CreateNpy{T}(string, Shape, MemMapOrder, string)"/>. Only where an array is created; one that
    /// is there has its own.</summary>
    public string? Descr { get; set; }

    /// <summary>The labels of the shards that are written: the names of the nodes that hold them. Default: none.</summary>
    public IReadOnlyList<string>? Labels { get; set; }

    /// <summary>Whether files that are added may be anywhere, as <see cref="ShardOptions.AllowPathsOutside"/>.</summary>
    public bool AllowPathsOutside { get; set; }
}
