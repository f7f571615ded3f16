using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace MemMap.Npy;

/// <summary>What a new file says of its elements: NumPy's name of a type, or what the caller states.</summary>
internal static class NpyDescr
{
    /// <summary>The header of a new file.</summary>
    /// <param name="descr">As the caller states it; <see langword="null"/> for the type that <typeparamref name="T"/> is.</param>
    /// <param name="order">Which axis is contiguous.</param>
    /// <param name="lengths">The shape.</param>
    /// <exception cref="NotSupportedException">There is no descr, and NumPy has no name for <typeparamref name="T"/>; or the descr is of a
    /// type that is not written.</exception>
    /// <exception cref="ArgumentException">The descr is invalid, or is not one of <typeparamref name="T"/>.</exception>
    public static NpyHeaderText HeaderOf<T>(string? descr, MemMapOrder order, ReadOnlySpan<long> lengths)
        where T : unmanaged
    {
        if (descr is null)
        {
            return NpyHeaderText.Create(NpyTypes.TextOf(typeof(T)), order, lengths);
        }

        // What the reader makes of it decides: a file that is written opens again as what it was written from.
        NpyHeader header = Read(descr);
        NpyElements.Require<T>(header, path: null);
        return NpyHeaderText.Create(header.Descr, order, lengths);
    }

    /// <summary>What a descr says, as NumPy would write it: the header of a file of rank 0.</summary>
    /// <exception cref="ArgumentException">The descr is invalid.</exception>
    public static NpyHeader Read(string descr)
    {
        try
        {
            using var header = new MemoryStream(NpyHeaderText.Create(AsWritten(descr), MemMapOrder.C, []).For([]));
            return NpyReading.Read(header.Read, path: null);
        }
        catch (NpyFormatException exception)
        {
            throw new ArgumentException($"The descr \"{descr}\" is none of NumPy's: {exception.Reason}.", nameof(descr), exception);
        }
    }

    // The same type as NumPy would write it: native orders by their sign, one kind of quotes, its spaces.
    private static string AsWritten(string descr)
    {
        if (descr.TrimStart(' ').StartsWith("[", StringComparison.Ordinal))
        {
            // Lone surrogates are an ArgumentException of the encoding.
            Encoding encoding = new UTF8Encoding(false, throwOnInvalidBytes: true);
            var parser = new NpyHeaderParser(encoding.GetBytes(descr), start: 0, majorVersion: 3, encoding, path: null);
            parser.ParseRecord();
            return AsWritten(parser.Fields);
        }

        string? reason = NpyType.TryParse(descr, out NpyType type);
        return reason is null ? type.Text : throw new NpyFormatException(path: null, reason, position: 0);
    }

    private static string AsWritten(IReadOnlyList<NpyField> fields)
    {
        return $"[{string.Join(", ", fields.Select(AsWritten))}]";
    }

    private static string AsWritten(NpyField field)
    {
        string name = field.Title is null ? Quoted(field.Name) : $"({Quoted(field.Title)}, {Quoted(field.Name)})";
        string type = field.Type is { } value ? $"'{value.Text}'" : AsWritten(field.Fields);
        return $"({name}, {type}{(field.Lengths.Length == 0 ? string.Empty : ", " + Layout.Text(field.Lengths))})";
    }

    // As Python's repr has it.
    private static string Quoted(string text)
    {
        char quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        var quoted = new StringBuilder().Append(quote);
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            int code = char.ConvertToUtf32(text, i);
            string? escape = letter switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\\' => "\\\\",
                _ => letter == quote ? $"\\{quote}" : null,
            };
            if (escape is null && !IsPrintable(text, i))
            {
                escape = code <= 0xFF ? $"\\x{code:x2}" : code <= 0xFFFF ? $"\\u{code:x4}" : $"\\U{code:x8}";
            }

            quoted.Append(escape ?? char.ConvertFromUtf32(code));
            i += code > char.MaxValue ? 1 : 0;
        }

        return quoted.Append(quote).ToString();
    }

    private static bool IsPrintable(string text, int index) =>
        text[index] == ' ' || CharUnicodeInfo.GetUnicodeCategory(text, index) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
