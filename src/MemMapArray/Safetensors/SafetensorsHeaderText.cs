using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MemMap.Safetensors;

/// <summary>The header of a new file: in the order of the format's own writer, without spaces but those before the data.</summary>
internal static class SafetensorsHeaderText
{
    // The data begins at a multiple of the largest element.
    private const int Alignment = sizeof(long);

    // Names stay readable; nobody takes a header for HTML.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The tensors in the order in which they lie in the file: those of larger elements first, so that all are aligned; then by
    /// name.</summary>
    public static SafetensorsPart[] Sort(IEnumerable<SafetensorsPart> parts) =>
        [.. parts.OrderByDescending(part => SafetensorsTypes.Rank(part.Type)).ThenBy(part => part.Name, StringComparer.Ordinal)];

    /// <summary>The length, the JSON, and spaces up to the data.</summary>
    /// <exception cref="InvalidOperationException">It would be longer than the format allows.</exception>
    public static byte[] Write(SafetensorsPart[] parts, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        using var bytes = new MemoryStream();
        bytes.SetLength(SafetensorsHeader.LengthBytes);
        bytes.Position = SafetensorsHeader.LengthBytes;
        using (var json = new Utf8JsonWriter(bytes, s_options))
        {
            WriteJson(json, parts, metadata);
        }

        for (long rest = bytes.Length % Alignment; rest is > 0 and < Alignment; rest++)
        {
            bytes.WriteByte((byte)' ');
        }

        long length = bytes.Length - SafetensorsHeader.LengthBytes;
        if (length > SafetensorsHeader.MaxJsonBytes)
        {
            throw new InvalidOperationException(
                $"The header of {parts.Length} tensors would have {length} bytes; the format allows {SafetensorsHeader.MaxJsonBytes}. " +
                "Write several files.");
        }

        byte[] header = bytes.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(header, length);
        return header;
    }

    private static void WriteJson(Utf8JsonWriter json, SafetensorsPart[] parts, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        json.WriteStartObject();
        if (metadata.Any())
        {
            json.WriteStartObject(SafetensorsHeader.MetadataKey);
            foreach (KeyValuePair<string, string> text in metadata.OrderBy(text => text.Key, StringComparer.Ordinal))
            {
                json.WriteString(text.Key, text.Value);
            }

            json.WriteEndObject();
        }

        long begin = 0;
        foreach (SafetensorsPart part in parts)
        {
            json.WriteStartObject(part.Name);
            json.WriteString("dtype", part.Type.Name);
            json.WriteStartArray("shape");
            foreach (long length in part.Shape)
            {
                json.WriteNumberValue(length);
            }

            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(begin);
            json.WriteNumberValue(begin += part.ByteLength);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
