using System;
using System.IO;
using System.Text;

namespace MemMap.Npy;

/// <summary>Takes the bytes of a header out of a file, no more of them than it has, and looks at its length before it does.</summary>
internal static class NpyReading
{
    /// <summary>What a header may have, as in NumPy: more would be an attack, or no header.</summary>
    public const int MaxCharacters = 10_000;

    /// <summary>Reads up to a count of bytes into an array from an index on; 0 at the end, as
    /// <see cref="Stream.Read(byte[], int, int)"/>.</summary>
    public delegate int Source(byte[] buffer, int offset, int count);

    /// <exception cref="NpyFormatException">The bytes are no header.</exception>
    public static NpyHeader Read(Source source, string? path)
    {
        ReadOnlySpan<byte> magic = FileSignature.Npy;
        byte[] bytes = Take(source, [], magic.Length + 2, "magic and version", path);
        for (int i = 0; i < magic.Length; i++)
        {
            if (bytes[i] != magic[i])
            {
                string? other = FileSignature.Find(WithMore(source, bytes));
                throw new NpyFormatException(path, other is null ? "it does not begin with \\x93NUMPY" : $"it begins as {other}", i);
            }
        }

        int major = bytes[6], minor = bytes[7];
        if (major is < 1 or > 3 || minor != 0)
        {
            throw new NpyFormatException(path, $"there is no version {major}.{minor} of the format", major is < 1 or > 3 ? 6 : 7);
        }

        bytes = Take(source, bytes, major == 1 ? 2 : 4, "the length of the header", path);
        long length = bytes[8] | (bytes[9] << 8);
        if (major > 1)
        {
            length |= (long)bytes[10] << 16 | (long)bytes[11] << 24;
        }

        // A character of UTF-8 has up to 4 bytes.
        if (length > MaxCharacters * (major == 3 ? 4 : 1))
        {
            throw new NpyFormatException(path, $"its header has {length} bytes; more than {MaxCharacters} characters are not read", 8);
        }

        int start = bytes.Length;
        bytes = Take(source, bytes, (int)length, "the header", path);
        Encoding encoding = Encoding.GetEncoding("iso-8859-1");
        if (major == 3)
        {
            encoding = new UTF8Encoding(false, throwOnInvalidBytes: true);
            RequireText(bytes, start, encoding, path);
        }

        var parser = new NpyHeaderParser(bytes, start, major, encoding, path);
        parser.Parse();
        return new NpyHeader(bytes, parser);
    }

    private static void RequireText(byte[] bytes, int start, Encoding encoding, string? path)
    {
        try
        {
            int characters = encoding.GetCharCount(bytes, start, bytes.Length - start);
            if (characters > MaxCharacters)
            {
                throw new NpyFormatException(path, $"its header has {characters} characters; more than {MaxCharacters} are not read", 8);
            }
        }
        catch (DecoderFallbackException exception)
        {
            // The exception counts from the bytes it was given.
            throw new NpyFormatException(path, "its header is not UTF-8", start + Math.Max(0, exception.Index));
        }
    }

    // The bytes there are, and so many more behind them.
    // As many as a signature may have, or as there are.
    private static ReadOnlySpan<byte> WithMore(Source source, byte[] before)
    {
        byte[] bytes = new byte[FileSignature.Length];
        before.CopyTo(bytes, 0);
        int count = before.Length;
        for (int read = -1; read != 0 && count < bytes.Length; count += read)
        {
            read = source(bytes, count, bytes.Length - count);
        }

        return bytes.AsSpan(0, count);
    }

    private static byte[] Take(Source source, byte[] before, int count, string what, string? path)
    {
        byte[] bytes = new byte[before.Length + count];
        before.CopyTo(bytes, 0);
        for (int at = before.Length; at < bytes.Length;)
        {
            int read = source(bytes, at, bytes.Length - at);
            at += read > 0 ? read : throw new NpyFormatException(path, $"it ends within {what}", at);
        }

        return bytes;
    }
}
