using System;
using MemMap.Transforming;

namespace MemMap.Series;

/// <summary>Statistics of all windows of a length that is many blocks: each window is the end of one, some whole ones, and the beginning of
/// another. A box has the windows that end in one block.</summary>
/// <remarks>
/// <code>
///            |  block     |  block     |  block     |  block     |
///   window          [suffix|   whole, from the tree  |prefix]
/// </code>
/// What is read is the block that windows end in, and the two that they begin in.
/// </remarks>
internal sealed unsafe class LongRollingWork<TTarget, TState, TWindow>(
    SeriesCall<TTarget> call, SeriesPlan plan, TWindow statistic, RollingWindows windows, BlockTree<TState, TWindow> tree)
    : SeriesWork<double, double, TTarget>(call, plan)
    where TTarget : unmanaged
    where TState : unmanaged
    where TWindow : struct, IWindow<TState>
{
    protected override string What => "The result of the window that ends";

    protected override long Make(long unit, in SeriesBox box, BoxReader<double> reader, SeriesResults<double, TTarget> target)
    {
        double* made = target.Room(box.Elements), results = made;
        int columns = box.Columns, states = WindowLoops<TState, TWindow>.StatesOf(statistic, columns);
        long blockRows = windows.BlockRows, perBlock = blockRows * states, block = box.FirstRow / blockRows, read = -1;
        using var memory = new AlignedMemory((perBlock + (3L * states)) * sizeof(TState));
        using var copy = new AlignedMemory(box.Rows * columns * sizeof(double));
        var suffixes = (TState*)memory.Origin;
        TState* prefixes = suffixes + perBlock, middle = prefixes + states, before = middle + states;
        var numbers = (double*)copy.Origin;
        Buffer.MemoryCopy(Read(reader, box, box.FirstRow, box.Rows), numbers, box.Rows * columns * sizeof(double), box.Rows * columns * sizeof(double));
        new Span<TState>(prefixes, states).Clear();
        tree.Merge(statistic, 0, block, middle);
        for (long i = 0; i < box.Rows; i++, numbers += columns, results += columns)
        {
            // The block that a window begins in goes on once, at most twice, while the one that it ends in stays.
            long first = box.FirstRow + i - windows.Length + 1, begun = first / blockRows;
            if (first >= 0 && begun != read)
            {
                double* head = Read(reader, box, begun * blockRows, blockRows);
                WindowLoops<TState, TWindow>.Suffixes(statistic, head, blockRows, columns, windows.SkipNaN, suffixes);
                tree.Merge(statistic, begun + 1, block, middle);
                read = begun;
            }

            TState* known = middle;
            if (first >= 0)
            {
                known = before;
                WindowLoops<TState, TWindow>.Merge(statistic, suffixes + ((first - (begun * blockRows)) * states), middle, states, before);
            }

            WindowLoops<TState, TWindow>.Row(statistic, numbers, columns, windows, known, prefixes, results);
        }

        return target.Put(0, made, box.Elements);
    }

    private double* Read(BoxReader<double> reader, in SeriesBox box, long row, long rows) => reader.Read(
        box.SourceOffset + ((row - box.FirstRow) * Plan.SourceStrides[Plan.SeriesAxis]), box.LengthsWith(Plan.SeriesAxis, rows));
}
