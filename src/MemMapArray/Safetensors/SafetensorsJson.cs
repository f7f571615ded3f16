using System;
using System.Text;
using System.Text.Json;

namespace MemMap.Safetensors;

/// <summary>JSON, a token at a time, with the position of each error in the file.</summary>
/// <param name="bytes">The JSON.</param>
/// <param name="start">Where it begins in the file.</param>
/// <param name="path">The file.</param>
/// <param name="what">What the file should be.</param>
internal ref struct SafetensorsJson(ReadOnlySpan<byte> bytes, long start, string path, string what)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private Utf8JsonReader _reader = new(bytes);

    /// <summary>Where the token begins.</summary>
    public readonly long Position => start + _reader.TokenStartIndex;

    /// <summary>Where the token ends.</summary>
    public readonly long End => start + _reader.BytesConsumed;

    public readonly JsonTokenType Token => _reader.TokenType;

    public readonly SafetensorsFormatException Error(string reason, long position, Exception? inner = null) =>
        new(path, what, reason, position, inner);

    public readonly SafetensorsFormatException Error(string reason) => Error(reason, Position);

    /// <summary>Goes to the next token. There is one: JSON that ends too soon is an error.</summary>
    public void Next() => Move(skips: false);

    /// <summary>Goes to the next token, which is a text, or begins an object or an array.</summary>
    /// <param name="expected">Which of these.</param>
    /// <param name="name">What it is, for messages.</param>
    /// <param name="of">Whose it is, if it is somebody's.</param>
    public void Next(JsonTokenType expected, string name, string? of = null)
    {
        Next();
        if (Token != expected)
        {
            string kind = expected switch { JsonTokenType.StartObject => "object", JsonTokenType.StartArray => "array", _ => "text" };
            throw Error($"{NameOf(name, of)} is no {kind}");
        }
    }

    /// <summary>Goes to the next key of an object, or to its end.</summary>
    public bool NextKey()
    {
        Next();
        return Token == JsonTokenType.PropertyName;
    }

    /// <summary>Whether the token is a text, made only where it is written with escapes.</summary>
    public readonly bool Is(string text) => _reader.ValueIsEscaped ? Text() == text : _reader.ValueTextEquals(text);

    /// <summary>The text of the token.</summary>
    public readonly string Text()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw Error("a text has bytes that are not UTF-8, or half of a pair of surrogates", Position, exception);
        }
    }

    /// <summary>The text that comes next.</summary>
    public string NextText(string name, string? of = null)
    {
        Next(JsonTokenType.String, name, of);
        return Text();
    }

    /// <summary>The token as a whole number that is not negative.</summary>
    public readonly long Integer(string name, string of) =>
        Token == JsonTokenType.Number && _reader.ValueSpan[0] != '-' && _reader.TryGetInt64(out long value) ? value
        : throw Error($"{NameOf(name, of)} has something else than whole numbers from 0 to {long.MaxValue}");

    /// <summary>The value that comes next, whatever it is: a text, or else its JSON.</summary>
    public string NextValue()
    {
        Next();
        if (Token == JsonTokenType.String)
        {
            return Text();
        }

        int first = (int)_reader.TokenStartIndex;
        Move(skips: true);
        return Encoding.UTF8.GetString(_bytes.Slice(first, (int)_reader.BytesConsumed - first).ToArray());
    }

    // Made only for messages: of a large file there are many names.
    public static string NameOf(string name, string? of) => of is null ? name : $"the {name} of '{of}'";

    // To the next token; or to the end of the object or array that this one begins, if it does.
    private void Move(bool skips)
    {
        try
        {
            if (skips)
            {
                _reader.Skip();
            }
            else
            {
                _ = _reader.Read();
            }
        }
        catch (JsonException exception)
        {
            string reason = exception.Message.Split([" LineNumber"], StringSplitOptions.None)[0].TrimEnd('.');
            throw Error($"its JSON is not valid: {reason}", start + PositionOf(exception), exception);
        }
    }

    // The exception counts lines, and bytes in a line.
    private readonly long PositionOf(JsonException exception)
    {
        int at = 0;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
        {
            at += _bytes.Slice(at).IndexOf((byte)'\n') + 1;
        }

        return at + (exception.BytePositionInLine ?? 0);
    }
}
