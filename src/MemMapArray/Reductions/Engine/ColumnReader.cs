using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.ByteOrders;
using MemMap.Reductions.Plans;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Engine;

/// <summary>One thread's means to hand the selected elements of a group to a visitor, column by column: blocks where the contiguous axis is
/// reduced, and where it is kept, rows that are turned into columns.</summary>
internal sealed unsafe partial class ColumnReader<T> : IDisposable
    where T : unmanaged
{
    // Rows are turned in tiles that stay in the cache.
    private const int TileBytes = 1 << 17;
    private const int MaxTileRows = 1024;

    private readonly ReductionPlan _plan;
    private readonly ByteReader _bytes;
    private readonly BlockReader<T>? _blocks;
    private readonly RowReader<T>? _rows;
    private readonly Selector<T>? _selector;
    private readonly T* _buffer;
    private readonly T* _turned;
    private readonly int* _counts;
    private readonly int _tileRows;
    private readonly int _tileStride;

    private readonly bool _isReversed;

    // Which rows of a tile are selected of each column.
    private ulong[] _rowTruths = [];

    /// <param name="plan">What lies where.</param>
    /// <param name="source">The elements.</param>
    public ColumnReader(ReductionPlan plan, ElementSource source)
    {
        _plan = plan;
        _isReversed = source.IsReversed && !ByteOrder.IsReversed<T>();
        _bytes = source.CreateReader();
        _selector = source is SelectedElements selected ? new(plan, selected) : null;
        if (plan.ContiguousAxisIsReduced)
        {
            _buffer = (T*)Marshal.AllocHGlobal(Rules.BlockElements * sizeof(T));
            _turned = (T*)Marshal.AllocHGlobal((Rules.BlockElements + Compact.Room) * sizeof(T));
            _blocks = new(_bytes, plan.ReducedLengths, plan.ReducedStrides, _isReversed, _buffer);
        }
        else
        {
            int leaves = Math.Max(1, Math.Min(MaxTileRows, TileBytes / (plan.Columns * sizeof(T))) / Rules.RowsPerLeaf);
            _tileRows = leaves * Rules.RowsPerLeaf;

            // Columns a power of two apart would push each other out of the cache.
            _tileStride = _tileRows + (64 / sizeof(T));
            _turned = (T*)Marshal.AllocHGlobal((nint)((long)_tileStride * plan.Columns * sizeof(T)));
            _counts = (int*)Marshal.AllocHGlobal(plan.Columns * sizeof(int));
            _rows = new(_bytes, plan, _isReversed);
        }
    }

    /// <summary>To be called before each unit of work.</summary>
    /// <exception cref="System.IO.IOException">The elements are not there any more.</exception>
    public void BeforeUnit(in UnitBytes unit)
    {
        _bytes.BeforeUnit(unit);
        _selector?.BeforeUnit(unit);
    }

    /// <summary>Hands over the elements of a group at positions <paramref name="start"/> to <paramref name="end"/>.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void Visit(in GroupCursor group, long start, long end, ElementVisitor<T> visitor)
    {
        _selector?.Start(_plan.ColumnsBefore(group.Group), start);
        if (_blocks is not null)
        {
            _blocks.Start(group.Offset, start, end);
            if (_selector is not null)
            {
                VisitSelectedBlocks(end, visitor);
                return;
            }

            for (T* block = _blocks.NextBlock(out int count); block != null; block = _blocks.NextBlock(out count))
            {
                visitor.Visit(0, block, count, _blocks.Next - count, null);
            }

            return;
        }

        VisitRows(group, start, end, visitor);
    }

    public void Dispose()
    {
        _selector?.Dispose();
        _rows?.Dispose();
        _groups?.Dispose();
        _bytes.Dispose();
        Marshal.FreeHGlobal((nint)_buffer);
        Marshal.FreeHGlobal((nint)_turned);
        Marshal.FreeHGlobal((nint)_counts);
    }

    [MethodImpl(HotPath.Optimized)]
    private void VisitSelectedBlocks(long end, ElementVisitor<T> visitor)
    {
        while (_blocks!.Next < end)
        {
            long position = _blocks.Next;
            int count = (int)Math.Min(end - position, Rules.BlockElements), left = _selector!.MaskBlock(count);
            if (left == 0)
            {
                _blocks.SkipBlock();
                continue;
            }

            T* block = _blocks.NextBlock(out _);
            left = _selector.TestBlock(block, count);
            if (left == count)
            {
                visitor.Visit(0, block, count, position, null);
            }
            else if (left > 0)
            {
                Compact.Elements(block, count, _selector.Truths, _turned);
                visitor.Visit(0, _turned, left, position, _selector.Truths);
            }
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private void VisitRows(in GroupCursor group, long start, long end, ElementVisitor<T> visitor)
    {
        _rows!.Start(group.Offset, group.Columns, start, end);
        int columns = group.Columns, filled = 0;
        new Span<int>(_counts, columns).Clear();
        if (_selector is not null && visitor.NeedsPositions && _rowTruths.Length == 0)
        {
            _rowTruths = new ulong[_plan.Columns * Truths.Words(_tileRows)];
        }

        long first = start;
        for (T** rows = _rows.NextRows(out int count); count > 0; rows = _rows.NextRows(out count))
        {
            if (_selector is not null)
            {
                _selector.SelectRows(rows, count, columns);
                TurnSelected(rows, count, columns);
                if (visitor.NeedsPositions)
                {
                    KeepTruths(count, columns, filled);
                }
            }
            else
            {
                Turn(rows, count, columns, filled);
            }

            filled += count;
            if (filled > _tileRows - Rules.RowsPerLeaf)
            {
                HandOver(columns, filled, first, visitor);
                (first, filled) = (first + filled, 0);
            }
        }

        HandOver(columns, filled, first, visitor);
    }

    private void HandOver(int columns, int filled, long first, ElementVisitor<T> visitor)
    {
        for (int column = 0; column < columns; column++)
        {
            int count = _selector is null ? filled : _counts[column];
            if (count > 0)
            {
                fixed (ulong* truths = _rowTruths)
                {
                    ulong* ofColumn = truths == null ? null : truths + ((long)column * Truths.Words(_tileRows));
                    visitor.Visit(column, _turned + ((long)column * _tileStride), count, first, ofColumn);
                }
            }
        }

        new Span<int>(_counts, columns).Clear();
        _rowTruths.AsSpan().Clear();
    }

    [MethodImpl(HotPath.Optimized)]
    private void KeepTruths(int count, int columns, int filled)
    {
        ulong* truths = _selector!.Truths;
        for (int row = filled; row < filled + count; row++, truths += Truths.Words(columns))
        {
            for (int column = 0; column < columns; column++)
            {
                ulong truth = (truths[column / Truths.PerWord] >> (column % Truths.PerWord)) & 1;
                _rowTruths[(column * Truths.Words(_tileRows)) + (row / Truths.PerWord)] |= truth << (row % Truths.PerWord);
            }
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private void TurnSelected(T** rows, int count, int columns)
    {
        ulong* truths = _selector!.Truths;
        for (int row = 0; row < count; row++, truths += Truths.Words(columns))
        {
            for (int word = 0; word < Truths.Words(columns); word++)
            {
                for (ulong left = truths[word]; left != 0; left &= left - 1)
                {
                    int column = (word * Truths.PerWord) + Truths.First(left);
                    _turned[((long)column * _tileStride) + _counts[column]++] = Unsafe.ReadUnaligned<T>(rows[row] + column);
                }
            }
        }
    }
}
