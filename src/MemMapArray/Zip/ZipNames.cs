using System;
using System.Text;

namespace MemMap.Zip;

/// <summary>Names of members: UTF-8 where a bit says so, else the code page of the first IBM PC, as the format and Python have
/// it.</summary>
internal static class ZipNames
{
    private const string UpperHalfOf437 =
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»" +
        "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";

    private static readonly UTF8Encoding s_utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The text of a name; <see langword="null"/> when the bytes are not a name: not UTF-8, empty, or with a zero among
    /// them.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes, bool isUtf8)
    {
        if (bytes.IsEmpty || bytes.IndexOf((byte)0) >= 0)
        {
            return null;
        }

        if (!isUtf8)
        {
            char[] letters = new char[bytes.Length];
            for (int i = 0; i < letters.Length; i++)
            {
                letters[i] = bytes[i] < 128 ? (char)bytes[i] : UpperHalfOf437[bytes[i] - 128];
            }

            return new string(letters);
        }

        try
        {
            return s_utf8.GetString(bytes.ToArray());
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The bytes of a name.</summary>
    /// <exception cref="ArgumentException">The text is no text: half a surrogate pair.</exception>
    public static byte[] Write(string name) => s_utf8.GetBytes(name);
}
