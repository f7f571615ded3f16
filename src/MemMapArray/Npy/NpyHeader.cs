using System;
using System.Collections.Generic;
using System.IO;
using MemMap.Mapping;
using MemMap.Npy;

namespace MemMap;

/// <summary>
/// The header of a <c>.npy</c> file: the type, shape and order of the array in it. The parser evaluates nothing and refuses what the format
/// does not allow. NumPy: <c>np.lib.format.read_array_header_1_0</c>.
/// </summary>
public sealed class NpyHeader
{
    private readonly NpyType? _type;
    private readonly List<NpyField> _fields;

    internal NpyHeader(byte[] bytes, NpyHeaderParser parser)
    {
        _type = parser.Type;
        _fields = parser.Fields;
        Version = new Version(bytes[6], bytes[7]);
        Descr = parser.Descr;
        Shape = parser.Lengths;
        Order = parser.IsFortran ? MemMapOrder.F : MemMapOrder.C;
        DataOffset = bytes.Length;
        ItemSize = parser.ItemSize;
        Text = new NpyHeaderText(bytes, parser.Lengths, parser.ShapeStart, parser.ShapeEnd);
    }

    /// <summary>The version of the format: 1.0, 2.0 or 3.0.</summary>
    public Version Version { get; }

    /// <summary>The element type as NumPy writes it: <c>&lt;f4</c>, or for records the list of their fields,
    /// <c>[('x', '&lt;f4'), ('y', '&lt;f4')]</c>.</summary>
    public string Descr { get; }

    /// <summary>The type to open the file with: on a little-endian machine <see cref="float"/> for <c>&lt;f4</c> and
    /// <see cref="BigEndian{T}"/> of it for <c>&gt;f4</c>, <see cref="long"/> for dates and durations. <see langword="null"/> for what has
    /// no type of its own in .NET: records, complex64, complex numbers in another byte order than this machine's, text and raw bytes, which
    /// open as structs of yours, and long doubles, which do not open. Half precision has one on .NET only, not on .NET Standard
    /// 2.0.</summary>
    public Type? ElementType => _type?.ElementType;

    /// <summary>The length of each axis, in elements.</summary>
    public Shape Shape { get; }

    /// <summary>Which axis is contiguous: the header's <c>fortran_order</c>.</summary>
    public MemMapOrder Order { get; }

    /// <summary>The position of the first element, in bytes from the start of the header: the length of the header.</summary>
    public long DataOffset { get; }

    /// <summary>Whether elements, or fields of them, have their highest byte first.</summary>
    public bool IsBigEndian => _type?.IsBigEndian ?? NpyField.Exists(_fields, type => type.IsBigEndian);

    /// <summary>The size of an element, in bytes. NumPy's <c>itemsize</c>.</summary>
    public int ItemSize { get; }

    /// <summary>The header itself.</summary>
    internal NpyHeaderText Text { get; }

    /// <summary>The type of an element; <see langword="null"/> for a record.</summary>
    internal NpyType? Type => _type;

    /// <summary>The fields of a record.</summary>
    internal IReadOnlyList<NpyField> Fields => _fields;

    /// <summary>Reads the header of a file. Whether the file has all elements is checked when it is opened as an array.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The header. O(1): at most 10,000 characters are read.</returns>
    /// <exception cref="NpyFormatException">The file is not <c>.npy</c>, or its header breaks a rule of the format.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be opened, or is a pipe; a <see cref="FileNotFoundException"/> when it does not
    /// exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a folder, or this user may not open the file.</exception>
    /// <example><code>
    /// NpyHeader header = NpyHeader.Read(npyPath);
    /// Console.WriteLine($"{header.Descr} {header.Shape}");    // &lt;f4 (100, 3)
    /// </code></example>
    public static NpyHeader Read(string path)
    {
        MappedFile.RefusePipe(path ?? throw new ArgumentNullException(nameof(path)));
        using var stream = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.None);
        return NpyReading.Read(stream.Read, path);
    }

    /// <summary>Reads a header at the position of a stream, and leaves the stream at the first element. The stream need not support
    /// seeking.</summary>
    /// <param name="stream">The stream.</param>
    /// <returns>The header. O(1): at most 10,000 characters are read.</returns>
    /// <exception cref="NpyFormatException">The bytes are not <c>.npy</c>, or the header breaks a rule of the format. The stream is
    /// somewhere within the header then.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is <see langword="null"/>.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static NpyHeader Read(Stream stream) =>
        NpyReading.Read((stream ?? throw new ArgumentNullException(nameof(stream))).Read, path: null);

    /// <summary>The header in short: type, shape and order.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Descr} {Shape} {Order}";
}
