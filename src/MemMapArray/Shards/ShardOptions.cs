namespace MemMap;

/// <summary>Everything that can be said about opening an array of shards. Each property has the default of the short overloads.</summary>
public sealed class ShardOptions
{
    /// <summary>How many files stay open and mapped; above 0. The one that was used least lately is closed for the next. Readers in progress hold theirs beyond that: one for each thread. Default: 256.</summary>
    public int MaxOpenShards { get; set; } = 256;

    /// <summary>Whether shards may be anywhere: paths of the manifest may be absolute, and may lead out of its folder by <c>..</c>. Default: <see langword="false"/>, such a manifest is an
    /// <see cref="System.IO.InvalidDataException"/>: whoever writes a manifest could otherwise have any file read. A link within the folder is followed; who can make one there can do more than that.</summary>
    public bool AllowPathsOutside { get; set; }
}
