using System;
using static MemMap.Zip.ZipFields;

namespace MemMap.Zip;

/// <summary>The records at the very end of an archive, which say where its directory is.</summary>
internal static class ZipEnd
{
    /// <summary>Where the directory begins and ends, and how many members it says there are.</summary>
    /// <exception cref="System.IO.InvalidDataException">There is no such record, or it does not fit what is there.</exception>
    /// <exception cref="NotSupportedException">The archive is one of several files.</exception>
    public static (long Start, long End, long Count) Find(ZipReader reader)
    {
        long position = FindEnd(reader);
        ReadOnlySpan<byte> record = reader.Read(position, ZipFormat.EndOfDirectoryLength, reader.Length, "its end record");
        ushort disk = Short(record, 4), directoryDisk = Short(record, 6), countHere = Short(record, 8), count = Short(record, 10);
        uint size = Word(record, 12), offset = Word(record, 16);
        if ((long)offset + size != position)
        {
            return FindZip64(reader, position, (disk, directoryDisk, countHere, count, size, offset));
        }

        return (disk, directoryDisk, countHere) == (0, 0, count) ? (offset, position, count) : throw SeveralParts(reader);
    }

    // The last record that looks like it must be it: other readers take that one too, and its comment must end where the file does.
    private static long FindEnd(ZipReader reader)
    {
        long searched = Math.Min(reader.Length, ZipFormat.EndOfDirectoryLength + ushort.MaxValue), start = reader.Length - searched;
        ReadOnlySpan<byte> tail = reader.Read(start, (int)searched, reader.Length, "its end");
        for (int at = tail.Length - ZipFormat.EndOfDirectoryLength; at >= 0; at--)
        {
            if (Word(tail, at) == ZipFormat.EndOfDirectory)
            {
                int comment = Short(tail, at + 20), behind = tail.Length - at - ZipFormat.EndOfDirectoryLength;
                return comment == behind ? start + at : throw reader.Error(
                    $"its end record has a comment of {comment} bytes, and {behind} are there", start + at);
            }
        }

        throw reader.Error("it has no PK\\x05\\x06 near its end; it is no archive, or was cut short", reader.Length);
    }

    // Only where the plain record does not fit: the records of Zip64 then stand between the directory and it.
    private static (long Start, long End, long Count) FindZip64(
        ZipReader reader,
        long endPosition,
        (ushort Disk, ushort DirectoryDisk, ushort CountHere, ushort Count, uint Size, uint Offset) plain)
    {
        long locatorPosition = endPosition - ZipFormat.Zip64LocatorLength;
        if (locatorPosition < 0
            || Word(reader.Read(locatorPosition, ZipFormat.Zip64LocatorLength, endPosition, "its Zip64 locator"), 0)
                != ZipFormat.Zip64Locator)
        {
            RequireNothingBefore(reader, endPosition - plain.Size, plain.Offset);
            throw reader.Error(
                $"its end record says that the directory has {plain.Size} bytes from byte {plain.Offset} on, which does not end where " +
                "the record begins, and no Zip64 locator stands there", endPosition);
        }

        ReadOnlySpan<byte> locator = reader.Read(locatorPosition, ZipFormat.Zip64LocatorLength, endPosition, "its Zip64 locator");
        uint disk = Word(locator, 4), disks = Word(locator, 16);
        if (disk != 0 || disks > 1)
        {
            throw SeveralParts(reader);
        }

        ulong recordPosition = Long(locator, 8);
        if (recordPosition > (ulong)locatorPosition)
        {
            throw reader.Error($"its Zip64 end record should be at byte {recordPosition}, behind the locator", locatorPosition + 8);
        }

        long position = (long)recordPosition;
        ReadOnlySpan<byte> record = reader.Read(position, ZipFormat.Zip64EndOfDirectoryLength, locatorPosition, "its Zip64 end record");
        if (Word(record, 0) != ZipFormat.Zip64EndOfDirectory || Long(record, 4) != (ulong)(locatorPosition - position - 12))
        {
            throw reader.Error("its Zip64 end record does not begin with PK\\x06\\x06, or does not end where the locator begins", position);
        }

        ulong countHere = Long(record, 24), count = Long(record, 32), size = Long(record, 40), offset = Long(record, 48);
        if (Word(record, 16) != 0 || Word(record, 20) != 0 || countHere != count)
        {
            throw SeveralParts(reader);
        }

        // Both are at most the position, so their sum is no problem.
        if (size > recordPosition || offset != recordPosition - size || count > size / ZipFormat.CentralHeaderLength)
        {
            throw reader.Error(
                $"its Zip64 end record says that the directory has {count} members in {size} bytes from byte {offset} on, which does not " +
                "end where the record begins",
                position);
        }

        bool agrees = Agrees(plain.Disk, 0) && Agrees(plain.DirectoryDisk, 0)
            && Agrees(plain.CountHere, count) && Agrees(plain.Count, count)
            && (plain.Size == ZipFormat.Elsewhere || plain.Size == size) && (plain.Offset == ZipFormat.Elsewhere || plain.Offset == offset);
        return agrees ? ((long)offset, position, (long)count) : throw reader.Error(
            "its end record says something else than its Zip64 end record", endPosition);
    }

    // The one damage that has a name: a program, or another file, in front of a whole archive.
    private static void RequireNothingBefore(ZipReader reader, long directory, uint offset)
    {
        if (directory > offset && Word(reader.Read(directory, sizeof(uint), reader.Length, "its directory"), 0) == ZipFormat.CentralHeader)
        {
            throw reader.Error($"{directory - offset} bytes stand before its first member; NumPy does not read such archives either", 0);
        }
    }

    private static bool Agrees(ushort field, ulong value) => field == ZipFormat.ElsewhereShort || field == value;

    private static NotSupportedException SeveralParts(ZipReader reader) =>
        reader.NotSupported("is one of several parts of an archive; only archives of one file are read.");
}
