using System;
using MemMap.Transforming;

namespace MemMap.Series;

/// <summary>Statistics of all windows of a length that is some blocks and an element, and a few elements more. A box has the windows that
/// end in a block. All of them begin in as many neighbours, and have all whole blocks between in common: these are the beginning of what is
/// known from each of the neighbours on, so that each window merges two states, however long it is.</summary>
/// <remarks>
/// <code>
///       |  block     |  block     |  block     |  block     |
///   window   [suffix | whole blocks, from the tree |prefix]
/// </code>
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
        int columns = box.Columns, states = WindowLoops<TState, TWindow>.StatesOf(statistic, columns);
        long block = box.FirstRow / windows.BlockRows, firstOfAll = box.FirstRow - windows.Length + 1;
        bool haveHead = firstOfAll + box.Rows > 0;

        // Behind the elements that windows begin with: the first whole block.
        long whole = haveHead ? block - ((windows.Length - 1) / windows.BlockRows) + 1 : 0;
        long from = Math.Max(0, firstOfAll), headRows = haveHead ? (whole * windows.BlockRows) - from : 0;
        using var memory = new AlignedMemory((headRows + 2) * states * sizeof(TState));
        var suffixes = (TState*)memory.Origin;
        TState* middle = suffixes + (headRows * states), prefixes = middle + states;
        tree.Merge(statistic, whole, block, middle);
        if (haveHead)
        {
            double* head = Read(reader, box, from, headRows);
            WindowLoops<TState, TWindow>.Suffixes(statistic, head, headRows, columns, windows.SkipNaN, suffixes, middle);
        }

        new Span<TState>(prefixes, states).Clear();
        double* made = target.Room(box.Elements), numbers = Read(reader, box, box.FirstRow, box.Rows);
        for (long i = 0; i < box.Rows; i++)
        {
            TState* before = haveHead ? suffixes + ((Math.Max(0, firstOfAll + i) - from) * states) : middle;
            WindowLoops<TState, TWindow>.Row(
                statistic, numbers + (i * columns), columns, windows, before, prefixes, made + (i * columns));
        }

        return target.Put(0, made, box.Elements);
    }

    private double* Read(BoxReader<double> reader, in SeriesBox box, long row, long rows) => reader.Read(
        box.SourceOffset + ((row - box.FirstRow) * Plan.SourceStrides[Plan.SeriesAxis]), box.LengthsWith(Plan.SeriesAxis, rows));
}
