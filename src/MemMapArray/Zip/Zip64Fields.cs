using System;
using System.Buffers.Binary;

namespace MemMap.Zip;

/// <summary>The extra field of a header with the values that do not fit it, in their order: those that its header says are elsewhere, and
/// no others.</summary>
internal ref struct Zip64Fields
{
    private readonly ZipReader _reader;
    private readonly long _position;
    private readonly bool _isThere;
    private ReadOnlySpan<byte> _rest;

    /// <param name="reader">The archive, for messages.</param>
    /// <param name="extra">All extra fields of a header: number, length, content; ...</param>
    /// <param name="position">Where they lie.</param>
    /// <exception cref="System.IO.InvalidDataException">They do not end where they should, or the one is there twice.</exception>
    public Zip64Fields(ZipReader reader, ReadOnlySpan<byte> extra, long position)
    {
        _reader = reader;
        _position = position;

        // Fewer bytes than a field has are padding.
        for (int at = 0; extra.Length - at >= 4;)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra.Slice(at + 2));
            if (length > extra.Length - at - 4)
            {
                throw reader.Error($"an extra field of {length} bytes is longer than its place", position + at);
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(extra.Slice(at)) == ZipFormat.Zip64Extra)
            {
                _rest = _isThere ? throw reader.Error("a Zip64 field is there twice", position + at) : extra.Slice(at + 4, length);
                _isThere = true;
            }

            at += 4 + length;
        }
    }

    /// <summary>The value of a field of the header, wherever it is.</summary>
    public long Next(uint field) =>
        field != ZipFormat.Elsewhere ? field
        : unchecked((long)BinaryPrimitives.ReadUInt64LittleEndian(Take(8))) is >= 0 and var value ? value
        : throw _reader.Error("a Zip64 field has a number beyond 63 bits", _position);

    /// <summary>The number of the part that a member lies in, wherever it is.</summary>
    public uint NextDisk(ushort field) => field != ZipFormat.ElsewhereShort ? field : BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            throw _reader.Error(_isThere ? "a Zip64 field ends too soon" : "a Zip64 field is missing", _position);
        }

        ReadOnlySpan<byte> taken = _rest.Slice(0, count);
        _rest = _rest.Slice(count);
        return taken;
    }
}
