using System;
using MemMap.Transforming;

namespace MemMap.Series;

/// <summary>Statistics of all windows of a length that fits a processor's cache, a step apart (<see cref="RollingBlocks{TState, TWindow}"/>).
/// </summary>
internal unsafe class ShortRollingWork<TTarget, TState, TWindow>(
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
        using var memory = new AlignedMemory(BytesOf(box.Columns));
        for (long line = 0; line < box.Lines; line++)
        {
            MakeLine(box, from, numbers + (line * rows * box.Columns), (byte*)memory.Origin, results + (line * box.Rows * box.Columns));
        }

        return target.Put(0, results, box.Elements);
    }

    /// <summary>How many bytes of memory a line of so many columns takes.</summary>
    protected virtual long BytesOf(int columns) => RollingBlocks<TState, TWindow>.BytesOf(statistic, windows, columns);

    /// <summary>Makes the results of a line.</summary>
    /// <param name="box">The box that has it.</param>
    /// <param name="from">The row where a block begins that has, if it is not the first, the beginning of the first window.</param>
    /// <param name="numbers">The line from there.</param>
    /// <param name="memory">Memory.</param>
    /// <param name="results">Where to.</param>
    protected virtual void MakeLine(in SeriesBox box, long from, double* numbers, byte* memory, double* results) =>
        RollingBlocks<TState, TWindow>.Make(
            statistic, windows, box.Columns, from, box.FirstRow, box.FirstRow + box.Rows, numbers, (TState*)memory, results);
}
