using System;
using System.Runtime.CompilerServices;

namespace MemMap.Series;

/// <summary>The inner loops of windows.</summary>
/// <remarks>There are as many columns as a state is of, at least. The last state may have some columns of the one before.</remarks>
internal static unsafe class WindowLoops<TState, TWindow>
    where TState : unmanaged
    where TWindow : struct, IWindow<TState>
{
    /// <summary>How many states some columns have.</summary>
    public static int StatesOf(TWindow statistic, int columns) => (columns + statistic.Width - 1) / statistic.Width;

    /// <summary>Of each row of a block: what is known from there to the block's end, and of what comes behind.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Suffixes(TWindow statistic, double* numbers, long rows, int columns, bool skipNaN, TState* suffixes, TState* behind)
    {
        int states = StatesOf(statistic, columns), last = columns - statistic.Width;
        for (long row = rows - 1; row >= 0; row--)
        {
            double* x = numbers + (row * columns);
            TState* to = suffixes + (row * states);
            for (int i = 0; i < states; i++)
            {
                TState state = row == rows - 1 ? behind[i] : to[states + i];
                statistic.Add(ref state, x + ColumnOf(statistic, i, last), skipNaN);
                to[i] = state;
            }
        }
    }

    /// <summary>Appends some rows to states.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Append(TWindow statistic, double* numbers, long rows, int columns, bool skipNaN, TState* states)
    {
        int count = StatesOf(statistic, columns), last = columns - statistic.Width;
        for (long row = 0; row < rows; row++, numbers += columns)
        {
            for (int i = 0; i < count; i++)
            {
                TState state = states[i];
                statistic.Add(ref state, numbers + ColumnOf(statistic, i, last), skipNaN);
                states[i] = state;
            }
        }
    }

    /// <summary>Puts states together, one by one.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Merge(TWindow statistic, TState* ones, TState* others, int count, TState* both)
    {
        for (int i = 0; i < count; i++)
        {
            both[i] = statistic.Merge(ones[i], others[i]);
        }
    }

    /// <summary>Appends a row to the states of the block that windows end in, and makes their results.</summary>
    /// <param name="statistic">What is made.</param>
    /// <param name="numbers">The row.</param>
    /// <param name="columns">How many windows.</param>
    /// <param name="windows">How many elements they must have.</param>
    /// <param name="before">What is known of their elements in the blocks before; null where they have none there.</param>
    /// <param name="prefixes">What is known of the block's rows up to this one.</param>
    /// <param name="results">Where to; null where nobody asks.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Row(
        TWindow statistic, double* numbers, int columns, in RollingWindows windows, TState* before, TState* prefixes, double* results)
    {
        Append(statistic, numbers, 1, columns, windows.SkipNaN, prefixes);
        if (results == null)
        {
            return;
        }

        double least = windows.MinCount;
        int states = StatesOf(statistic, columns), last = columns - statistic.Width;
        for (int i = 0; i < states; i++)
        {
            TState window = before == null ? prefixes[i] : statistic.Merge(before[i], prefixes[i]);
            statistic.Finish(window, least, results + ColumnOf(statistic, i, last));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ColumnOf(TWindow statistic, int state, int last) =>
        statistic.Width == 1 ? state : Math.Min(state * statistic.Width, last);
}
