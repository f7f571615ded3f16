using System;
using System.Collections.Generic;
using MemMap.Mapping;
using static MemMap.Zip.ZipFields;

namespace MemMap.Zip;

/// <summary>
/// The directory at the end of an archive.
/// <code>
///   | local header, name, extra | data | ... | central header, name, extra, comment | ... | [Zip64 end | Zip64 locator] | end | comment |
///   ^ byte 0                                 ^ directory                                  ^ its end, exactly
/// </code>
/// </summary>
/// <remarks>Strict: nothing stands before the first member, members do not overlap, and every record begins where the last one ends, so
/// that there is one way to read an archive.</remarks>
internal static class ZipDirectory
{
    /// <exception cref="System.IO.InvalidDataException">The bytes are no archive.</exception>
    /// <exception cref="NotSupportedException">It is one of several files.</exception>
    public static List<ZipEntry> Read(MappedFile file, string path)
    {
        var reader = new ZipReader(file, path, usualRead: 1 << 16);
        (long start, long end, long count) = ZipEnd.Find(reader);

        // The number of members is what there is, not what is said: nothing is allocated for it.
        List<ZipEntry> entries = [];
        long position = start;
        while (position < end)
        {
            ZipEntry entry = ReadEntry(reader, position, start, end, out int length);
            entries.Add(entry);
            position += length;
        }

        return entries.Count == count ? WithLimits(reader, entries, start) : throw reader.Error(
            $"it says that it has {count} members and has {entries.Count}", start);
    }

    private static ZipEntry ReadEntry(ZipReader reader, long position, long directoryStart, long end, out int recordLength)
    {
        ReadOnlySpan<byte> header = reader.Read(position, ZipFormat.CentralHeaderLength, end, "an entry of its directory");
        if (Word(header, 0) != ZipFormat.CentralHeader)
        {
            throw reader.Error("an entry of its directory does not begin with PK\\x01\\x02", position);
        }

        ushort flags = Short(header, 8), method = Short(header, 10);
        uint crc = Word(header, 16), compressed = Word(header, 20), length = Word(header, 24), offset = Word(header, 42);
        int nameLength = Short(header, 28), extraLength = Short(header, 30);
        ushort disk = Short(header, 34);
        recordLength = ZipFormat.CentralHeaderLength + nameLength + extraLength + Short(header, 32);
        ReadOnlySpan<byte> record = reader.Read(position, recordLength, end, "an entry of its directory");
        string name = ZipNames.Read(record.Slice(ZipFormat.CentralHeaderLength, nameLength), (flags & ZipFormat.Utf8) != 0)
            ?? throw reader.Error(
                "the name of a member is empty, has a zero in it, or is not UTF-8 though it says so",
                position + ZipFormat.CentralHeaderLength);
        long extraPosition = position + ZipFormat.CentralHeaderLength + nameLength;
        var extra = new Zip64Fields(reader, record.Slice(ZipFormat.CentralHeaderLength + nameLength, extraLength), extraPosition);
        long longLength = extra.Next(length), longCompressed = extra.Next(compressed), longOffset = extra.Next(offset);
        if (extra.NextDisk(disk) != 0)
        {
            throw reader.NotSupported($"is one of several parts of an archive: '{name}' lies in another one.");
        }

        var entry = new ZipEntry(name, nameLength, flags, method, crc, longCompressed, longLength, longOffset, position);
        Require(reader, entry, directoryStart);
        return entry;
    }

    // Each sum is of numbers that have been compared with the length of the file.
    private static void Require(ZipReader reader, ZipEntry entry, long directoryStart)
    {
        long room = directoryStart - entry.HeaderOffset - ZipFormat.LocalHeaderLength - entry.NameLength;
        if (entry.HeaderOffset > directoryStart || room < 0 || entry.CompressedLength > room)
        {
            throw reader.Error(
                $"the member '{entry.Name}' of {entry.CompressedLength} bytes at byte {entry.HeaderOffset} does not end before the " +
                "directory",
                entry.Position);
        }

        if (entry.IsStored && !entry.IsEncrypted && entry.Length != entry.CompressedLength)
        {
            throw reader.Error(
                $"the member '{entry.Name}' is stored, and has {entry.CompressedLength} bytes instead of {entry.Length}", entry.Position);
        }

        // 258 bytes from two bits is the most there is.
        if (entry.Method == ZipFormat.Deflated && entry.Length / 1032 > entry.CompressedLength)
        {
            throw reader.Error(
                $"the member '{entry.Name}' has {entry.Length} bytes, which {entry.CompressedLength} compressed ones cannot be",
                entry.Position);
        }
    }

    private static List<ZipEntry> WithLimits(ZipReader reader, List<ZipEntry> entries, long directoryStart)
    {
        int[] places = new int[entries.Count];
        long[] offsets = new long[entries.Count];
        for (int i = 0; i < places.Length; i++)
        {
            (places[i], offsets[i]) = (i, entries[i].HeaderOffset);
        }

        Array.Sort(offsets, places);
        long first = offsets.Length == 0 ? directoryStart : offsets[0];
        if (first != 0)
        {
            throw reader.Error($"{first} bytes stand before its first member; NumPy does not read such archives either", 0);
        }

        for (int i = 0; i < places.Length; i++)
        {
            ZipEntry entry = entries[places[i]];
            long limit = i + 1 < offsets.Length ? offsets[i + 1] : directoryStart;
            entries[places[i]] = entry.HeaderOffset + ZipFormat.LocalHeaderLength + entry.NameLength + entry.CompressedLength <= limit
                ? entry with { Limit = limit }
                : throw reader.Error($"the member '{entry.Name}' overlaps the next one, which begins at byte {limit}", entry.Position);
        }

        return entries;
    }
}
