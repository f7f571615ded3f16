namespace MemMap.Reductions.Ordering;

/// <content>Without vectors elements are looked at one by one.</content>
internal sealed unsafe partial class EdgeCounter<T>
{
    private static bool IsSupported => false;

    /// <summary>Counts as many as it can.</summary>
    /// <returns>How many those are.</returns>
    public int Count(T* elements, int count, long* reached)
    {
        _ = (nint)elements + (nint)reached + count + _edges.Length + _last.Length + _reachedByAll;
        return 0;
    }

    private static int MostOf(HistogramBins bins) => bins.Count - bins.Count;
}
