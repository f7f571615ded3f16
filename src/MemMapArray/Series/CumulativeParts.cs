using System;
using System.Runtime.CompilerServices;
using MemMap.Transforming;

namespace MemMap.Series;

/// <summary>
/// Neighbouring series, or as much of them as a box has, in parts of 64 elements: each part is totalled by itself, the totals are carried
/// from part to part, and the results of each begin with what was carried to it. Where a part begins depends on its place in the series
/// alone: so bits do not depend on boxes, layouts or threads, and parts can be gone through side by side.
/// </summary>
/// <remarks>
/// <code>
///   8 columns and more    a part after the other, with its columns side by side
///   fewer                 eight parts at a time, transposed: side by side too
/// </code>
/// </remarks>
internal sealed unsafe class CumulativeParts<TNumber, TTarget, TOperation> : IDisposable
    where TNumber : unmanaged
    where TTarget : unmanaged
    where TOperation : struct, ICumulative<TNumber>
{
    private readonly TOperation _operation;
    private readonly SeriesResults<TNumber, TTarget> _results;
    private readonly CumulativeTile<TNumber, TOperation> _tile;
    private readonly int _columns;
    private readonly long _perPart;
    private readonly bool[] _areKnown;
    private AlignedMemory _totals;
    private TNumber* _numbers;
    private long _rows;
    private long _parts;
    private long _partsInTiles;

    /// <param name="operation">What is carried.</param>
    /// <param name="results">What takes the results.</param>
    /// <param name="rows">How many elements of each series there are, at most.</param>
    /// <param name="columns">How many series.</param>
    public CumulativeParts(TOperation operation, SeriesResults<TNumber, TTarget> results, long rows, int columns)
    {
        (_operation, _results, _columns, _perPart) = (operation, results, columns, (long)CumulativeTile.PartRows * columns);
        _tile = new(operation, columns);
        _areKnown = new bool[rows / CumulativeTile.PartRows];
        _totals = new(Math.Max(1, _areKnown.Length) * columns * operation.Planes * sizeof(long));
    }

    /// <summary>Totals the whole parts of some rows.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void Total(TNumber* numbers, long rows)
    {
        _numbers = numbers;
        (_rows, _parts) = (rows, rows / CumulativeTile.PartRows);
        _partsInTiles = _tile.IsUsed ? _parts / CumulativeTile.Lanes * CumulativeTile.Lanes : 0;
        for (long part = 0; part < _partsInTiles; part += CumulativeTile.Lanes)
        {
            // Eight streams at a time are too many for the processor to see what comes next.
            long next = part + CumulativeTile.Lanes;
            if (next < _partsInTiles)
            {
                Prefetch.Bytes((byte*)(numbers + (next * _perPart)), CumulativeTile.Lanes * _perPart * sizeof(TNumber));
            }

            bool areKnown = _tile.TryTotal(numbers + (part * _perPart), _perPart, TotalsOf(part));
            _areKnown.AsSpan((int)part, CumulativeTile.Lanes).Fill(areKnown);
        }

        int most = Math.Max(1, SeriesResults<TNumber, TTarget>.Piece / _columns);
        for (long part = _partsInTiles; part < _parts; part++)
        {
            _operation.Start(TotalsOf(part), _columns);
            bool isKnown = true;
            for (int row = 0; row < CumulativeTile.PartRows; row += most)
            {
                TNumber* first = numbers + (part * _perPart) + ((long)row * _columns);
                isKnown &= _operation.TryTotal(first, Math.Min(most, CumulativeTile.PartRows - row), _columns, TotalsOf(part));
            }

            _areKnown[part] = isKnown;
        }
    }

    /// <summary>Carries states through the parts: each keeps what is carried to it in the place of its total.</summary>
    /// <param name="states">What comes before the first part; then what comes behind the last whole one.</param>
    [MethodImpl(HotPath.Optimized)]
    public void Carry(byte* states)
    {
        for (long part = 0; part < _parts; part++)
        {
            bool isInTile = part < _partsInTiles;
            int lanes = isInTile ? CumulativeTile.Lanes : 1, lane = isInTile ? (int)(part % lanes) : 0;
            byte* totals = TotalsOf(part - lane);
            for (int column = 0; column < _columns; column++)
            {
                int total = (column * lanes) + lane, count = _columns * lanes;
                if (_areKnown[part])
                {
                    _operation.Carry(states, column, _columns, totals, total, count);
                }
                else
                {
                    _tile.CarryUnknown(states, column, _columns, totals, total, count, _numbers + (part * _perPart) + column, _columns);
                }
            }
        }
    }

    /// <summary>Makes the results of the rows.</summary>
    /// <param name="position">The number of the first in the box.</param>
    /// <param name="states">What comes behind the last whole part.</param>
    /// <returns>How many were taken: all, or those before the first that does not fit.</returns>
    [MethodImpl(HotPath.Optimized)]
    public long Run(long position, byte* states)
    {
        long taken = 0, part = 0;
        for (; part < _partsInTiles; part += CumulativeTile.Lanes)
        {
            long count = CumulativeTile.Lanes * _perPart;
            TNumber* made = _results.Room(count), first = _numbers + taken;
            byte* before = _tile.First(TotalsOf(part));
            long some = _tile.TryRun(first, _perPart, TotalsOf(part), made)
                ? _results.Put(position + taken, made, count)
                : RunRows(first, CumulativeTile.Lanes * CumulativeTile.PartRows, position + taken, before);
            taken += some;
            if (some < count)
            {
                return taken;
            }
        }

        for (; part <= _parts; part++)
        {
            bool isWhole = part < _parts;
            long rows = isWhole ? CumulativeTile.PartRows : _rows - (part * CumulativeTile.PartRows);
            long some = RunRows(_numbers + taken, rows, position + taken, isWhole ? TotalsOf(part) : states);
            taken += some;
            if (some < rows * _columns)
            {
                return taken;
            }
        }

        return taken;
    }

    /// <summary>Makes the results of neighbouring whole series, eight at a time: lines side by side.</summary>
    /// <returns>How many results were taken: those before the first line that has to be gone through by itself, or before the first that
    /// does not fit the target.</returns>
    public long RunLines(TNumber* numbers, long lines, long rows)
    {
        long perLine = rows * _columns, count = CumulativeTile.Lanes * perLine, taken = 0;
        for (; _tile.IsUsed && lines >= CumulativeTile.Lanes; lines -= CumulativeTile.Lanes)
        {
            TNumber* made = _results.Room(count);
            if (!_tile.TryRunLines(numbers + taken, rows, made))
            {
                break;
            }

            long some = _results.Put(taken, made, count);
            taken += some;
            if (some < count)
            {
                break;
            }
        }

        return taken;
    }

    public void Dispose()
    {
        _tile.Dispose();
        _totals.Dispose();
    }

    private byte* TotalsOf(long part) => _totals.Origin + (part * _columns * _operation.Planes * sizeof(long));

    [MethodImpl(HotPath.Optimized)]
    private long RunRows(TNumber* numbers, long rows, long position, byte* states)
    {
        long most = Math.Max(1, SeriesResults<TNumber, TTarget>.Piece / _columns), taken = 0;
        for (long row = 0; row < rows; row += most)
        {
            long some = Math.Min(most, rows - row), count = some * _columns;
            TNumber* made = _results.Room(count);
            long fits = _operation.Run(numbers + taken, made, some, _columns, states);
            long put = _results.Put(position + taken, made, fits);
            taken += put;
            if (put < count)
            {
                break;
            }
        }

        return taken;
    }
}
