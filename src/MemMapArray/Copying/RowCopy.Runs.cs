using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace MemMap.Copying;

/// <content>
/// Rows that are one run on both sides. The system copies those of a kilobyte and more, and only if it has them in memory; what it has not
/// is read afterwards, in the order of the file. Shorter ones are touched, after the system was asked for their pages.
/// </content>
internal sealed unsafe partial class RowCopy<T>
{
    // From this length on, a call to the system costs less than the copy.
    private const long LeastRead = 1 << 10;

    // What of a source is read if it is all asked for, for each short row: more would be better read row by row.
    private const long DenseBytes = 1 << 14;

    // After so many rows that were not in memory the next are not expected there.
    private const int MostMissed = 8;

    private const int SampledRows = 16;

    private void CopyRuns()
    {
        if (_rowBytes < LeastRead)
        {
            RequireShortRows();
        }

        long rowsOfUnit = Math.Max(1, UnitBytes / _rowBytes);
        var missing = new List<Run>?[(_count + rowsOfUnit - 1) / rowsOfUnit];
        InUnits(rowsOfUnit, (first, end) => missing[first / rowsOfUnit] = CopyPresent(first, end));
        new RowReads<T>(_target, _source, missing).Read(_threads);
    }

    // What is not in memory is left, and returned.
    [MethodImpl(HotPath.Optimized)]
    private List<Run>? CopyPresent(long first, long end)
    {
        List<Run>? missing = null;
        int misses = 0, hits = 0;
        bool isTouched = _rowBytes < LeastRead;
        if (isTouched)
        {
            RequireTarget(first, end);
        }

        for (long i = first; i < end;)
        {
            byte* from = Source(i), to = Target(i);
            long bytes = _rowBytes;
            for (i++; i < end && Source(i) == from + bytes && Target(i) == to + bytes; i++)
            {
                bytes += _rowBytes;
            }

            if (isTouched && _source.ArePresent(from, from + bytes))
            {
                Touch(to, from, bytes);
            }
            else if (misses < MostMissed + hits && _source.TryReadPresent(from, to, bytes))
            {
                hits++;
            }
            else
            {
                misses++;
                (missing ??= []).Add(new Run(from, to, bytes));
            }
        }

        return missing;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Touch(byte* to, byte* from, long bytes)
    {
        if (bytes == sizeof(T) && sizeof(T) <= 16)
        {
            Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<T>(from));
        }
        else
        {
            Buffer.MemoryCopy(from, to, bytes, bytes);
        }
    }

    // Short rows are touched. Where so many are asked for that a good part of the source's pages is needed, all the blocks of pages that
    // have one are brought in, in the order of the file. Few rows of a large file are left to be read one by one.
    private void RequireShortRows()
    {
        RequireSource(0, _count);
        if (WereDropped())
        {
            _source.ForgetPresent();
        }

        (long start, long end) = _source.Layout.ByteRange();
        if (end - start > _count * DenseBytes)
        {
            return;
        }

        var blocks = new List<long>();
        for (long i = 0; i < _count; i++)
        {
            byte* from = Source(i);
            if (!_source.ArePresent(from, from + _rowBytes))
            {
                for (long block = (from - _source.Origin) >> RowReads<T>.BlockShift; block <= (from + _rowBytes - 1 - _source.Origin) >> RowReads<T>.BlockShift; block++)
                {
                    blocks.Add(block);
                }
            }
        }

        RowReads<T>.RequireBlocks(_source, blocks, end, _threads);
    }

    // Pages that were brought in once may have been dropped since: a few are looked at.
    private bool WereDropped()
    {
        byte element;
        int dropped = 0, looked = 0;
        for (int k = 0; k < SampledRows && _count >= SampledRows; k++)
        {
            byte* from = Source(_count / SampledRows * k);
            if (_source.ArePresent(from, from + _rowBytes))
            {
                looked++;
                if (!_source.TryReadPresent(from, &element, 1))
                {
                    // Once it has been read it is there; or the system cannot tell of this file.
                    _source.Read(from, &element, 1);
                    dropped += _source.TryReadPresent(from, &element, 1) ? 1 : 0;
                }
            }
        }

        return dropped * 4 > looked;
    }
}
