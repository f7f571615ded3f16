using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MemMap.Shards;

/// <summary>Manifests as text, and back.</summary>
internal static class ShardManifestText
{
    private const string Format = "MemMapArray shards";
    private const int Version = 1;

    // '<f4' stays readable; nobody takes a manifest for HTML.
    private static readonly ShardManifestJsonContext s_context =
        new(new JsonSerializerOptions(ShardManifestJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static byte[] Write(ShardManifest manifest)
    {
        var json = new ShardManifestJson
        {
            Format = Format,
            Version = Version,
            Descr = manifest.Descr,
            Shape = manifest.Shape.ToArray(),
            Order = "C",
            Shards = [.. manifest.Shards.Select(ToJson)],
        };
        json.Sha256 = HashOf(json);
        return [.. Bytes(json), (byte)'\n'];
    }

    /// <exception cref="InvalidDataException">The bytes are no manifest, with the reason and where.</exception>
    public static ShardManifest Read(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            ShardManifestJson json = JsonSerializer.Deserialize(bytes, s_context.ShardManifestJson) ?? throw new JsonException(
                "It is null.");
            Require(json.Format == Format, $"its format is '{json.Format}', not '{Format}'");
            Require(json.Version == Version, $"it has version {json.Version}; this library reads version {Version}");
            Require(json.Order == "C", $"its order is '{json.Order}'; arrays of shards are in C order, 'C'");
            if (json.Sha256 is { } expected)
            {
                json.Sha256 = null;
                Require(HashOf(json) == expected, "its checksum is not that of its content");
            }

            // Many shards have the same few labels, and the same header.
            var shared = new Dictionary<string, string>();
            return new ShardManifest(
                json.Descr, Shape.Create(json.Shape), json.Shards.Select((shard, index) => FromJson(shard, index, shared)));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or FormatException)
        {
            // The first line: what follows names a parameter.
            throw new InvalidDataException(
                $"'{name}' is not a manifest of shards: {exception.Message.Split('\n')[0].TrimEnd('\r')}", exception);
        }
    }

    // Written into the hash: the text of many shards is not in memory a second time.
    private static string HashOf(ShardManifestJson json)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            JsonSerializer.Serialize(stream, json, s_context.ShardManifestJson);
        }

        return ShardFingerprint.TextOf(hash.Hash!);
    }

    private static byte[] Bytes(ShardManifestJson json) => JsonSerializer.SerializeToUtf8Bytes(json, s_context.ShardManifestJson);

    private static ShardJson ToJson(Shard shard) => new()
    {
        Path = shard.Path,
        FirstRow = shard.Rows.Start,
        Rows = shard.Rows.Count,
        ByteOffset = shard.ByteOffset,
        FileLength = shard.FileLength,
        HeaderSha256 = shard.HeaderHash,
        Labels = shard.Labels.Count == 0 ? null : [.. shard.Labels],
    };

    private static Shard FromJson(ShardJson shard, int index, Dictionary<string, string> shared)
    {
        // An entry may be null where the list may not.
        Require(shard is not null, $"shard {index} is null");
        try
        {
            var rows = new RowRange(shard!.FirstRow, shard.Rows);
            string? hash = shard.HeaderSha256 is { } own ? Share(own) : null;
            return new(shard.Path, rows, shard.ByteOffset, shard.FileLength, hash, shard.Labels?.Select(Share));
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"shard {index} ('{shard!.Path}'): {exception.Message}", exception);
        }

        // A label may be null where the list may not: that is said where the shard is made.
        string Share(string text)
        {
            if (text is not null && shared.TryGetValue(text, out string? same))
            {
                return same;
            }

            if (text is not null)
            {
                shared.Add(text, text);
            }

            return text!;
        }
    }

    private static void Require(bool condition, string reason)
    {
        if (!condition)
        {
            throw new FormatException(reason);
        }
    }
}
