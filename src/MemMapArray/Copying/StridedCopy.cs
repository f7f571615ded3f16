using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Mapping;

namespace MemMap.Copying;

/// <summary>
/// Copies elements between two layouts of one shape: by runs where both are contiguous, by tiles where they are contiguous along
/// different axes, by elements otherwise. A source that repeats (stride 0) fills. Source and target may overlap. On the way the bytes of
/// each element may be brought into the other order.
/// </summary>
/// <remarks>
/// Long runs are moved by the kernel, which need not touch a page to find out that it cannot: a file that is cut short meanwhile is an
/// exception. All else is touched, a box of at most <see cref="MappedFile.BytesPerLook"/> at a time, after the system was asked for its
/// pages.
/// </remarks>
internal unsafe ref partial struct StridedCopy<T>
    where T : unmanaged
{
    private const int MaxTileElement = 16;

    // A row of a tile is a cache line. As many rows of the target are written side by side as the processor can keep the pages of; as far
    // the lines of the source are read at a stretch.
    private const int CacheLine = 64;
    private const int RowsAtOnce = 256;
    private const int PieceBytes = 8192;

    // From here on a run is worth a call to the system of its own.
    private const int LongRun = 1 << 16;

    private readonly StridedMemory _target;
    private readonly StridedMemory _source;
    private readonly Span<long> _lengths;
    private readonly Span<long> _targetStrides;
    private readonly Span<long> _sourceStrides;
    private readonly bool _reverses;
    private readonly Overlap _overlap;
    private readonly byte* _buffer;

    private StridedCopy(
        StridedMemory target, StridedMemory source, Span<long> lengths, Span<long> targetStrides, Span<long> sourceStrides, bool reverses, Overlap overlap = Overlap.None, byte* buffer = null)
    {
        _target = target;
        _source = source;
        _lengths = lengths;
        _targetStrides = targetStrides;
        _sourceStrides = sourceStrides;
        _reverses = reverses;
        _overlap = overlap;
        _buffer = buffer;
    }

    private enum Overlap
    {
        None,

        /// <summary>At the same addresses.</summary>
        Plain,

        /// <summary>The bytes of one file at two addresses.</summary>
        Aliased,
    }

    private readonly int Rank => _lengths.Length;

    /// <summary>Every element of the target becomes that of the source at the same index, broadcast to the target's shape.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="given">The elements.</param>
    /// <param name="reverses">The bytes of each element, 2, 4 or 8, arrive in the other order.</param>
    /// <param name="memory">What transposed copies may count on: see <see cref="CopyMemory"/>.</param>
    /// <exception cref="ArgumentException">The source cannot be broadcast to the target's shape.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short meanwhile, cannot be read, or has no room.</exception>
    public static void Copy(StridedMemory target, StridedMemory given, bool reverses = false, CopyMemory memory = default)
    {
        Layout layout = target.Layout;
        StridedMemory source = given.BroadcastTo(layout.Lengths);
        if (layout.Length == 0)
        {
            return;
        }

        int capacity = layout.Rank;
        Span<long> lengths = stackalloc long[capacity], targetStrides = stackalloc long[capacity], sourceStrides = stackalloc long[capacity];
        layout.Lengths.CopyTo(lengths);
        layout.Strides.CopyTo(targetStrides);
        source.Layout.Strides.CopyTo(sourceStrides);
        long targetOffset = layout.Offset, sourceOffset = source.Layout.Offset;
        int rank = Layout.PutInMemoryOrder(lengths, targetStrides, sourceStrides, ref targetOffset, ref sourceOffset);
        lengths = lengths.Slice(0, rank);
        targetStrides = targetStrides.Slice(0, rank);
        sourceStrides = sourceStrides.Slice(0, rank);
        Overlap overlap = Overlap.None;
        if (target.InFileOf(source).Overlaps(source.InFileOf(target), out long distance))
        {
            // What reverses has no direction, so it must overwrite what it has just read, or nothing that it reads.
            bool isInPlace = target.Origin + targetOffset == source.Origin + sourceOffset;
            if (!targetStrides.SequenceEqual(sourceStrides) || !AscendsInMemory(lengths, targetStrides) || (reverses && !isInPlace))
            {
                CopyThroughTemporary(target, given, reverses);
                return;
            }

            // The same place of the file in two mappings is not the same bytes when one of them is private.
            if (isInPlace && !reverses)
            {
                return;
            }

            overlap = target.Origin + targetOffset - (source.Origin + sourceOffset) != distance ? Overlap.Aliased : Overlap.Plain;
            if (distance > 0)
            {
                // The target lies behind the source: from the last element to the first, nothing is overwritten before it is read.
                Reverse(lengths, targetStrides, ref targetOffset);
                Reverse(lengths, sourceStrides, ref sourceOffset);
            }
        }

        byte* to = target.Origin + targetOffset, from = source.Origin + sourceOffset;
        if (overlap == Overlap.None && IsLargerThanMemory(layout.Length, lengths, sourceStrides, memory))
        {
            new StridedCopy<T>(target, source, lengths, targetStrides, sourceStrides, reverses).CopyBlocks(to, from, memory.BlockBytes);
            return;
        }

        if (!target.IsFile)
        {
            if (overlap == Overlap.None)
            {
                BringTileAxesTogether(lengths, targetStrides, sourceStrides);
            }

            new StridedCopy<T>(target, source, lengths, targetStrides, sourceStrides, reverses, overlap).CopyUnits(0, to, from);
            return;
        }

        nint buffer = Marshal.AllocHGlobal((nint)Math.Min(layout.Length * sizeof(T), Math.Max(MappedFile.BytesPerLook, sizeof(T))));
        try
        {
            new StridedCopy<T>(target, source, lengths, targetStrides, sourceStrides, reverses, overlap, (byte*)buffer).CopyUnits(0, to, from);
        }
        finally
        {
            Marshal.FreeHGlobal(buffer);
        }
    }

    // Each step along an axis goes beyond all that the axes inside it reach.
    private static bool AscendsInMemory(ReadOnlySpan<long> lengths, ReadOnlySpan<long> strides)
    {
        long reach = sizeof(T);
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            if (strides[axis] < reach)
            {
                return false;
            }

            reach += (lengths[axis] - 1) * strides[axis];
        }

        return true;
    }

    private static void Reverse(ReadOnlySpan<long> lengths, Span<long> strides, ref long offset)
    {
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            offset += (lengths[axis] - 1) * strides[axis];
            strides[axis] = -strides[axis];
        }
    }

    // The axis along which the source is contiguous comes next to the last, along which the target is.
    private static void BringTileAxesTogether(Span<long> lengths, Span<long> targetStrides, Span<long> sourceStrides)
    {
        int last = lengths.Length - 1;
        int contiguous = sourceStrides.IndexOf(sizeof(T));
        if (contiguous < 0 || contiguous >= last - 1 || targetStrides[last] != sizeof(T))
        {
            return;
        }

        MoveTo(lengths, contiguous, last - 1);
        MoveTo(targetStrides, contiguous, last - 1);
        MoveTo(sourceStrides, contiguous, last - 1);

        static void MoveTo(Span<long> values, int from, int to)
        {
            long value = values[from];
            values.Slice(from + 1, to - from).CopyTo(values.Slice(from));
            values[to] = value;
        }
    }

    // The temporary holds what is there of the source before it is broadcast.
    private static void CopyThroughTemporary(StridedMemory target, StridedMemory source, bool reverses)
    {
        Layout layout = source.Layout;
        nint memory = Marshal.AllocHGlobal(checked((nint)(layout.Length * sizeof(T))));
        try
        {
            var temporary = StridedMemory.Contiguous((byte*)memory, layout.Lengths, sizeof(T));
            Copy(temporary, source);
            Copy(target, temporary, reverses);
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
        }
    }

    // Goes down to long runs, or else to boxes of at most MappedFile.BytesPerLook.
    private readonly void CopyUnits(int axis, byte* target, byte* source)
    {
        long inner = sizeof(T);
        for (int i = axis + 1; i < Rank; i++)
        {
            inner *= _lengths[i];
        }

        if (axis < Rank && (inner >= MappedFile.BytesPerLook || (axis == Rank - 2 && inner >= LongRun && IsRun && !_target.IsFile)))
        {
            for (long i = 0; i < _lengths[axis]; i++)
            {
                CopyUnits(axis + 1, target + (i * _targetStrides[axis]), source + (i * _sourceStrides[axis]));
            }

            return;
        }

        if (axis == Rank)
        {
            CopyUnit(axis, target, source);
            return;
        }

        long length = _lengths[axis], step = Math.Max(1, MappedFile.BytesPerLook / inner);
        for (long i = 0; i < length; i += step)
        {
            _lengths[axis] = Math.Min(step, length - i);
            CopyUnit(axis, target + (i * _targetStrides[axis]), source + (i * _sourceStrides[axis]));
        }

        _lengths[axis] = length;
    }

    // The last axis is one run on both sides, which nothing but the bytes of is needed for.
    private readonly bool IsRun => !_reverses && _overlap == Overlap.None && (Rank == 0 || (_targetStrides[Rank - 1] == sizeof(T) && _sourceStrides[Rank - 1] == sizeof(T)));

    private readonly void CopyUnit(int axis, byte* target, byte* source)
    {
        bool isRun = axis >= Rank - 1 && IsRun;
        long bytes = sizeof(T);
        for (int i = axis; i < Rank; i++)
        {
            bytes *= _lengths[i];
        }

        if (_target.IsFile)
        {
            // A file that is not mapped has its elements side by side, and so has a box of it.
            if (isRun)
            {
                _source.Read(source, _buffer, bytes);
            }
            else
            {
                RequirePages(_source, axis, source, _sourceStrides, toWrite: false);
                Gather(axis, source);
            }

            _target.Write(target, _buffer, bytes);
        }
        else if (isRun)
        {
            _target.CopyRun(target, _source, source, bytes);
        }
        else
        {
            RequirePages(_source, axis, source, _sourceStrides, toWrite: false);
            RequirePages(_target, axis, target, _targetStrides, toWrite: true);
            CopyBox(axis, target, source);
        }
    }

    // A box of the file, in its order, into the buffer. Within the box the axes may go in another order.
    private readonly void Gather(int axis, byte* source)
    {
        int rank = Rank - axis;
        Span<long> lengths = stackalloc long[rank], targetStrides = stackalloc long[rank], sourceStrides = stackalloc long[rank];
        _lengths.Slice(axis).CopyTo(lengths);
        _targetStrides.Slice(axis).CopyTo(targetStrides);
        _sourceStrides.Slice(axis).CopyTo(sourceStrides);
        BringTileAxesTogether(lengths, targetStrides, sourceStrides);
        new StridedCopy<T>(_target, _source, lengths, targetStrides, sourceStrides, _reverses).CopyBox(0, _buffer, source);
    }

    // Where a box has gaps of pages, those are not written to, and must not be marked so: it is only looked whether they are there.
    private readonly void RequirePages(StridedMemory memory, int axis, byte* box, ReadOnlySpan<long> strides, bool toWrite)
    {
        long before = 0, behind = sizeof(T), wanted = sizeof(T);
        bool hasGaps = false;
        for (int i = Rank - 1; i >= axis; i--)
        {
            long reach = (_lengths[i] - 1) * strides[i];
            hasGaps |= _lengths[i] > 1 && Math.Abs(strides[i]) - (before + behind) >= Environment.SystemPageSize;
            before += Math.Max(0, -reach);
            behind += Math.Max(0, reach);
            wanted *= strides[i] == 0 ? 1 : _lengths[i];
        }

        memory.RequirePages(box - before, box + behind, wanted, toWrite && !hasGaps);
    }

    private readonly void CopyBox(int axis, byte* target, byte* source)
    {
        if (axis >= Rank - 1)
        {
            CopyLine(axis, target, source);
        }
        else if (axis == Rank - 2 && sizeof(T) <= MaxTileElement && _targetStrides[axis + 1] == sizeof(T) && _sourceStrides[axis] == sizeof(T))
        {
            CopyTiles(axis, target, source);
        }
        else
        {
            for (long i = 0; i < _lengths[axis]; i++)
            {
                CopyBox(axis + 1, target + (i * _targetStrides[axis]), source + (i * _sourceStrides[axis]));
            }
        }
    }

    private readonly void CopyLine(int axis, byte* target, byte* source)
    {
        if (axis == Rank)
        {
            Unsafe.WriteUnaligned(target, Read(source));
            return;
        }

        (long length, long targetStride, long sourceStride) = (_lengths[axis], _targetStrides[axis], _sourceStrides[axis]);
        if (targetStride == sizeof(T) && sourceStride == 0)
        {
            new Span<T>(target, (int)length).Fill(Read(source));
        }
        else if (targetStride == sourceStride && Math.Abs(targetStride) == sizeof(T))
        {
            // A run walked backwards ends where it begins in memory.
            long first = Math.Min(0, (length - 1) * targetStride);
            if (_overlap == Overlap.Aliased)
            {
                CopyPieces(target + first, source + first, length * sizeof(T), isBackward: targetStride < 0);
            }
            else
            {
                CopyRun(target + first, source + first, length);
            }
        }
        else if (_reverses)
        {
            for (; length > 0; length--, target += targetStride, source += sourceStride)
            {
                Unsafe.WriteUnaligned(target, ByteOrder.Reverse(Unsafe.ReadUnaligned<T>(source)));
            }
        }
        else
        {
            for (; length > 0; length--, target += targetStride, source += sourceStride)
            {
                Unsafe.WriteUnaligned(target, Unsafe.ReadUnaligned<T>(source));
            }
        }
    }

    // The source is contiguous along `axis`, the target along the axis after it. Each tile is read in the source's order into
    // a small buffer and written in the target's, a cache line at a time, so that every line of either side is fetched once.
    private readonly void CopyTiles(int axis, byte* target, byte* source)
    {
        int edge = CacheLine / sizeof(T);
        byte* buffer = stackalloc byte[(CacheLine * edge) + CacheLine];
        var tile = (T*)(buffer + CacheLine - ((nint)buffer % CacheLine));
        for (long strip = 0; strip < _lengths[axis]; strip += RowsAtOnce)
        {
            long end = Math.Min(strip + RowsAtOnce, _lengths[axis]);
            for (long column = 0; column < _lengths[axis + 1]; column += edge)
            {
                int columns = (int)Math.Min(edge, _lengths[axis + 1] - column);
                byte* lines = source + (column * _sourceStrides[axis + 1]);
                for (long row = strip; row < end; row += edge)
                {
                    int rows = (int)Math.Min(edge, end - row);
                    byte* from = lines + (row * sizeof(T)), to = target + (row * _targetStrides[axis]) + (column * sizeof(T));
                    bool isWhole = rows == edge && columns == edge;
                    if (isWhole)
                    {
                        TransposedTile.Gather(from, _sourceStrides[axis + 1], tile, edge);
                    }
                    else
                    {
                        ScalarTransposedTile.Gather(from, _sourceStrides[axis + 1], tile, edge, rows, columns);
                    }

                    if (isWhole && !_reverses && edge * sizeof(T) == CacheLine)
                    {
                        // Of a constant length: no call.
                        for (int i = 0; i < edge; i++)
                        {
                            Unsafe.CopyBlockUnaligned(to + (i * _targetStrides[axis]), tile + (i * edge), CacheLine);
                        }
                    }
                    else
                    {
                        for (int i = 0; i < rows; i++)
                        {
                            CopyRun(to + (i * _targetStrides[axis]), (byte*)(tile + (i * edge)), columns);
                        }
                    }
                }
            }
        }
    }

    private readonly void CopyRun(byte* target, byte* source, long count)
    {
        if (_reverses)
        {
            ByteOrder.Reverse(source, target, sizeof(T), count);
        }
        else
        {
            Buffer.MemoryCopy(source, target, count * sizeof(T), count * sizeof(T));
        }
    }

    // The bytes of one file at two addresses overlap without looking so: whatever goes by addresses would read what it has overwritten.
    // Each piece is read whole before it is
    // written, in the order in which nothing is overwritten before it is read.
    private static void CopyPieces(byte* target, byte* source, long bytes, bool isBackward)
    {
        byte* piece = stackalloc byte[PieceBytes];
        for (long done = 0; done < bytes;)
        {
            long count = Math.Min(PieceBytes, bytes - done), at = isBackward ? bytes - done - count : done;
            Buffer.MemoryCopy(source + at, piece, PieceBytes, count);
            Buffer.MemoryCopy(piece, target + at, count, count);
            done += count;
        }
    }

    private readonly T Read(byte* source)
    {
        T element = Unsafe.ReadUnaligned<T>(source);
        return _reverses ? ByteOrder.Reverse(element) : element;
    }
}
