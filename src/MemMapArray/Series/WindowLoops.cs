using System.Runtime.CompilerServices;

namespace MemMap.Series;

/// <summary>The inner loops of windows.</summary>
internal static unsafe class WindowLoops<TState, TWindow>
    where TState : unmanaged
    where TWindow : struct, IWindow<TState>
{
    /// <summary>Of each element of a block: what is known from there to the block's end.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Suffixes(TWindow statistic, double* numbers, long rows, int columns, bool skipNaN, TState* suffixes)
    {
        for (long row = rows - 1; row >= 0; row--)
        {
            for (long i = row * columns; i < (row + 1) * columns; i++)
            {
                TState state = row == rows - 1 ? default : suffixes[i + columns];
                if (!skipNaN || !double.IsNaN(numbers[i]))
                {
                    statistic.Add(ref state, numbers[i]);
                }

                suffixes[i] = state;
            }
        }
    }

    /// <summary>Appends some rows to states.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Append(TWindow statistic, double* numbers, long rows, int columns, bool skipNaN, TState* states)
    {
        for (long row = 0; row < rows; row++, numbers += columns)
        {
            for (int column = 0; column < columns; column++)
            {
                if (!skipNaN || !double.IsNaN(numbers[column]))
                {
                    statistic.Add(ref states[column], numbers[column]);
                }
            }
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
        bool skipNaN = windows.SkipNaN;
        double least = windows.MinCount;
        Append(statistic, numbers, 1, columns, skipNaN, prefixes);
        if (results == null)
        {
            return;
        }

        for (int column = 0; column < columns; column++)
        {
            TState window = before == null ? prefixes[column] : statistic.Merge(before[column], prefixes[column]);
            double result = statistic.CountOf(window) < least ? double.NaN : statistic.Finish(window);
            results[column] = double.IsNaN(result) ? double.NaN : result;
        }
    }
}
