namespace MemMap.Reductions.Ordering;

/// <summary>Counts elements by bins, many at a time: not without vectors.</summary>
internal static unsafe class HistogramLoops
{
    /// <summary>Whether 16-bit elements are counted by steps.</summary>
    public static bool TakesSteps => false;

    /// <summary>Whether elements are counted by bins here.</summary>
    public static bool IsFor<T>(HistogramBins bins, PlaceSteps? steps)
        where T : unmanaged => sizeof(T) > sizeof(short) && bins.Count == 0 && steps is null;

    /// <summary>Whether neighbours are counted as pairs.</summary>
    public static bool HasPairs(HistogramBins bins) => bins.Count == 0;

    /// <summary>Counts as many as it can.</summary>
    /// <returns>How many those are.</returns>
    public static int Count<T>(T* elements, int count, HistogramBins bins, PlaceSteps? steps, byte* places, long* tables, ushort* pairs)
        where T : unmanaged
    {
        _ = (nint)elements + (nint)places + (nint)tables + (nint)pairs + count + bins.Count + (steps?.Shift ?? 0);
        return 0;
    }

    /// <summary>Adds counters of pairs to those of places.</summary>
    public static void AddPairs(ushort* pairs, int places, long* table) => _ = (nint)pairs + (nint)table + places;
}
