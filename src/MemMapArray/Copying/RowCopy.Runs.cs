using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace MemMap.Copying;

/// <content>
/// Rows that are one run on both sides. The system copies those of 8 KB and more, and only if it has them in memory; what it has not
/// is read afterwards, in the order of the file. Shorter ones are touched, after the system was asked for their pages.
/// </content>
internal sealed unsafe partial class RowCopy<T>
{
    // From this length on, a call to the system costs less than a third of the copy.
    private const long LeastRead = 1 << 13;

    // What of a source is read if it is all asked for, for each short row: more would be better read row by row.
    private const long DenseBytes = 1 << 14;

    // After so many rows that were not in memory the next are not expected there; where there are so many times more that were, it is
    // worth while to ask for the pages around them, so that they are touched the next time.
    private const int MostMissed = 8, Prevalent = 16;

    // Looking at a row is a call of the system: one of each 64 is looked at, 16 at most.
    private const int MostSampled = 16, RowsPerSample = 64, LeastRows = 16;
    private const int MostRowsOfUnit = 1 << 13;

    private void CopyRuns()
    {
        long rowsOfUnit = Math.Max(1, Math.Min(MostRowsOfUnit, UnitBytes / _rowBytes));
        if (_rowBytes < LeastRead && RequireShortRows())
        {
            InUnits(rowsOfUnit, TouchRows);
            return;
        }

        var missing = new List<Run>?[(_count + rowsOfUnit - 1) / rowsOfUnit];
        InUnits(rowsOfUnit, (first, end) => missing[first / rowsOfUnit] = CopyPresent(first, end));
        new RowReads<T>(_target, _source, missing).Read(_threads);
    }

    [MethodImpl(HotPath.Optimized)]
    private void TouchRows(long first, long end)
    {
        RequireTarget(first, end);
        if (_rowBytes == sizeof(T) && _targetRows == null && _sourceRows != null)
        {
            byte* target = Target(first), source = _from;
            long toStep = _toStep, fromStep = _fromStep;
            for (long* row = _sourceRows + first, last = _sourceRows + end; row < last; row++, target += toStep)
            {
                Unsafe.WriteUnaligned(target, Unsafe.ReadUnaligned<T>(source + (*row * fromStep)));
            }

            return;
        }

        long ahead = Prefetch.Distance(_rowBytes, 1);
        for (long i = first; i < Math.Min(end, first + ahead); i++)
        {
            Prefetch.Bytes(Source(i), _rowBytes);
        }

        for (long i = first; i < end;)
        {
            if (i + ahead < end)
            {
                Prefetch.Bytes(Source(i + ahead), _rowBytes);
            }

            byte* from = Source(i), to = Target(i);
            long bytes = RunFrom(ref i, end, from, to);
            Touch(to, from, bytes);
        }
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
            long bytes = RunFrom(ref i, end, from, to);
            if (isTouched && _source.ArePresent(from, from + bytes))
            {
                Touch(to, from, bytes);
            }
            else if (misses < MostMissed + hits && _target.TryCopyPresentRun(to, _source, from, bytes))
            {
                hits++;
                if (isTouched && hits > Prevalent * (misses + 1))
                {
                    _source.RequirePages(from, from + bytes, bytes, toWrite: false);
                }
            }
            else
            {
                misses++;
                (missing ??= []).Add(new Run(from, to, bytes));
            }
        }

        return missing;
    }

    // Rows that follow each other on both sides are one run.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long RunFrom(ref long i, long end, byte* from, byte* to)
    {
        long bytes = _rowBytes;
        for (i++; i < end && Source(i) == from + bytes && Target(i) == to + bytes; i++)
        {
            bytes += _rowBytes;
        }

        return bytes;
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
    private bool RequireShortRows()
    {
        RequireSource(0, _count);
        if (WereDropped())
        {
            _source.ForgetPresent();
        }

        (long start, long end) = _source.Layout.ByteRange();
        byte* origin = _source.Origin;
        if (_source.ArePresent(origin + start, origin + end))
        {
            return true;
        }

        if (end - start > _count * DenseBytes)
        {
            return false;
        }

        long firstBlock = start >> RowReads<T>.BlockShift;
        bool[] isWanted = new bool[((end - 1) >> RowReads<T>.BlockShift) - firstBlock + 1];
        for (long i = 0; i < _count; i++)
        {
            long at = Source(i) - origin;
            isWanted[(at >> RowReads<T>.BlockShift) - firstBlock] = true;
            isWanted[((at + _rowBytes - 1) >> RowReads<T>.BlockShift) - firstBlock] = true;
        }

        RowReads<T>.RequireBlocks(_source, isWanted, firstBlock, end, _threads);
        return true;
    }

    // Pages that were brought in once may have been dropped since: a few are looked at.
    private bool WereDropped()
    {
        int dropped = 0, looked = 0;
        long samples = _count < LeastRows ? 0 : Math.Max(2, Math.Min(MostSampled, _count / RowsPerSample));
        for (long k = 0; k < samples; k++)
        {
            byte* from = Source(_count / samples * k);
            if (_source.ArePresent(from, from + _rowBytes))
            {
                looked++;
                dropped += _source.WasDropped(from) ? 1 : 0;
            }
        }

        return dropped * 4 > looked;
    }
}
