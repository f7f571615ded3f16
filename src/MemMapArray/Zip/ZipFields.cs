using System;
using System.Buffers.Binary;

namespace MemMap.Zip;

/// <summary>The fields of a record: numbers of two, four and eight bytes, the lowest first.</summary>
internal static class ZipFields
{
    public static ushort Short(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadUInt16LittleEndian(record.Slice(at));

    public static uint Word(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadUInt32LittleEndian(record.Slice(at));

    public static ulong Long(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadUInt64LittleEndian(record.Slice(at));
}
