using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Loops;

/// <summary>
/// Goes through the rows of a leaf a few at a time, from the first columns to the last: memory is read in long runs, and what becomes of a
/// step's columns stays in registers for these rows.
/// </summary>
/// <remarks>
/// <code>
///   rows 0 to 7:    [ step ][ step ][ step ]       the last step overlaps the one before it
///                                 [ last ]
///   rows 8 to 15:   [ step ][ step ] ...
/// </code>
/// A step is a struct, whose method is compiled into this loop: a call would spill its vectors, as none survives a call.
/// </remarks>
internal static unsafe class WalkColumns
{
    // So many that loads and stores of what is kept of the columns do not count.
    private const int RowsAtATime = 8;

    // What was stored of a shorter row would be wanted again before it is there.
    private const int FewestBytes = 256;

    /// <summary>Takes all columns, of which there are at least as many as a step takes.</summary>
    /// <param name="rows">The rows, and behind them those that are worth a prefetch.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="step">What is done.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of<T, TStep>(T** rows, int rowCount, int columns, TStep step)
        where T : unmanaged
        where TStep : struct, IColumnStep<T>
    {
        for (int row = 0; row < rowCount; row += RowsAtATime)
        {
            int some = Math.Min(RowsAtATime, rowCount - row);
            for (int next = 0; next < columns; next += step.Width)
            {
                bool isLast = next > columns - step.Width;
                step.Take(rows + row, some, isLast ? columns - step.Width : next, row == 0, isLast);
            }
        }
    }

    /// <summary>The same for a step that does little: rows are taken one by one where the first two have no gap between them, as most rows of
    /// a leaf lie like these.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfLight<T, TStep>(T** rows, int rowCount, int columns, TStep step)
        where T : unmanaged
        where TStep : struct, ILightStep<T>
    {
        if (rowCount == 1 || rows[1] - rows[0] != columns || columns * sizeof(T) < FewestBytes)
        {
            Of(rows, rowCount, columns, step);
            return;
        }

        TakeOne(rows[0], columns, step, isFirst: true);
        for (int row = 1; row < rowCount; row++)
        {
            TakeOne(rows[row], columns, step, isFirst: false);
        }
    }

    // A method of its own, so that what a step knows is in registers. Four steps at a time: the next row is on its way before this one ends.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TakeOne<T, TStep>(T* row, int columns, TStep step, bool isFirst)
        where T : unmanaged
        where TStep : struct, ILightStep<T>
    {
        int next = 0;
        if (isFirst)
        {
            for (; next < columns - step.Width; next += step.Width)
            {
                step.TakeOne(row, next, isFirst: true, isLast: false);
            }
        }
        else
        {
            for (; next < columns - (4 * step.Width); next += 4 * step.Width)
            {
                step.TakeOne(row, next, isFirst: false, isLast: false);
                step.TakeOne(row, next + step.Width, isFirst: false, isLast: false);
                step.TakeOne(row, next + (2 * step.Width), isFirst: false, isLast: false);
                step.TakeOne(row, next + (3 * step.Width), isFirst: false, isLast: false);
            }

            for (; next < columns - step.Width; next += step.Width)
            {
                step.TakeOne(row, next, isFirst: false, isLast: false);
            }
        }

        step.TakeOne(row, columns - step.Width, isFirst, isLast: next > columns - step.Width);
    }
}

/// <summary>What is done with some columns of a few rows.</summary>
internal unsafe interface IColumnStep<T>
    where T : unmanaged
{
    /// <summary>How many columns a step takes.</summary>
    int Width { get; }

    /// <summary>Takes the columns from <paramref name="column"/> on.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="some">How many.</param>
    /// <param name="column">The first column.</param>
    /// <param name="isFirst">These are the first rows: nothing is known of the columns.</param>
    /// <param name="isLast">The step overlaps the one before it: what adds up does so in memory of its own.</param>
    void Take(T** rows, int some, int column, bool isFirst, bool isLast);
}

/// <summary>A step that does so little that what is kept of the columns may come from memory and go there with each row.</summary>
internal unsafe interface ILightStep<T> : IColumnStep<T>
    where T : unmanaged
{
    /// <summary>Takes the columns of one row from <paramref name="column"/> on.</summary>
    void TakeOne(T* row, int column, bool isFirst, bool isLast);
}
