using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MemMap.Views;

namespace MemMap.Npy;

/// <summary>
/// The bytes before the elements of a <c>.npy</c> file, and where in them the shape stands. Immutable.
/// <code>
///   \x93NUMPY 1 0 | 118, 0 | {'descr': '&lt;f4', 'fortran_order': False, 'shape': (10, 3), }       \n | elements, at a multiple of 64
///   magic, version  length                                             ^ shape ^        ^ room for more digits
/// </code>
/// </summary>
internal sealed class NpyHeaderText : IFileHeader
{
    /// <summary>The alignment of the elements in the files that are written here.</summary>
    private const int Alignment = 64;

    /// <summary>A number of rows may grow to so many digits in place.</summary>
    private const int GrowingDigits = 21;

    private readonly byte[] _bytes;
    private readonly long[] _lengths;
    private readonly int _shapeStart;
    private readonly int _shapeEnd;

    public NpyHeaderText(byte[] bytes, ReadOnlySpan<long> lengths, int shapeStart, int shapeEnd)
    {
        _bytes = bytes;
        _lengths = lengths.ToArray();
        _shapeStart = shapeStart;
        _shapeEnd = shapeEnd;
    }

    public int Length => _bytes.Length;

    /// <summary>The header of a new file, as NumPy writes it: of version 1.0, or of 3.0 where a field has a name that Latin-1 cannot
    /// spell.</summary>
    /// <param name="descr">The element type as NumPy writes it: <c>&lt;f4</c>, or a list of fields.</param>
    /// <param name="order">Which axis is contiguous. NumPy does not tell them apart in arrays of fewer than two axes, and calls that
    /// C.</param>
    /// <param name="lengths">The shape.</param>
    /// <exception cref="ArgumentException">The descr makes the header longer than readers allow.</exception>
    public static NpyHeaderText Create(string descr, MemMapOrder order, ReadOnlySpan<long> lengths)
    {
        bool isFortran = order == MemMapOrder.F && lengths.Length > 1;
        string quote = descr[0] == '[' ? string.Empty : "'", shape = Layout.Text(lengths);
        var text = new StringBuilder($"{{'descr': {quote}{descr}{quote}, 'fortran_order': {(isFortran ? "True" : "False")}, 'shape': ");
        bool isLatin = descr.All(letter => letter <= 0xFF);
        Encoding encoding = isLatin ? Encoding.GetEncoding("iso-8859-1") : new UTF8Encoding(false, throwOnInvalidBytes: true);
        int preamble = isLatin ? 10 : 12;
        int shapeStart = preamble + encoding.GetByteCount(text.ToString());
        text.Append(shape).Append(", }");
        if (lengths.Length > 0)
        {
            long rows = lengths[isFortran ? lengths.Length - 1 : 0];
            text.Append(' ', GrowingDigits - rows.ToString(CultureInfo.InvariantCulture).Length);
        }

        // 1 to 64 spaces and a line feed.
        int unpadded = preamble + encoding.GetByteCount(text.ToString()) + 1;
        text.Append(' ', Alignment - (unpadded % Alignment)).Append('\n');
        if (text.Length > NpyReading.MaxCharacters)
        {
            throw new ArgumentException(
                $"With this descr the header has {text.Length} characters; more than {NpyReading.MaxCharacters} are not read.",
                nameof(descr));
        }

        byte[] header = encoding.GetBytes(text.ToString());
        byte[] length = [(byte)header.Length, (byte)(header.Length >> 8)];
        byte[] versionAndLength = isLatin ? [1, 0, .. length] : [3, 0, .. length, 0, 0];
        return new([.. FileSignature.Npy, .. versionAndLength, .. header], lengths, shapeStart, shapeStart + shape.Length);
    }

    /// <inheritdoc/>
    public long[] LengthsOf(byte[] bytes, string path)
    {
        int at = 0;
        NpyHeader header = NpyReading.Read(Take, path);
        long[] lengths = header.Shape.ToArray();
        if (header.DataOffset != bytes.Length || lengths.Length != _lengths.Length || !For(lengths).AsSpan().SequenceEqual(bytes))
        {
            throw new InvalidDataException(
                $"The file '{path}' says something else of its elements than when it was opened: {header}. Open it anew.");
        }

        return lengths;

        int Take(byte[] buffer, int offset, int count)
        {
            int some = Math.Min(count, bytes.Length - at);
            Array.Copy(bytes, at, buffer, offset, some);
            at += some;
            return some;
        }
    }

    /// <inheritdoc/>
    /// <remarks>All but the shape stays as it is, byte for byte; the spaces at the end make room.</remarks>
    public byte[] For(ReadOnlySpan<long> lengths)
    {
        byte[] bytes = (byte[])_bytes.Clone();
        if (lengths.SequenceEqual(_lengths))
        {
            return bytes;
        }

        byte[] shape = Encoding.ASCII.GetBytes(Layout.Text(lengths));
        Span<byte> rest = _bytes.AsSpan(_shapeEnd);
        rest = rest.Slice(0, rest.LastIndexOf((byte)'}') + 1);
        int end = _shapeStart + shape.Length + rest.Length;
        if (end + 1 > bytes.Length)
        {
            throw new InvalidOperationException(
                $"The header of the .npy file has {bytes.Length} bytes and no room for the shape {Layout.Text(lengths)}. Save the " +
                "array to a new file (SaveNpy), whose header has.");
        }

        shape.CopyTo(bytes, _shapeStart);
        rest.CopyTo(bytes.AsSpan(_shapeStart + shape.Length));
        bytes.AsSpan(end).Fill((byte)' ');
        bytes[bytes.Length - 1] = (byte)'\n';
        return bytes;
    }
}
