using System;
using MemMap.Mapping;

namespace MemMap.Copying;

/// <summary>Elements somewhere in memory: a layout, what its offset counts from, and the file behind it, if there is one.</summary>
internal readonly unsafe struct StridedMemory
{
    private readonly MappedFile? _file;
    private readonly long _end;

    public StridedMemory(byte* origin, Layout layout, MappedFile? file = null)
    {
        Origin = origin;
        Layout = layout;
        _file = file;
        (_, _end) = layout.ByteRange();
    }

    public byte* Origin { get; }

    public Layout Layout { get; }

    /// <summary>Plain memory: elements one after the other in C order.</summary>
    public static StridedMemory Contiguous(byte* origin, ReadOnlySpan<long> lengths, int elementSize) =>
        new(origin, Layout.Create(lengths, MemMapOrder.C, 0, elementSize));

    public StridedMemory BroadcastTo(ReadOnlySpan<long> lengths) => new(Origin, Layout.BroadcastTo(lengths), _file);

    /// <summary>Throws when the file no longer holds all of the elements.</summary>
    public void RequireFile() => _file?.RequireLength(_end);

    /// <summary>Where the bytes begin and end, in numbers that can be compared with <paramref name="other"/>'s: two mappings of a
    /// file have different addresses for the same byte.</summary>
    public bool Overlaps(StridedMemory other, out long distance)
    {
        (long start, long end) = Layout.ByteRange();
        (long otherStart, long otherEnd) = other.Layout.ByteRange();
        long shift = _file is not null && _file == other._file ? 0 : (long)Origin - (long)other.Origin;
        distance = start + shift - otherStart;
        return start + shift < otherEnd && otherStart < end + shift;
    }
}
