using System.Buffers.Binary;
using System.Collections.Generic;

namespace MemMap.Zip;

/// <summary>The records of an archive of stored members, as bytes.</summary>
/// <param name="LongFrom">From which length and offset on Zip64 fields are used.</param>
/// <param name="ManyFrom">From which number of members on.</param>
internal sealed record ZipWriting(long LongFrom = ZipFormat.Elsewhere, int ManyFrom = ZipFormat.ElsewhereShort)
{
    private const ushort Version = 20;
    private const ushort Zip64Version = 45;

    // What Python writes: made on Unix, a file that its owner may read and write.
    private const ushort MadeOnUnix = 3 << 8;
    private const uint Permissions = 0x180u << 16;

    /// <summary>The local header of a member, with so much of an extra field that the data behind it is aligned.</summary>
    public byte[] LocalHeader(ZipEntry entry, byte[] name, int alignment)
    {
        bool isLong = entry.Length >= LongFrom;
        List<byte> record = [];
        Word(record, ZipFormat.LocalHeader);
        Common(record, entry, isLong ? Zip64Version : Version, isLong, name.Length);
        int zip64 = isLong ? 20 : 0;
        long unpadded = entry.HeaderOffset + record.Count + 2 + name.Length + zip64;

        // An extra field has 4 bytes before its content, and this one 2 more.
        int padding = (int)((alignment - (unpadded % alignment)) % alignment);
        padding += padding is > 0 and < 6 ? alignment : 0;
        Short(record, (ushort)(zip64 + padding));
        record.AddRange(name);
        if (isLong)
        {
            Short(record, ZipFormat.Zip64Extra);
            Short(record, 16);
            Long(record, entry.Length);
            Long(record, entry.CompressedLength);
        }

        if (padding > 0)
        {
            Short(record, ZipFormat.AlignmentExtra);
            Short(record, (ushort)(padding - 4));
            Short(record, (ushort)alignment);
            record.AddRange(new byte[padding - 6]);
        }

        return [.. record];
    }

    /// <summary>The entry of a member in the directory.</summary>
    public byte[] CentralHeader(ZipEntry entry, byte[] name)
    {
        bool isLong = entry.Length >= LongFrom, isFar = entry.HeaderOffset >= LongFrom;
        ushort version = isLong || isFar ? Zip64Version : Version;
        List<byte> record = [];
        Word(record, ZipFormat.CentralHeader);
        Short(record, (ushort)(MadeOnUnix | version));
        Common(record, entry, version, isLong, name.Length);
        int content = (isLong ? 16 : 0) + (isFar ? 8 : 0);
        Short(record, (ushort)(content > 0 ? 4 + content : 0));

        // No comment, the first and only part, no attributes of the content.
        Short(record, 0);
        Short(record, 0);
        Short(record, 0);
        Word(record, Permissions);
        Word(record, isFar ? ZipFormat.Elsewhere : (uint)entry.HeaderOffset);
        record.AddRange(name);
        if (content > 0)
        {
            Short(record, ZipFormat.Zip64Extra);
            Short(record, (ushort)content);
        }

        if (isLong)
        {
            Long(record, entry.Length);
            Long(record, entry.CompressedLength);
        }

        if (isFar)
        {
            Long(record, entry.HeaderOffset);
        }

        return [.. record];
    }

    /// <summary>What follows the directory.</summary>
    public byte[] End(long count, long start, long end)
    {
        bool isMany = count >= ManyFrom, isLong = end - start >= LongFrom, isFar = start >= LongFrom;
        List<byte> record = [];
        if (isMany || isLong || isFar)
        {
            Word(record, ZipFormat.Zip64EndOfDirectory);
            Long(record, ZipFormat.Zip64EndOfDirectoryLength - 12);
            Short(record, MadeOnUnix | Zip64Version);
            Short(record, Zip64Version);
            Word(record, 0);
            Word(record, 0);
            Long(record, count);
            Long(record, count);
            Long(record, end - start);
            Long(record, start);
            Word(record, ZipFormat.Zip64Locator);
            Word(record, 0);
            Long(record, end);
            Word(record, 1);
        }

        ushort shortCount = isMany ? ZipFormat.ElsewhereShort : (ushort)count;
        Word(record, ZipFormat.EndOfDirectory);
        Short(record, 0);
        Short(record, 0);
        Short(record, shortCount);
        Short(record, shortCount);
        Word(record, isLong ? ZipFormat.Elsewhere : (uint)(end - start));
        Word(record, isFar ? ZipFormat.Elsewhere : (uint)start);
        Short(record, 0);
        return [.. record];
    }

    // From the version to the length of the name.
    private static void Common(List<byte> record, ZipEntry entry, ushort version, bool isLong, int nameLength)
    {
        uint length = isLong ? ZipFormat.Elsewhere : (uint)entry.Length;
        Short(record, version);
        Short(record, entry.Flags);
        Short(record, entry.Method);
        Short(record, 0);
        Short(record, ZipFormat.Date);
        Word(record, entry.Crc);
        Word(record, length);
        Word(record, length);
        Short(record, (ushort)nameLength);
    }

    private static void Short(List<byte> record, ushort value) => record.AddRange([(byte)value, (byte)(value >> 8)]);

    private static void Word(List<byte> record, uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        record.AddRange(bytes);
    }

    private static void Long(List<byte> record, long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        record.AddRange(bytes);
    }
}
