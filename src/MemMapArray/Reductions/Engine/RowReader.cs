using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Engine;

/// <summary>
/// Hands out rows, up to <see cref="Rules.RowsPerLeaf"/> at a time, as pointers to columns that lie side by side: in place where they do
/// in memory, otherwise
/// copies.
/// </summary>
internal sealed unsafe partial class RowReader<T> : IDisposable
    where T : unmanaged
{
    // Columns less than a page apart are read together.
    private const long PageBytes = 4096;

    private readonly ByteReader _bytes;
    private readonly ReductionPlan _plan;
    private readonly bool _isReversed;
    private readonly bool _isSideBySide;
    private readonly T** _rows;
    private readonly long[] _offsets = new long[Rules.RowsPerLeaf + Rules.RowsAhead];
    private Odometer _row;
    private T* _gathered;
    private long _first;
    private int _columns;
    private long _end;
    private int _known;

    public RowReader(ByteReader bytes, ReductionPlan plan, bool isReversed)
    {
        _bytes = bytes;
        _plan = plan;
        _isReversed = isReversed;
        _isSideBySide = Stride == sizeof(T) && !isReversed;
        _row = new Odometer(plan.ReducedLengths, plan.ReducedStrides);
        _rows = (T**)Marshal.AllocHGlobal(sizeof(T*) * (Rules.RowsPerLeaf + Rules.RowsAhead));
    }

    private long Stride => _plan.KeptStrides[_plan.KeptStrides.Length - 1];

    private long RowBytes => ((_columns - 1) * Stride) + sizeof(T);

    /// <summary>The position of the next row.</summary>
    public long Next { get; private set; }

    /// <summary>Begins anew: with the rows at positions <paramref name="start"/> to <paramref name="end"/>, where position 0 is at byte
    /// <paramref name="first"/>.</summary>
    public void Start(long first, int columns, long start, long end)
    {
        _first = first;
        _columns = columns;
        (Next, _end) = (start, end);
        _known = 0;
    }

    /// <summary>The next rows, none after the last. They are there until the next call.</summary>
    [MethodImpl(HotPath.Optimized)]
    public T** NextRows(out int count)
    {
        count = (int)Math.Min(_end - Next, Rules.RowsPerLeaf);
        if (count == 0)
        {
            return _rows;
        }

        int wanted = (int)Math.Min(_end - Next, Rules.RowsPerLeaf + Rules.RowsAhead);
        if (_isSideBySide && _plan.ReducedLengths.Length == 1)
        {
            // The common case needs no odometer, whose steps would be a tenth of the time of rows of bytes.
            long distance = _plan.ReducedStrides[0];
            byte* row = _bytes.Find(_first + (Next * distance), ((count - 1) * distance) + RowBytes);
            if (row != null)
            {
                // Those that are only to be fetched may lie beyond the bytes that were asked for: a processor does not mind.
                int pointed = 0;
                PointWithVectors(row, distance, wanted, ref pointed);
                for (; pointed < wanted; pointed++)
                {
                    _rows[pointed] = (T*)(row + (pointed * distance));
                }

                RepeatLast(wanted, count);
                Next += count;
                _known = 0;
                return _rows;
            }
        }

        if (_known == 0)
        {
            _row.MoveTo(Next);
        }

        for (; _known < wanted; _known++, _row.MoveNext())
        {
            _offsets[_known] = _first + _row.Offset;
        }

        if (_isSideBySide && _bytes.Origin != null)
        {
            for (int i = 0; i < wanted; i++)
            {
                _rows[i] = (T*)(_bytes.Origin + _offsets[i]);
            }

            RepeatLast(wanted, count);
        }
        else
        {
            Fetch(count);
        }

        Next += count;
        _known -= count;
        Array.Copy(_offsets, count, _offsets, 0, _known);
        return _rows;
    }

    public void Dispose()
    {
        Marshal.FreeHGlobal((nint)_rows);
        Marshal.FreeHGlobal((nint)_gathered);
        _gathered = null;
    }

    partial void PointWithVectors(byte* row, long distance, int count, ref int done);

    // Rows that lie close are read together and used in place where that can be; others are gathered one by one.
    [MethodImpl(HotPath.Optimized)]
    private void Fetch(int count)
    {
        long span = _offsets[count - 1] + RowBytes - _offsets[0];
        byte* all = _bytes.Find(_offsets[0], span);
        if (all == null && span <= Math.Max(4L * count * _columns * sizeof(T), 1 << 16))
        {
            all = _bytes.Read(_offsets[0], span, long.MaxValue);
        }

        bool together = all != null;
        bool inPlace = together && _isSideBySide;
        all -= _offsets[0];
        if (!inPlace && _gathered == null)
        {
            _gathered = (T*)Marshal.AllocHGlobal((nint)((long)Rules.RowsPerLeaf * _plan.Columns * sizeof(T)));
        }

        for (int i = 0; i < count; i++)
        {
            if (inPlace)
            {
                _rows[i] = (T*)(all + _offsets[i]);
                continue;
            }

            T* copy = _gathered + ((long)i * _plan.Columns);
            _rows[i] = copy;
            if (together)
            {
                Gather.Elements((T*)(all + _offsets[i]), Stride, _columns, copy, _isReversed);
            }
            else
            {
                GatherFar(_offsets[i], copy);
            }
        }

        RepeatLast(count, count);
    }

    private void RepeatLast(int known, int count)
    {
        for (int i = known; i < count + Rules.RowsAhead; i++)
        {
            _rows[i] = _rows[known - 1];
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private void GatherFar(long offset, T* copy)
    {
        int most = _bytes.Origin != null || Stride <= PageBytes ? _columns : 1;
        for (int done = 0; done < _columns; done += most)
        {
            int some = Math.Min(most, _columns - done);
            byte* from = _bytes.Read(offset + (done * Stride), ((some - 1) * Stride) + sizeof(T), 0);
            Gather.Elements((T*)from, Stride, some, copy + done, _isReversed);
        }
    }
}
