using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using MemMap.Mapping;
using MemMap.Npy;

namespace MemMap.Safetensors;

/// <summary>The header of one file: what it says, and its bytes, which the file must still have when a tensor is opened.</summary>
internal sealed unsafe class SafetensorsHeader
{
    /// <summary>The bytes of the number that says how long the JSON is.</summary>
    public const int LengthBytes = sizeof(long);

    /// <summary>The key that is no tensor.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The longest JSON that the format allows.</summary>
    public const int MaxJsonBytes = 100_000_000;

    private readonly byte[] _bytes;
    private readonly long _fileLength;

    private SafetensorsHeader(string path, byte[] bytes, long fileLength)
    {
        Path = path;
        _bytes = bytes;
        _fileLength = fileLength;
        var parser = new SafetensorsHeaderParser(this, bytes.AsSpan(LengthBytes));
        parser.Parse(fileLength);
        Tensors = parser.Tensors;
        Metadata = parser.Metadata;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The tensors by name, in the order of the header.</summary>
    public List<SafetensorsTensor> Tensors { get; }

    public Dictionary<string, string> Metadata { get; }

    /// <summary>Where the data begins.</summary>
    public long DataOffset => _bytes.Length;

    /// <exception cref="SafetensorsFormatException">The file breaks a rule of the format.</exception>
    /// <exception cref="InvalidDataException">It is cut short.</exception>
    public static SafetensorsHeader Read(string path)
    {
        MappedFile file = MappedFile.Open(path, FileAccess.Read, FileShare.ReadWrite);
        try
        {
            long fileLength = file.Length;
            if (fileLength < LengthBytes)
            {
                throw Error(path, $"it has {fileLength} bytes, and the length of its header alone has {LengthBytes}", fileLength);
            }

            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(BytesAt(file, 0, LengthBytes));
            if (length > MaxJsonBytes)
            {
                string? other = FileSignature.Find(FileSignature.FirstBytes(file));
                string reason = other is null
                    ? $"its header would have {length} bytes; more than {MaxJsonBytes} are not read" : $"it begins as {other}";
                throw Error(path, reason, 0);
            }

            if ((long)length > fileLength - LengthBytes)
            {
                throw Error(path, $"it ends within its header, which has {length} bytes", fileLength);
            }

            return new(path, BytesAt(file, 0, LengthBytes + (int)length), fileLength);
        }
        finally
        {
            file.Close();
        }
    }

    /// <summary>Compares what a file says of a tensor, and its length, with what was read when it was listed.</summary>
    /// <exception cref="InvalidDataException">They are others.</exception>
    public void RequireUnchanged(MappedFile file, SafetensorsTensor tensor) =>
        RequireUnchanged(file, (int)tensor.EntryStart, (int)tensor.EntryEnd, $"'{tensor.Name}'");

    /// <summary>The bytes of the whole file.</summary>
    /// <exception cref="InvalidDataException">Its length or its header is another than when it was listed.</exception>
    public Layout Find(MappedFile file)
    {
        RequireUnchanged(file, 0, _bytes.Length, "its tensors");
        return Layout.Create([_fileLength], MemMapOrder.C, 0, sizeof(byte));
    }

    private void RequireUnchanged(MappedFile file, int start, int end, string what)
    {
        if (file.Length != _fileLength
            || !BytesAt(file, 0, LengthBytes).AsSpan().SequenceEqual(_bytes.AsSpan(0, LengthBytes))
            || !BytesAt(file, start, end - start).AsSpan().SequenceEqual(_bytes.AsSpan(start, end - start)))
        {
            throw new InvalidDataException(
                $"The file '{Path}' has changed since it was listed: it has {file.Length} bytes and had {_fileLength}, or says something " +
                $"else of {what}. Open it anew with SafetensorsFile.Open.");
        }
    }

    public static SafetensorsFormatException Error(string path, string reason, long position) =>
        new(path, "safetensors file", reason, position);

    private static byte[] BytesAt(MappedFile file, long position, int count)
    {
        byte[] bytes = new byte[count];
        fixed (byte* first = bytes)
        {
            file.ReadExactly(position, first, count);
        }

        return bytes;
    }
}
