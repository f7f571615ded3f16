using System;
using MemMap.Mapping;

namespace MemMap.Copying;

/// <summary>
/// Elements somewhere: a layout, and what its offset counts from. In plain memory, in a mapping, or (to be written only) in a file that is
/// not mapped, where addresses are positions in the file.
/// </summary>
internal readonly unsafe struct StridedMemory
{
    private readonly MappedFile? _file;
    private readonly MappedRegion? _region;

    /// <param name="origin">What the layout's offset counts from.</param>
    /// <param name="layout">Where the elements are.</param>
    /// <param name="region">The region that begins there, under the caller's lease. One in memory is plain memory.</param>
    public StridedMemory(byte* origin, Layout layout, Region? region = null)
        : this(origin, layout, region as MappedRegion)
    {
    }

    private StridedMemory(byte* origin, Layout layout, MappedRegion? region)
        : this(origin, layout, region?.File, region, positionOfOrigin: 0)
    {
    }

    private StridedMemory(byte* origin, Layout layout, MappedFile? file, MappedRegion? region, long positionOfOrigin)
    {
        Origin = origin;
        Layout = layout;
        PositionOfOrigin = positionOfOrigin;
        _file = file;
        _region = region;
    }

    public byte* Origin { get; }

    public Layout Layout { get; }

    /// <summary>There is no memory to touch: elements are written through <see cref="Write"/>.</summary>
    public bool IsFile => _file is not null && Origin == null;

    private long PositionOfOrigin { get; }

    /// <summary>Plain memory: elements one after the other in C order.</summary>
    public static StridedMemory Contiguous(byte* origin, ReadOnlySpan<long> lengths, int elementSize) =>
        new(origin, Layout.Create(lengths, MemMapOrder.C, 0, elementSize));

    /// <summary>A file that is not mapped.</summary>
    public static StridedMemory InFile(MappedFile file, Layout layout) => new(null, layout, file, region: null, positionOfOrigin: 0);

    /// <summary>Some of axis 0: the caller has looked that they are there.</summary>
    public StridedMemory Rows(long start, long count) => new(Origin, Layout.Narrow(0, start, count), _file, _region, PositionOfOrigin);

    /// <summary>The elements under an index of axis 0: the caller has looked that it is there.</summary>
    public StridedMemory Row(long index) => new(Origin, Layout.At(0, index), _file, _region, PositionOfOrigin);

    /// <summary>The same elements broadcast to a shape. As where NumPy assigns, leading axes of length 1 are no hindrance.</summary>
    public StridedMemory BroadcastTo(ReadOnlySpan<long> lengths) =>
        new(Origin, Layout.WithoutLeadingOnes(lengths.Length).BroadcastTo(lengths), _file, _region, PositionOfOrigin);

    /// <summary>Other elements of the same memory.</summary>
    public StridedMemory At(Layout layout) => new(Origin, layout, _file, _region, PositionOfOrigin);

    /// <summary>To be called before some elements are touched: what is mapped is there, or an exception.</summary>
    /// <param name="first">The first byte.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="wanted">How many of the bytes between are touched.</param>
    /// <param name="toWrite">They are written to.</param>
    /// <exception cref="System.IO.IOException">They cannot be touched.</exception>
    public void RequirePages(byte* first, byte* end, long wanted, bool toWrite) =>
        _region?.RequirePages(first - Origin, end - Origin, wanted, toWrite);

    /// <summary>Whether some bytes are best written where they are: see <see cref="MappedRegion.AreReadyToWrite"/>.</summary>
    public bool IsReadyToWrite(byte* first, byte* end, int threads) =>
        _region is not null ? _region.AreReadyToWrite(first - Origin, end - Origin, threads) : !IsFile;

    /// <summary>Whether a write to some pages that can be read may still find no room on the disk: see
    /// <see cref="MappedRegion.MayLackRoom"/>.</summary>
    public bool MayLackRoom(byte* first, byte* end, long wanted) =>
        _region is not null && _region.MayLackRoom(first - Origin, end - Origin, wanted);

    /// <summary>Copies bytes out, into memory that they are not part of. What is mapped need not be touched for that, so nothing need be
    /// asked before.</summary>
    /// <exception cref="System.IO.IOException">They are not there, or cannot be read.</exception>
    public void Read(byte* from, byte* target, long count)
    {
        if (_region is not null)
        {
            _region.Read(from - Origin, target, count);
        }
        else
        {
            Buffer.MemoryCopy(from, target, count, count);
        }
    }

    /// <summary>As <see cref="CopyRun"/>, but only if the source need not be read from a disk.</summary>
    /// <returns>Whether the bytes were copied. Where they were not, perhaps some of them.</returns>
    public bool TryCopyPresentRun(byte* to, StridedMemory source, byte* from, long count)
    {
        if (source._region is { IsPrivate: false } region)
        {
            return region.File.TryReadPresent(from - source.Origin, to, count);
        }

        CopyRun(to, source, from, count);
        return true;
    }

    /// <summary>Whether the page of a byte that was asked for has been dropped by the system since then.</summary>
    public bool WasDropped(byte* at)
    {
        byte element;
        if (_region is not { IsPrivate: false } region || region.File.TryReadPresent(at - Origin, &element, 1))
        {
            return false;
        }

        // Once it has been read it is there; or the system cannot tell of this file.
        Read(at, &element, 1);
        return region.File.TryReadPresent(at - Origin, &element, 1);
    }

    /// <summary>Whether bytes can be touched without being asked for, because <see cref="RequirePages"/> has done so.</summary>
    public bool ArePresent(byte* first, byte* end) => _region is null || _region.ArePresent(first - Origin, end - Origin);

    /// <summary>Forgets which pages were asked for.</summary>
    public void ForgetPresent() => _region?.ForgetPresent();

    /// <summary>Asks the system to read bytes ahead. A hint: it cannot fail.</summary>
    public void Prefetch(byte* first, byte* end)
    {
        if (_region is not null)
        {
            new PageRange(Origin, first - Origin, end - Origin).Prefetch();
        }
    }

    /// <summary>Copies bytes in, from memory that is not part of them.</summary>
    /// <exception cref="System.IO.IOException">The file was cut short, or cannot be written.</exception>
    public void Write(byte* to, byte* source, long count)
    {
        if (IsFile)
        {
            WriteFile((long)to, source, count);
        }
        else if (_region is not null)
        {
            _region.Write(to - Origin, source, count);
        }
        else
        {
            Buffer.MemoryCopy(source, to, count, count);
        }
    }

    /// <summary>As <see cref="Write"/>, but through the file where there is one: for pieces that lie apart in a file larger than the
    /// memory, where a page that is touched would bring in those around it.</summary>
    /// <exception cref="System.IO.IOException">The file was cut short, or cannot be written.</exception>
    public void WriteApart(byte* to, byte* source, long count)
    {
        if (_region is { IsShared: true })
        {
            // A write would lengthen a file that was cut short.
            _region.File.RequireLength(to - Origin + count);
            WriteFile(to - Origin, source, count);
        }
        else
        {
            Write(to, source, count);
        }
    }

    /// <summary>Copies bytes from one place to another, neither of which is a file without memory, nor part of the other.</summary>
    /// <exception cref="System.IO.IOException">One of them cannot be touched.</exception>
    public void CopyRun(byte* to, StridedMemory source, byte* from, long count)
    {
        if (_region is null || source._region is null || source._region.IsPrivate)
        {
            if (_region is null)
            {
                source.Read(from, to, count);
            }
            else
            {
                Write(to, from, count);
            }

            return;
        }

        try
        {
            source.Read(from, to, count);
        }
        catch (System.IO.IOException)
        {
            // Where it is the target's pages that cannot be touched, this says so.
            source.RequirePages(from, from + count, count, toWrite: false);
            _region.RequirePages(to - Origin, to - Origin + count, count, toWrite: true);
            throw;
        }
    }

    /// <summary>Whether some bytes are the other's too, and how far behind it this begins. Two mappings of a file have different addresses
    /// for the same byte: positions in the file are compared where both are of one, addresses otherwise.</summary>
    public bool Overlaps(StridedMemory other, out long distance)
    {
        (long start, long end) = Layout.ByteRange();
        (long otherStart, long otherEnd) = other.Layout.ByteRange();
        long shift = IsOfOneFile(other) ? PositionOfOrigin - other.PositionOfOrigin : (long)Origin - (long)other.Origin;
        distance = start + shift - otherStart;
        return start + shift < otherEnd && otherStart < end + shift;
    }

    /// <summary>Whether some bytes are the other's too, also where one of them is a span over the other's file.</summary>
    public bool HasBytesOf(StridedMemory other) => InFileOf(other).Overlaps(other.InFileOf(this), out _);

    /// <summary>Whether they are in a mapping of which somebody says that these bytes of the file are his.</summary>
    public bool IsIn(Func<Region, Layout, bool> shares) => _region is not null && shares(_region, Layout);

    /// <summary>Plain memory that is a span over the file of <paramref name="mapped"/>, perhaps through an older mapping, is known as part
    /// of that file.</summary>
    public StridedMemory InFileOf(StridedMemory mapped) =>
        _file is null && mapped._file is { } file && file.Mappings.FindOrigin(Origin) is var origin && origin != null
            ? new(Origin, Layout, file, region: null, Origin - origin)
            : this;

    private bool IsOfOneFile(StridedMemory other) =>
        _file is not null && other._file is not null && (_file == other._file || _file.FullPath == other._file.FullPath);

    private void WriteFile(long position, byte* source, long count)
    {
        for (long done = 0; done < count;)
        {
            int some = (int)Math.Min(count - done, MappedFile.BytesPerLook);
            _file!.WriteAt(position + done, new ReadOnlySpan<byte>(source + done, some));
            done += some;
        }
    }
}
