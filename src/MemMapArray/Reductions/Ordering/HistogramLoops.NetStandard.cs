namespace MemMap.Reductions.Ordering;

/// <summary>Counts elements by bins, many at a time: not without vectors.</summary>
internal static unsafe class HistogramLoops
{
    /// <summary>Whether elements are counted by bins here.</summary>
    public static bool IsFor<T>(HistogramBins bins)
        where T : unmanaged => sizeof(T) > sizeof(short) && bins.Count == 0;

    /// <summary>How many counters there are for pairs.</summary>
    public static int Pairs<T>(HistogramBins bins)
        where T : unmanaged => IsFor<T>(bins) ? 1 : 0;

    /// <summary>Counts as many as it can.</summary>
    /// <returns>How many those are.</returns>
    public static int Count<T>(T* elements, int count, HistogramBins bins, byte* places, long* tables, ushort* pairs)
        where T : unmanaged
    {
        _ = (nint)elements + (nint)places + (nint)tables + (nint)pairs + count + bins.Count;
        return 0;
    }

    /// <summary>Adds counters of pairs to those of places.</summary>
    public static void AddPairs(ushort* pairs, int places, long* table) => _ = (nint)pairs + (nint)table + places;
}
