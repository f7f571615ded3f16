using System;
using MemMap.Mapping;

namespace MemMap.Copying;

/// <summary>Elements somewhere in memory: a layout, what its offset counts from, and the file behind it, if there is one.</summary>
internal readonly unsafe struct StridedMemory
{
    private readonly MappedFile? _file;
    private readonly long _end;

    /// <param name="origin">What the layout's offset counts from.</param>
    /// <param name="layout">Where the elements are.</param>
    /// <param name="file">The file that is mapped there.</param>
    /// <param name="positionOfOrigin">Which byte of the file the origin is.</param>
    public StridedMemory(byte* origin, Layout layout, MappedFile? file = null, long positionOfOrigin = 0)
    {
        Origin = origin;
        Layout = layout;
        PositionOfOrigin = positionOfOrigin;
        _file = file;
        (_, long end) = layout.ByteRange();
        _end = positionOfOrigin + end;
    }

    public byte* Origin { get; }

    public Layout Layout { get; }

    private long PositionOfOrigin { get; }

    /// <summary>Plain memory: elements one after the other in C order.</summary>
    public static StridedMemory Contiguous(byte* origin, ReadOnlySpan<long> lengths, int elementSize) =>
        new(origin, Layout.Create(lengths, MemMapOrder.C, 0, elementSize));

    /// <summary>The same elements broadcast to a shape. As where NumPy assigns, leading axes of length 1 are no hindrance.</summary>
    public StridedMemory BroadcastTo(ReadOnlySpan<long> lengths) =>
        new(Origin, Layout.WithoutLeadingOnes(lengths.Length).BroadcastTo(lengths), _file, PositionOfOrigin);

    /// <summary>Throws when the file no longer holds all of the elements.</summary>
    public void RequireFile() => _file?.RequireLength(_end);

    /// <summary>Whether some bytes are the other's too, and how far behind it this begins. Two mappings of a file have different addresses for the
    /// same byte: positions in the file are compared where both are of one, addresses otherwise.</summary>
    public bool Overlaps(StridedMemory other, out long distance)
    {
        (long start, long end) = Layout.ByteRange();
        (long otherStart, long otherEnd) = other.Layout.ByteRange();
        long shift = IsOfOneFile(other) ? PositionOfOrigin - other.PositionOfOrigin : (long)Origin - (long)other.Origin;
        distance = start + shift - otherStart;
        return start + shift < otherEnd && otherStart < end + shift;
    }

    /// <summary>Plain memory that is a span over the file of <paramref name="mapped"/>, perhaps through an older mapping, is known as part of that file.</summary>
    public StridedMemory InFileOf(StridedMemory mapped) =>
        _file is null && mapped._file is { } file && file.FindOrigin(Origin) is var origin && origin != null
            ? new(Origin, Layout, file, Origin - origin)
            : this;

    private bool IsOfOneFile(StridedMemory other) =>
        _file is not null && other._file is not null && (_file == other._file || _file.FullPath == other._file.FullPath);
}
