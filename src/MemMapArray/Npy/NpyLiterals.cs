using System;
using System.Text;

namespace MemMap.Npy;

/// <summary>The few literals of Python that a header is made of, read byte by byte. Nothing is evaluated.</summary>
internal ref struct NpyLiterals
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly Encoding _encoding;
    private readonly string? _path;

    /// <param name="bytes">The file from its first byte to the end of the header.</param>
    /// <param name="start">Where the dictionary begins in it.</param>
    /// <param name="encoding">How bytes above 127 are meant.</param>
    /// <param name="path">The file, for messages.</param>
    public NpyLiterals(ReadOnlySpan<byte> bytes, int start, Encoding encoding, string? path)
    {
        _bytes = bytes;
        Position = start;
        _encoding = encoding;
        _path = path;
    }

    /// <summary>The next byte to read, in bytes from the start of the file.</summary>
    public int Position { get; private set; }

    public readonly NpyFormatException Error(string reason, int position) => new(_path, reason, position);

    public void SkipSpace()
    {
        while (Position < _bytes.Length && _bytes[Position] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f')
        {
            Position++;
        }
    }

    /// <summary>Takes a sign if it is the next thing.</summary>
    public bool TryTake(char sign)
    {
        SkipSpace();
        bool isNext = Position < _bytes.Length && _bytes[Position] == sign;
        Position += isNext ? 1 : 0;
        return isNext;
    }

    public void Take(char sign, string what)
    {
        if (!TryTake(sign))
        {
            throw Error($"'{sign}' is expected {what}, there is {Next()}", Position);
        }
    }

    public void TakeEnd()
    {
        SkipSpace();
        if (Position < _bytes.Length)
        {
            throw Error($"there is {Next()} behind the dictionary", Position);
        }
    }

    /// <summary>A comma, and whether another item follows it: the last one may have a comma too.</summary>
    public bool TakeComma(char close, string what)
    {
        if (TryTake(close))
        {
            return false;
        }

        if (!TryTake(','))
        {
            throw Error($"',' or '{close}' is expected {what}, there is {Next()}", Position);
        }

        return !TryTake(close);
    }

    /// <summary>Whether a comma lies between a byte and what has been read.</summary>
    public readonly bool HasComma(int start) => _bytes.Slice(start, Position - start).IndexOf((byte)',') >= 0;

    public bool TakeBoolean(string what)
    {
        SkipSpace();
        foreach (bool value in (ReadOnlySpan<bool>)[true, false])
        {
            ReadOnlySpan<byte> word = value ? "True"u8 : "False"u8;
            if (_bytes.Slice(Position).StartsWith(word))
            {
                Position += word.Length;
                return value;
            }
        }

        throw Error($"True or False is expected {what}, there is {Next()}", Position);
    }

    /// <summary>A whole number from 0 on, which Python 2 may have ended with L.</summary>
    public long TakeLength(bool isPython2)
    {
        SkipSpace();
        int start = Position;
        long value = 0;
        if (Position < _bytes.Length && _bytes[Position] == '-')
        {
            throw Error("a length of the shape is negative", start);
        }

        for (; Position < _bytes.Length && _bytes[Position] is >= (byte)'0' and <= (byte)'9'; Position++)
        {
            int digit = _bytes[Position] - '0';
            if (value > (long.MaxValue - digit) / 10)
            {
                throw Error("a length of the shape is more than a 64-bit number", start);
            }

            value = (value * 10) + digit;
        }

        if (Position == start)
        {
            throw Error($"a length is expected in the shape, there is {Next()}", start);
        }

        if (_bytes[start] == '0' && Position - start > 1)
        {
            throw Error("a length of the shape begins with 0", start);
        }

        if (isPython2 && Position < _bytes.Length && _bytes[Position] == 'L')
        {
            Position++;
        }

        return value;
    }

    /// <summary>A text in single or double quotes.</summary>
    public string TakeText(string what)
    {
        SkipSpace();
        int start = Position;
        if (Position == _bytes.Length || _bytes[Position] is not ((byte)'\'' or (byte)'"'))
        {
            throw Error($"a text in quotes is expected {what}, there is {Next()}", start);
        }

        byte quote = _bytes[Position++];
        var text = new StringBuilder();
        while (Position < _bytes.Length && _bytes[Position] != quote)
        {
            if (_bytes[Position] == '\\')
            {
                TakeEscape(text);
            }

            int from = Position;
            while (Position < _bytes.Length && _bytes[Position] != quote && _bytes[Position] != '\\')
            {
                if (_bytes[Position] < ' ')
                {
                    throw Error("a text has a control character in it", Position);
                }

                Position++;
            }

            text.Append(_encoding.GetString(_bytes.Slice(from, Position - from).ToArray()));
        }

        if (Position == _bytes.Length)
        {
            throw Error("a text has no end", start);
        }

        Position++;
        return text.ToString();
    }

    /// <summary>The text from a byte to another, as it stands.</summary>
    public readonly string Raw(int start, int end) => _encoding.GetString(_bytes.Slice(start, end - start).ToArray());

    /// <summary>What comes next, for messages.</summary>
    public readonly string Next()
    {
        if (Position >= _bytes.Length)
        {
            return "the end of the header";
        }

        byte next = _bytes[Position];
        return next is > (byte)' ' and < 127 ? $"'{(char)next}'" : $"the byte {next}";
    }

    // What Python writes for the characters of a name that it cannot show: a quote, a backslash, \n \r \t, \x.. \u.... \U........
    private void TakeEscape(StringBuilder text)
    {
        int start = Position++;
        char letter = Position < _bytes.Length ? (char)_bytes[Position++] : '\0';
        int digits = letter switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
        {
            text.Append(letter switch
            {
                '\\' or '\'' or '"' => letter,
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                _ => throw Error("a text has an unknown escape sequence", start),
            });
            return;
        }

        uint code = 0;
        for (int i = 0; i < digits; i++, Position++)
        {
            int digit = Position < _bytes.Length ? "0123456789abcdef".IndexOf(char.ToLowerInvariant((char)_bytes[Position])) : -1;
            code = digit < 0 ? throw Error("a text has an unknown escape sequence", start) : (code << 4) | (uint)digit;
        }

        text.Append(code is <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF)
            ? char.ConvertFromUtf32((int)code)
            : throw Error("a text has an unknown escape sequence", start));
    }
}
