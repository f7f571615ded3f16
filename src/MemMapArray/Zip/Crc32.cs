using System;
using System.Buffers.Binary;

namespace MemMap.Zip;

/// <summary>The checksum of zip archives: the polynomial 0xEDB88320, bits reversed, sixteen bytes in one step.</summary>
internal struct Crc32
{
    private const int BytesPerStep = 16;

    // Entry 256 k + b: what the byte b does to the checksum with k bytes behind it.
    private static readonly uint[] s_tables = Tables();

    private uint _state;

    /// <summary>The checksum of all bytes so far; 0 before the first.</summary>
    public readonly uint Value => _state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint state = ~_state;
        ReadOnlySpan<uint> tables = s_tables;
        for (; bytes.Length >= BytesPerStep; bytes = bytes.Slice(BytesPerStep))
        {
            uint first = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
            state = Four(tables.Slice(12 * 256, 4 * 256), first)
                ^ Four(tables.Slice(8 * 256, 4 * 256), BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(4)))
                ^ Four(tables.Slice(4 * 256, 4 * 256), BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(8)))
                ^ Four(tables.Slice(0, 4 * 256), BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(12)));
        }

        foreach (byte value in bytes)
        {
            state = (state >> 8) ^ tables[(byte)(state ^ value)];
        }

        _state = ~state;
    }

    // The first byte has three of the four behind it.
    private static uint Four(ReadOnlySpan<uint> tables, uint bytes) =>
        tables[(3 * 256) + (byte)bytes] ^ tables[(2 * 256) + (byte)(bytes >> 8)]
        ^ tables[256 + (byte)(bytes >> 16)] ^ tables[(int)(bytes >> 24)];

    private static uint[] Tables()
    {
        uint[] tables = new uint[BytesPerStep * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ ((value & 1) * 0xEDB88320);
            }

            tables[i] = value;
        }

        for (int i = 256; i < tables.Length; i++)
        {
            tables[i] = (tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]];
        }

        return tables;
    }
}
