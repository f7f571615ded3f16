using System;
using System.Runtime.CompilerServices;
using MemMap.Copying;
using MemMap.Transforming;

namespace MemMap.Series;

/// <summary>How series are cut for what is carried along them.</summary>
internal static class CumulativeTile
{
    /// <summary>How many elements of a series a part has. It defines bits.</summary>
    public const int PartRows = 64;

    /// <summary>How many parts, or lines, are side by side.</summary>
    public const int Lanes = 8;
}

/// <summary>Eight parts of few columns, transposed: element i of each side by side.</summary>
internal sealed unsafe class CumulativeTile<TNumber, TOperation> : IDisposable
    where TNumber : unmanaged
    where TOperation : struct, ICumulative<TNumber>
{
    private const int Lanes = CumulativeTile.Lanes, PartRows = CumulativeTile.PartRows;

    private readonly TOperation _operation;
    private readonly int _columns;
    private AlignedMemory _numbers;
    private AlignedMemory _results;
    private AlignedMemory _states;

    /// <param name="operation">What is carried.</param>
    /// <param name="columns">How many columns a part has.</param>
    public CumulativeTile(TOperation operation, int columns)
    {
        (_operation, _columns) = (operation, columns);
        long elements = (long)PartRows * (IsUsed ? Lanes * columns : 1);
        (_numbers, _results) = (new(elements * sizeof(TNumber)), new(elements * sizeof(TNumber)));
        _states = new(((2L * Width) + columns) * operation.Planes * sizeof(long));
    }

    /// <summary>Whether it pays: columns do not fill vectors by themselves.</summary>
    public bool IsUsed => _columns < Lanes || (_operation.IsCostly && _columns < 2 * Lanes && _columns % Lanes != 0);

    private int Width => Lanes * _columns;

    private byte* Totals => _states.Origin + ((long)Width * _operation.Planes * sizeof(long));

    private byte* Others => Totals + ((long)Width * _operation.Planes * sizeof(long));

    /// <summary>Totals eight parts.</summary>
    /// <param name="numbers">The first.</param>
    /// <param name="step">From one to the next.</param>
    /// <param name="totals">Where to: eight for each column, side by side.</param>
    /// <returns>Whether the totals can be appended to what comes before.</returns>
    [MethodImpl(HotPath.Optimized)]
    public bool TryTotal(TNumber* numbers, long step, byte* totals)
    {
        Gather(numbers, step, PartRows);
        _operation.Start(totals, Width);
        return _operation.TryTotal((TNumber*)_numbers.Origin, PartRows, Width, totals);
    }

    /// <summary>Copies the states of the first part of eight.</summary>
    public byte* First(byte* states)
    {
        for (int column = 0; column < _columns; column++)
        {
            Move(states, column * Lanes, Width, Others, column, _columns);
        }

        return Others;
    }

    /// <summary>Makes the results of eight parts.</summary>
    /// <param name="numbers">The first.</param>
    /// <param name="step">From one to the next.</param>
    /// <param name="states">What is carried to each.</param>
    /// <param name="results">Where to, one part after the other.</param>
    /// <returns>Whether all there are fit.</returns>
    [MethodImpl(HotPath.Optimized)]
    public bool TryRun(TNumber* numbers, long step, byte* states, TNumber* results)
    {
        Gather(numbers, step, PartRows);
        return TryRun(PartRows, states, results, PartRows * _columns);
    }

    /// <summary>Makes the results of eight neighbouring lines.</summary>
    /// <param name="numbers">The lines.</param>
    /// <param name="rows">How many rows each has.</param>
    /// <param name="results">Where to.</param>
    /// <returns>Whether all there are fit.</returns>
    [MethodImpl(HotPath.Optimized)]
    public bool TryRunLines(TNumber* numbers, long rows, TNumber* results)
    {
        long perLine = rows * _columns;
        _operation.Start(_states.Origin, Width);
        bool fit = true;
        for (long row = 0; fit && row < rows; row += PartRows)
        {
            int some = (int)Math.Min(PartRows, rows - row);
            bool isLast = row + some == rows;
            Gather(numbers + (row * _columns), perLine, some);
            if (!isLast)
            {
                CarryLines();
            }

            fit = TryRun(some, isLast ? _states.Origin : Totals, results + (row * _columns), (int)perLine);
        }

        return fit;
    }

    /// <summary>As <see cref="ICumulative{TNumber}.Carry"/>, of a part whose total may not be appended.</summary>
    /// <param name="states">The states.</param>
    /// <param name="column">The column.</param>
    /// <param name="columns">How many columns there are states of.</param>
    /// <param name="totals">Some totals.</param>
    /// <param name="total">Which of them.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="numbers">The column's first element in the part.</param>
    /// <param name="step">From one element to the next.</param>
    public void CarryUnknown(byte* states, int column, int columns, byte* totals, int total, int count, TNumber* numbers, int step)
    {
        var series = (TNumber*)_results.Origin;
        for (int row = 0; row < PartRows; row++)
        {
            series[row] = numbers[(long)row * step];
        }

        byte* one = Others;
        _operation.Start(one, 1);
        if (_operation.TryTotal(series, PartRows, 1, one))
        {
            Move(one, 0, 1, totals, total, count);
            _operation.Carry(states, column, columns, totals, total, count);
            return;
        }

        Move(states, column, columns, totals, total, count);
        Move(states, column, columns, one, 0, 1);
        _ = _operation.Run(series, series, PartRows, 1, one);
        Move(one, 0, 1, states, column, columns);
    }

    public void Dispose()
    {
        _numbers.Dispose();
        _results.Dispose();
        _states.Dispose();
    }

    private void Gather(TNumber* numbers, long step, int rows) =>
        TransposedTile.Gather((byte*)numbers, step * sizeof(TNumber), (TNumber*)_numbers.Origin, Lanes, rows * _columns, Lanes);

    // Eight lines go on by a whole part: what comes before it takes the place of its totals.
    [MethodImpl(HotPath.Optimized)]
    private void CarryLines()
    {
        var tile = (TNumber*)_numbers.Origin;
        _operation.Start(Totals, Width);
        bool areKnown = _operation.TryTotal(tile, PartRows, Width, Totals);
        for (int i = 0; i < Width; i++)
        {
            if (areKnown)
            {
                _operation.Carry(_states.Origin, i, Width, Totals, i, Width);
            }
            else
            {
                CarryUnknown(_states.Origin, i, Width, Totals, i, Width, tile + i, Width);
            }
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private bool TryRun(int rows, byte* states, TNumber* results, int perLine)
    {
        int width = Width;
        var made = (TNumber*)_results.Origin;
        if (_operation.Run((TNumber*)_numbers.Origin, made, rows, width, states) < (long)rows * width)
        {
            return false;
        }

        TransposedTile.Gather((byte*)made, Lanes * sizeof(TNumber), results, perLine, Lanes, rows * _columns);
        return true;
    }

    private void Move(byte* from, int column, int columns, byte* to, int other, int others)
    {
        for (int plane = 0; plane < _operation.Planes; plane++)
        {
            ((long*)to)[(plane * others) + other] = ((long*)from)[(plane * columns) + column];
        }
    }
}
