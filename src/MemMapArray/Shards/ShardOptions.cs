namespace MemMap;

/// <summary>Options of opening an array of shards. Each property has the default of the short overloads.</summary>
/// <example><code>
/// var few = new ShardOptions { MaxOpenShards = 16 };
/// using MemMapShards&lt;float&gt; frugal = MemMapShards.Open&lt;float&gt;(folder, few);
/// </code></example>
public sealed class ShardOptions
{
    /// <summary>The number of files that stay open and mapped, above 0. The file that was used least recently is closed for the next one.
    /// In addition, each thread that reads holds one file open. Default: 256.</summary>
    public int MaxOpenShards { get; set; } = 256;

    /// <summary>Whether it is noticed that another file was put in the place of one that is open, or that it was written to: each time a
    /// reduction or a copy turns to a shard, at the cost of a look at its status (about 1 us). It is opened anew then, and compared with
    /// the manifest. For programs that keep an array open for weeks. Default: <see langword="false"/>: what is open is read as it was
    /// opened.</summary>
    public bool ReopenReplaced { get; set; }

    /// <summary>Whether paths in the manifest may be absolute, and may leave its folder by <c>..</c>. Default: <see langword="false"/>:
    /// such a manifest is an <see cref="System.IO.InvalidDataException"/>, because the author of a manifest could otherwise have any file
    /// read. Links within the folder are followed.</summary>
    public bool AllowPathsOutside { get; set; }
}
