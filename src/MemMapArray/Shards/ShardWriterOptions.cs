using System.Collections.Generic;

namespace MemMap;

/// <summary>Options of writing shards. Each property has the default of the short overloads.</summary>
/// <example><code>
/// var options = new ShardWriterOptions { RowsPerShard = 8192, Labels = ["node-a"] };
/// using ShardWriter&lt;float&gt; writer = MemMapShards.Create&lt;float&gt;(folder, rowShape: 3, options);
/// </code></example>
public sealed class ShardWriterOptions
{
    /// <summary>The number of rows of a shard. It is rounded up to a multiple of <see cref="ShardManifest.RowsPerBorder"/>, so that borders
    /// of shards are borders of blocks. Default: 0, which means about 256 MiB.</summary>
    public long RowsPerShard { get; set; }

    /// <summary>NumPy's name of the element type, for types that the .NET type does not determine: <c>&lt;M8[ns]</c>, as in
    /// <see cref="MemMapArray.CreateNpy{T}(string, Shape, MemMapOrder, string)"/>. Only for an array that is created; an existing array has
    /// its own.</summary>
    public string? Descr { get; set; }

    /// <summary>The labels of the shards that are written: the names of the nodes that hold them. Default: no labels.</summary>
    public IReadOnlyList<string>? Labels { get; set; }

    /// <summary>Whether files outside the folder may be added, as in <see cref="ShardOptions.AllowPathsOutside"/>.</summary>
    public bool AllowPathsOutside { get; set; }
}
