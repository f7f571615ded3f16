using System.Text.Json.Serialization;

namespace MemMap.Shards;

/// <summary>A manifest as it stands in the file. What must be there is required, and what is not known is refused.</summary>
internal sealed class ShardManifestJson
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    public required string Descr { get; init; }

    public required long[] Shape { get; init; }

    public required string Order { get; init; }

    public required ShardJson[] Shards { get; init; }

    /// <summary>The SHA-256 of the text that the writer makes of all the rest. Not required: manifests are written by other hands
    /// too.</summary>
    public string? Sha256 { get; set; }
}

/// <summary>A shard as it stands in the file.</summary>
internal sealed class ShardJson
{
    public required string Path { get; init; }

    public required long FirstRow { get; init; }

    public required long Rows { get; init; }

    public required long ByteOffset { get; init; }

    public required long FileLength { get; init; }

    [JsonConverter(typeof(RepeatedTextConverter))]
    public string? HeaderSha256 { get; init; }

    public string[]? Labels { get; init; }
}

/// <summary>How it is read and written, made when the library is built.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 8,
    WriteIndented = true,
    IndentSize = 1,
    NewLine = "\n")]
[JsonSerializable(typeof(ShardManifestJson))]
internal sealed partial class ShardManifestJsonContext : JsonSerializerContext;
