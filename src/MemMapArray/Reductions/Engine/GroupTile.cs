using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.ByteOrders;
using MemMap.Copying;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Engine;

/// <summary>
/// Small groups, copied so that their columns lie side by side: a kernel does many of them at once, in rows that fill its vectors.
/// </summary>
/// <remarks>
/// <code>
///   3 groups of 4 elements:      aaaa bbbb cccc       rows of the tile:   abc
///                                                                         abc
///                                                                         abc
///                                                                         abc
///
///   of 2 columns, 2 rows each:   aA aA  bB bB  cC cC                      aAbBcC
///                                                                         aAbBcC
///
///   of several axes:             aa bb cc                                 abc
///                                aa bb cc                                 abc
///                                                                         abc
///                                                                         abc
/// </code>
/// </remarks>
internal sealed unsafe class GroupTile<T> : IDisposable
    where T : unmanaged
{
    // Half of a first cache, and rows of a few vectors: longer ones were slower, as lines of the cache push each other out.
    private const int TileBytes = 16384;
    private const int TileRowBytes = 512;

    // Longer groups, or longer rows of a group, are as fast by themselves.
    private const int MostGroupBytes = 128;
    private const int MostRowBytes = 64;

    // What is read at once where a source is not in memory.
    private const long MostSpan = 1 << 18;

    // Rows of a group are copied in steps like this. The last one writes behind the row.
    private const int StepBytes = 16;

    private readonly ByteReader _bytes;
    private readonly bool _isTransposed;
    private readonly bool _isReversed;
    private readonly int _groupColumns;
    private readonly int _columns;
    private readonly long _groupStride;
    private readonly long _rowStride;
    private Odometer _run;
    private readonly T** _rows;
    private readonly T* _memory;

    /// <param name="bytes">The bytes.</param>
    /// <param name="plan">Which groups there are.</param>
    /// <param name="groups">How many are taken at once at most: see <see cref="MostGroups"/>.</param>
    /// <param name="isReversed">The bytes of each element are in the other order.</param>
    public GroupTile(ByteReader bytes, ReductionPlan plan, int groups, bool isReversed)
    {
        _bytes = bytes;
        _isTransposed = plan.ContiguousAxisIsReduced;
        _isReversed = isReversed;
        _groupColumns = plan.Columns;
        _columns = groups * plan.Columns;
        _groupStride = GroupStride(plan);
        _rowStride = plan.ReducedStrides[plan.ReducedStrides.Length - 1];
        _run = new(plan.ReducedLengths, plan.ReducedStrides);
        int rows = RowsOf(plan);
        _rows = (T**)Marshal.AllocHGlobal(sizeof(T*) * (rows + Rules.RowsAhead));
        _memory = (T*)Marshal.AllocHGlobal((rows * _columns * sizeof(T)) + StepBytes);
        for (int row = 0; row < rows + Rules.RowsAhead; row++)
        {
            _rows[row] = _memory + (Math.Min(row, rows - 1) * _columns);
        }
    }

    /// <summary>How many groups are best taken at once: 1 where they are no smaller than vectors, or lie too far apart.</summary>
    /// <param name="plan">Which groups there are.</param>
    /// <param name="blocksAreRows">The kernel makes the same of a block as of a column.</param>
    /// <param name="areInMemory">All elements are. Otherwise the rows of several axes are rather not read one by one.</param>
    public static int MostGroups(ReductionPlan plan, bool blocksAreRows, bool areInMemory)
    {
        int lines = Lines(plan), axes = plan.ReducedLengths.Length;
        if (lines == 0 || axes == 0 || (axes > 1 && !areInMemory))
        {
            return 1;
        }

        long rowStride = plan.ReducedStrides[axes - 1];
        bool areSmall = plan.ContiguousAxisIsReduced
            ? blocksAreRows && rowStride == sizeof(T) && plan.Count * sizeof(T) <= MostGroupBytes
            : plan.KeptStrides[lines] == sizeof(T) && plan.LineLength * sizeof(T) <= MostRowBytes;
        if (!areSmall)
        {
            return 1;
        }

        int rows = RowsOf(plan), columns = Math.Min(TileRowBytes, TileBytes / rows) / sizeof(T);
        long group = ((Math.Min(rows, plan.ReducedLengths[axes - 1]) - 1) * rowStride) + (plan.Columns * sizeof(T));
        long near = 1 + (Math.Max(0, MostSpan - group) / GroupStride(plan));
        return (int)Math.Max(1, Math.Min(Math.Min(near, columns / plan.Columns), plan.KeptLengths[lines - 1]));
    }

    /// <summary>Some rows of some groups.</summary>
    /// <param name="offset">Where the first group begins, in bytes.</param>
    /// <param name="groups">How many groups.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="rowCount">How many rows.</param>
    [MethodImpl(HotPath.Optimized)]
    public T** Take(long offset, int groups, long firstRow, int rowCount)
    {
        _run.MoveTo(firstRow);
        for (int row = 0, some; row < rowCount; row += some)
        {
            some = (int)Math.Min(rowCount - row, _run.LeftOfRun);
            TakeRun(offset + _run.Offset, groups, some, _memory + (row * _columns));
            _run.MoveBy(some);
        }

        if (_isReversed)
        {
            ByteOrder.Reverse((byte*)_memory, (byte*)_memory, sizeof(T), rowCount * _columns);
        }

        return _rows;
    }

    public void Dispose()
    {
        Marshal.FreeHGlobal((nint)_rows);
        Marshal.FreeHGlobal((nint)_memory);
    }

    private static int Lines(ReductionPlan plan) => plan.KeptLengths.Length - (plan.ContiguousAxisIsReduced ? 0 : 1);

    private static long GroupStride(ReductionPlan plan) => plan.KeptStrides[Lines(plan) - 1];

    private static int RowsOf(ReductionPlan plan) => (int)Math.Min(plan.Count, Rules.RowsPerLeaf);

    // Rows along the last of the reduced axes.
    [MethodImpl(HotPath.Optimized)]
    private void TakeRun(long offset, int groups, int rowCount, T* memory)
    {
        int columns = _isTransposed ? 1 : _groupColumns;
        long span = ((groups - 1) * _groupStride) + ((rowCount - 1) * _rowStride) + (columns * sizeof(T));
        byte* source = _bytes.Origin != null ? _bytes.Origin + offset : _bytes.ReadNear(offset, span, long.MaxValue);
        if (_isTransposed)
        {
            TransposedTile.Gather(source, _groupStride, memory, _columns, rowCount, groups);
        }
        else
        {
            CopyRows(source, source + span, groups, rowCount, memory);
        }
    }

    // What is written behind a row of a group is overwritten by the next. Rows of several groups at a time, which no processor foresees: while
    // these are copied, a share of the next ones is fetched with each row, where there is not much between them.
    [MethodImpl(HotPath.Optimized)]
    private void CopyRows(byte* source, byte* end, int groups, int rowCount, T* memory)
    {
        int rowBytes = _groupColumns * sizeof(T), steps = (rowBytes + StepBytes - 1) / StepBytes;
        byte* ahead = source + (groups * _groupStride);
        long span = end - source, share = span / 2 <= (long)groups * rowCount * rowBytes ? (span / rowCount) + 1 : 0;
        for (int row = 0; row < rowCount; row++, ahead += share)
        {
            Prefetch.Bytes(ahead, share);
            byte* from = source + (row * _rowStride), to = (byte*)(memory + (row * _columns));

            // The last steps of the last groups would read behind the last row.
            long room = end - from - (steps * StepBytes);
            int whole = room < 0 ? 0 : _groupStride <= 0 ? groups : (int)Math.Min(groups, (room / _groupStride) + 1);
            CopySteps(from, to, whole, steps, rowBytes);
            for (int group = whole; group < groups; group++)
            {
                Unsafe.CopyBlockUnaligned(to + (group * rowBytes), from + (group * _groupStride), (uint)rowBytes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CopySteps(byte* from, byte* to, int groups, int steps, int rowBytes)
    {
        nint stride = (nint)_groupStride;
        switch (steps)
        {
            case 1:
                for (; groups > 0; groups--, from += stride, to += rowBytes)
                {
                    Unsafe.CopyBlockUnaligned(to, from, StepBytes);
                }

                break;
            case 2:
                for (; groups > 0; groups--, from += stride, to += rowBytes)
                {
                    Unsafe.CopyBlockUnaligned(to, from, 2 * StepBytes);
                }

                break;
            case 3:
                for (; groups > 0; groups--, from += stride, to += rowBytes)
                {
                    Unsafe.CopyBlockUnaligned(to, from, 3 * StepBytes);
                }

                break;
            default:
                for (; groups > 0; groups--, from += stride, to += rowBytes)
                {
                    Unsafe.CopyBlockUnaligned(to, from, 4 * StepBytes);
                }

                break;
        }
    }
}
