using Orleans;

namespace MemMap.Cluster;

/// <summary>What a message of a scan is.</summary>
internal enum ShardMessageKind
{
    /// <summary>It waits for other scans to end.</summary>
    Waiting,

    /// <summary>It is at work.</summary>
    Running,

    /// <summary>Bytes, more of which follow.</summary>
    Bytes,

    /// <summary>The last bytes of a partial, or of elements. Others may follow.</summary>
    EndOfPiece,

    /// <summary>The file is not there, or cannot be read. Another copy may be.</summary>
    Unavailable,

    /// <summary>The file is not what the manifest says.</summary>
    Changed,

    /// <summary>The silo does not open such a path.</summary>
    Refused,

    /// <summary>What is asked for cannot be had of any copy.</summary>
    Impossible,

    /// <summary>The silo does not know what is asked for.</summary>
    Unknown,

    /// <summary>A number does not fit.</summary>
    Overflow,
}

/// <summary>A message of a scan, of bounded size.</summary>
[GenerateSerializer]
[Immutable]
[Alias("MemMap.ShardMessage")]
internal sealed record ShardMessage([property: Id(0)] ShardMessageKind Kind, [property: Id(1)] string Silo)
{
    /// <summary>No message has more bytes.</summary>
    public const int MaxBytes = 256 << 10;

    /// <summary>How many bytes of the file are done.</summary>
    [Id(2)]
    public long BytesDone { get; init; }

    [Id(3)]
    public byte[] Bytes { get; init; } = [];

    /// <summary>The end of the last piece: nothing follows.</summary>
    [Id(5)]
    public bool IsLast { get; init; }

    /// <summary>Which of the shards of the request it is about: the one that failed, or is scanned.</summary>
    [Id(6)]
    public int Part { get; init; }

    /// <summary>What went wrong.</summary>
    [Id(4)]
    public string Text { get; init; } = string.Empty;
}
