namespace MemMap.Reductions.Ordering;

/// <summary>Counts elements by bins, many at a time: not without vectors.</summary>
internal static unsafe class HistogramLoops
{
    /// <summary>So many tables of counters there are.</summary>
    public const int Tables = 4;

    /// <summary>Counts as many as it can.</summary>
    /// <returns>How many those are.</returns>
    public static int Count<T>(T* elements, int count, HistogramBins bins, long* counters)
        where T : unmanaged
    {
        _ = (nint)elements + count + (nint)counters + bins.Count;
        return 0;
    }
}
