using System;

namespace MemMap.Series;

/// <summary>The windows of some rows, by blocks as long as a window: each window is the end of one block and the beginning of the next, so
/// that each element is added to two states and each window merges two, however long it is (van Herk, 1992; Gil and Werman, 1993).</summary>
/// <remarks>
/// <code>
///            |  block     |  block     |  block     |
///   window          [suffix|prefix]
/// </code>
/// </remarks>
internal static unsafe class RollingBlocks<TState, TWindow>
    where TState : unmanaged
    where TWindow : struct, IWindow<TState>
{
    /// <summary>How many bytes the states of a block take.</summary>
    public static long BytesOf(TWindow statistic, in RollingWindows windows, int columns) =>
        (windows.Length + 2) * WindowLoops<TState, TWindow>.StatesOf(statistic, columns) * sizeof(TState);

    /// <summary>Makes the results of some rows.</summary>
    /// <param name="statistic">What is made.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="columns">How many columns there are side by side.</param>
    /// <param name="from">The row where a block begins that has, if it is not the first, the beginning of the first window.</param>
    /// <param name="first">The first row that has a result.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="numbers">The row at <paramref name="from"/>.</param>
    /// <param name="suffixes">Memory for states.</param>
    /// <param name="results">Where to.</param>
    public static void Make(
        TWindow statistic, in RollingWindows windows, int columns, long from, long first, long end, double* numbers, TState* suffixes,
        double* results)
    {
        int states = WindowLoops<TState, TWindow>.StatesOf(statistic, columns);
        long length = windows.Length;
        TState* prefixes = suffixes + (length * states), nothing = prefixes + states;
        new Span<TState>(nothing, states).Clear();
        for (long block = from; block < end; block += length)
        {
            long rows = Math.Min(length, end - block);
            new Span<TState>(prefixes, states).Clear();
            for (long i = 0; i < rows; i++, numbers += columns)
            {
                // The window that ends with the block is all of it.
                bool isWhole = block == 0 || i == length - 1, isAsked = block + i >= first;
                WindowLoops<TState, TWindow>.Row(
                    statistic, numbers, columns, windows, isWhole ? null : suffixes + ((i + 1) * states),
                    prefixes, isAsked ? results : null);
                results += isAsked ? columns : 0;
            }

            WindowLoops<TState, TWindow>.Suffixes(statistic, numbers - (rows * columns), rows, columns, windows.SkipNaN, suffixes, nothing);
        }
    }
}
