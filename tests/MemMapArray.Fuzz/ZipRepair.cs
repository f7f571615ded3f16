using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace MemMap.Fuzz;

/// <summary>
/// Makes the records at the end of a changed archive fit what stands before them. A reader that is strict refuses at its end nearly every archive with a byte more or less, and nothing
/// before the end would be looked at.
/// </summary>
internal static class ZipRepair
{
    private const int EndLength = 22, LocatorLength = 20, End64Length = 56;

    /// <summary>The bytes up to the end record, with the directory, its length and the members where they are; <see langword="null"/> when there is no directory.</summary>
    public static byte[]? Repair(byte[] bytes)
    {
        int end = bytes.AsSpan().LastIndexOf("PK\u0005\u0006"u8), start = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8);
        if (start < 0 || end < start || end > bytes.Length - EndLength)
        {
            return null;
        }

        byte[] repaired = bytes[..(end + EndLength)];
        int end64 = end - LocatorLength - End64Length;
        bool isZip64 = end64 > start && repaired.AsSpan(end64).StartsWith("PK\u0006\u0006"u8);
        int directoryEnd = isZip64 ? end64 : end;
        List<int> members = Find(repaired.AsSpan(0, start), "PK\u0003\u0004"u8), entries = Find(repaired.AsSpan(0, directoryEnd), "PK\u0001\u0002"u8);
        for (int i = 0; i < entries.Count && i < members.Count && entries[i] + 46 <= directoryEnd; i++)
        {
            // All bits: the place stands elsewhere.
            Span<byte> place = repaired.AsSpan(entries[i] + 42);
            if (BinaryPrimitives.ReadInt32LittleEndian(place) != -1)
            {
                BinaryPrimitives.WriteInt32LittleEndian(place, members[i]);
            }
        }

        BinaryPrimitives.WriteInt16LittleEndian(repaired.AsSpan(end + 8), (short)entries.Count);
        BinaryPrimitives.WriteInt16LittleEndian(repaired.AsSpan(end + 10), (short)entries.Count);
        BinaryPrimitives.WriteInt32LittleEndian(repaired.AsSpan(end + 12), isZip64 ? -1 : end - start);
        BinaryPrimitives.WriteInt32LittleEndian(repaired.AsSpan(end + 16), start);
        BinaryPrimitives.WriteInt16LittleEndian(repaired.AsSpan(end + 20), 0);
        if (isZip64)
        {
            BinaryPrimitives.WriteInt64LittleEndian(repaired.AsSpan(end64 + 24), entries.Count);
            BinaryPrimitives.WriteInt64LittleEndian(repaired.AsSpan(end64 + 32), entries.Count);
            BinaryPrimitives.WriteInt64LittleEndian(repaired.AsSpan(end64 + 40), end64 - start);
            BinaryPrimitives.WriteInt64LittleEndian(repaired.AsSpan(end64 + 48), start);
            BinaryPrimitives.WriteInt64LittleEndian(repaired.AsSpan(end - LocatorLength + 8), end64);
        }

        return repaired;
    }

    private static List<int> Find(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        List<int> found = [];
        for (int at = bytes.IndexOf(signature); at >= 0;)
        {
            found.Add(at);
            int next = bytes.Slice(at + 1).IndexOf(signature);
            at = next < 0 ? next : at + 1 + next;
        }

        return found;
    }
}
