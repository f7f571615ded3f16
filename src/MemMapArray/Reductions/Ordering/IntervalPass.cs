using System;
using System.Linq;

namespace MemMap.Reductions.Ordering;

/// <summary>What a pass over some columns is to find, and finds: how many elements there are, how many are numbers, and how many lie below and
/// inside of each interval, and of each of its parts where it is divided. All are counts that are added. Elements of intervals that are
/// not divided are kept, where there is memory for it.</summary>
internal sealed partial class IntervalPass<T> : IDisposable
    where T : unmanaged
{
    /// <param name="intervals">For each column, intervals that do not overlap, in ascending order.</param>
    /// <param name="keptBytes">How much memory there is to keep elements of those that are not divided; 0 for none.</param>
    /// <param name="countsNumbers">Whether it matters which are numbers.</param>
    /// <param name="threads">How many threads there are at most.</param>
    public IntervalPass(KeyInterval[][] intervals, long keptBytes, bool countsNumbers, int threads)
    {
        Intervals = intervals;
        CountsNumbers = countsNumbers && Element.IsFloatingPoint<T>();
        Counts = new long[intervals.Length];
        Numbers = new long[intervals.Length];
        Lower = new long[intervals.Length];
        First = new int[intervals.Length + 1];
        for (int column = 0; column < intervals.Length; column++)
        {
            First[column + 1] = First[column] + intervals[column].Length;
        }

        All = [.. intervals.SelectMany(some => some)];
        int kept = keptBytes > 0 ? All.Count(IsKept) : 0;
        Arena = kept > 0 ? new(keptBytes, kept, threads) : null;
        foreach (KeyInterval interval in All)
        {
            interval.IsCollected = Arena is not null && IsKept(interval);
        }
    }

    /// <summary>For each column, its intervals.</summary>
    public KeyInterval[][] Intervals { get; }

    /// <summary>The intervals of all columns.</summary>
    public KeyInterval[] All { get; }

    /// <summary>Which of all is the first of each column.</summary>
    public int[] First { get; }

    /// <summary>Whether NaN is to be told from numbers.</summary>
    public bool CountsNumbers { get; }

    /// <summary>Where elements are kept.</summary>
    public KeyArena<T>? Arena { get; }

    /// <summary>How many elements each column has.</summary>
    public long[] Counts { get; }

    /// <summary>How many of them are numbers.</summary>
    public long[] Numbers { get; }

    /// <summary>How many of them are below all numbers.</summary>
    public long[] Lower { get; }

    public void Dispose() => Arena?.Dispose();

    private static bool IsKept(KeyInterval interval) => !interval.IsOne && interval.Counts is null;
}
