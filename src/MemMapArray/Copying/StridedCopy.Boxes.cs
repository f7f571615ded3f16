using System;
using System.Runtime.CompilerServices;
using MemMap.ByteOrders;

namespace MemMap.Copying;

/// <content>Boxes of elements that may be touched: by lines and by tiles.</content>
internal unsafe ref partial struct StridedCopy<T>
{
    private const int MaxTileElement = 16;

    // A row of a tile is a cache line. So many rows of the target are written side by side: the processor can keep their pages. That is
    // also how far each line of the source is read at a stretch.
    private const int CacheLine = 64;
    private const int RowsAtOnce = 256;
    private const int PieceBytes = 8192;

    [MethodImpl(HotPath.Optimized)]
    private readonly void CopyBox(int axis, byte* target, byte* source)
    {
        if (axis >= Rank - 1)
        {
            CopyLine(axis, target, source);
        }
        else if (axis == Rank - 2 && sizeof(T) <= MaxTileElement
            && _targetStrides[axis + 1] == sizeof(T) && _sourceStrides[axis] == sizeof(T))
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

    [MethodImpl(HotPath.Optimized)]
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
            if (targetStride == sizeof(T) && _overlap == Overlap.None && (sourceStride == 2 * sizeof(T) || sourceStride == 3 * sizeof(T)))
            {
                long done = ShortSteps.Copy(target, source, sourceStride / sizeof(T), length, sizeof(T));
                length -= done;
                target += done * targetStride;
                source += done * sourceStride;
            }

            CopyApart(target, targetStride, source, sourceStride, length);
        }
    }

    // Elements that do not follow each other, four at a time: counting them one by one would cost more than they do.
    [MethodImpl(HotPath.Optimized)]
    private static void CopyApart(byte* target, long targetStride, byte* source, long sourceStride, long length)
    {
        for (; sizeof(T) <= sizeof(long) && length >= 4; length -= 4, target += 4 * targetStride, source += 4 * sourceStride)
        {
            T first = Unsafe.ReadUnaligned<T>(source), second = Unsafe.ReadUnaligned<T>(source + sourceStride);
            T third = Unsafe.ReadUnaligned<T>(source + (2 * sourceStride)), fourth = Unsafe.ReadUnaligned<T>(source + (3 * sourceStride));
            Unsafe.WriteUnaligned(target, first);
            Unsafe.WriteUnaligned(target + targetStride, second);
            Unsafe.WriteUnaligned(target + (2 * targetStride), third);
            Unsafe.WriteUnaligned(target + (3 * targetStride), fourth);
        }

        for (; length > 0; length--, target += targetStride, source += sourceStride)
        {
            Unsafe.WriteUnaligned(target, Unsafe.ReadUnaligned<T>(source));
        }
    }

    // The source is contiguous along `axis`, the target along the axis after it. Each tile is read in the source's order into
    // a small buffer and written in the target's, a cache line at a time, so that every line of either side is fetched once.
    [MethodImpl(HotPath.Optimized)]
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
                    TransposedTile.Gather(from, _sourceStrides[axis + 1], tile, edge, rows, columns);
                    if (isWhole && !_reverses && edge * sizeof(T) == CacheLine)
                    {
                        // The length is a constant, so this is no call.
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
    // Each piece is read whole before it is written, in the order in which nothing is overwritten before it is read.
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
