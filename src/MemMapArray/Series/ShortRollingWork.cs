using System;
using MemMap.Transforming;

namespace MemMap.Series;

/// <summary>
/// Statistics of all windows of a length that fits a processor's cache, a step apart. Series are cut into blocks as long as a window: each
/// window is the end of one block and the beginning of the next, so that each element is added to two states and each window merges two,
/// however long it is (van Herk, 1992; Gil and Werman, 1993).
/// </summary>
/// <remarks>
/// <code>
///            |  block     |  block     |  block     |
///   window          [suffix|prefix]
/// </code>
/// </remarks>
internal sealed unsafe class ShortRollingWork<TTarget, TState, TWindow>(
    SeriesCall<TTarget> call, SeriesPlan plan, TWindow statistic, RollingWindows windows) : SeriesWork<double, double, TTarget>(call, plan)
    where TTarget : unmanaged
    where TState : unmanaged
    where TWindow : struct, IWindow<TState>
{
    protected override string What => "The result of the window that ends";

    protected override long Make(long unit, in SeriesBox box, BoxReader<double> reader, SeriesResults<double, TTarget> target)
    {
        double* results = target.Room(box.Elements);
        long length = windows.Length, from = Math.Max(0, box.FirstRow - length + 1) / length * length, rows = box.Rows + box.FirstRow - from;
        double* numbers = reader.Read(
            box.SourceOffset + ((from - box.FirstRow) * Plan.SourceStrides[Plan.SeriesAxis]), box.LengthsWith(Plan.SeriesAxis, rows));
        using var memory = new AlignedMemory((length + 2) * WindowLoops<TState, TWindow>.StatesOf(statistic, box.Columns) * sizeof(TState));
        for (long line = 0; line < box.Lines; line++)
        {
            MakeLine(box, from, numbers + (line * rows * box.Columns), (TState*)memory.Origin, results + (line * box.Rows * box.Columns));
        }

        return target.Put(0, results, box.Elements);
    }

    private void MakeLine(in SeriesBox box, long from, double* numbers, TState* suffixes, double* results)
    {
        int columns = box.Columns, states = WindowLoops<TState, TWindow>.StatesOf(statistic, columns);
        long length = windows.Length, end = box.FirstRow + box.Rows;
        TState* prefixes = suffixes + (length * states), nothing = prefixes + states;
        new Span<TState>(nothing, states).Clear();
        for (long block = from; block < end; block += length)
        {
            long rows = Math.Min(length, end - block);
            new Span<TState>(prefixes, states).Clear();
            for (long i = 0; i < rows; i++, numbers += columns)
            {
                // The window that ends with the block is all of it.
                bool isWhole = block == 0 || i == length - 1, isAsked = block + i >= box.FirstRow;
                WindowLoops<TState, TWindow>.Row(
                    statistic, numbers, columns, windows, isWhole ? null : suffixes + ((i + 1) * states), prefixes, isAsked ? results : null);
                results += isAsked ? columns : 0;
            }

            WindowLoops<TState, TWindow>.Suffixes(statistic, numbers - (rows * columns), rows, columns, windows.SkipNaN, suffixes, nothing);
        }
    }
}
