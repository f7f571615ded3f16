using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemMap.Shards;

/// <summary>Reads texts that are mostly the one before, of which there is one string then: shards have the same header.</summary>
internal sealed class RepeatedTextConverter : JsonConverter<string>
{
    // Of whichever thread was the last: it is compared before it is used.
    private string _last = string.Empty;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string last = _last;
        return reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(last) ? last : _last = reader.GetString()!;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
