using System;
using System.IO;
using System.IO.Compression;
using MemMap.Mapping;
using static MemMap.Zip.ZipFields;

namespace MemMap.Zip;

/// <summary>The way from an entry of the directory to the bytes of the member.</summary>
internal static class ZipMember
{
    /// <summary>Where the data of a member lies. Its local header must say what the directory said.</summary>
    /// <exception cref="InvalidDataException">It does not: the archive is damaged, or another one by now.</exception>
    /// <exception cref="NotSupportedException">The member is encrypted.</exception>
    public static (long Start, long End) Find(MappedFile file, string path, ZipEntry entry)
    {
        // A local header, its name and what NumPy or this library put into its extra field.
        var reader = new ZipReader(file, path, usualRead: 256);
        if (entry.IsEncrypted)
        {
            throw reader.NotSupported($"has the member '{entry.Name}' encrypted; such members are not read.");
        }

        string what = $"the local header of '{entry.Name}'";
        long position = entry.HeaderOffset, end = Math.Min(entry.Limit, reader.Length);
        ReadOnlySpan<byte> header = reader.Read(position, ZipFormat.LocalHeaderLength, end, what);
        ushort flags = Short(header, 6), method = Short(header, 8);
        uint signature = Word(header, 0), crc = Word(header, 14), compressed = Word(header, 18), length = Word(header, 22);
        int nameLength = Short(header, 26), extraLength = Short(header, 28);
        if (signature != ZipFormat.LocalHeader)
        {
            throw reader.Error($"{what} does not begin with PK\\x03\\x04", position);
        }

        ReadOnlySpan<byte> record = reader.Read(position, ZipFormat.LocalHeaderLength + nameLength + extraLength, end, what);
        if (ZipNames.Read(record.Slice(ZipFormat.LocalHeaderLength, nameLength), (flags & ZipFormat.Utf8) != 0) != entry.Name)
        {
            throw reader.Error($"{what} has another name", position + ZipFormat.LocalHeaderLength);
        }

        if (method != entry.Method || (flags & ZipFormat.Encryption) != 0)
        {
            throw reader.Error($"{what} says another way of compression than the directory, or that it is encrypted", position + 6);
        }

        long extraPosition = position + ZipFormat.LocalHeaderLength + nameLength, start = extraPosition + extraLength;
        var extra = new Zip64Fields(reader, record.Slice(ZipFormat.LocalHeaderLength + nameLength, extraLength), extraPosition);

        // With a data descriptor they were not known yet.
        if ((flags & ZipFormat.DataDescriptor) == 0
            && (crc != entry.Crc || extra.Next(length) != entry.Length || extra.Next(compressed) != entry.CompressedLength))
        {
            throw reader.Error($"{what} says another checksum or length than the directory", position + 14);
        }

        return entry.CompressedLength <= end - start ? (start, start + entry.CompressedLength)
            : throw reader.Error(
                $"the {entry.CompressedLength} bytes of '{entry.Name}' do not end before the next member or the directory", start);
    }

    /// <summary>The content of a member, to read from front to back. It may have more or fewer bytes than it says, and others.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    /// <exception cref="NotSupportedException">The member is encrypted, or compressed in another way than deflate.</exception>
    public static Stream Open(MappedFile file, string path, ZipEntry entry)
    {
        (long start, long end) = Find(file, path, entry);
        return entry.Method switch
        {
            ZipFormat.Stored => new FileSection(file, start, end),
            ZipFormat.Deflated => new DeflateStream(new FileSection(file, start, end), CompressionMode.Decompress),
            _ => throw new NotSupportedException(
                $"The file '{path}' has the member '{entry.Name}' compressed by method {entry.Method}; only stored and deflated " +
                "members are read."),
        };
    }
}
