using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Ordering;

/// <summary>Counts elements by bins of one width, 32 at a time: arithmetic says which bin, and where it is so near to an edge that it may be
/// wrong, the edges.</summary>
internal static unsafe class HistogramLoops
{
    /// <summary>So many tables of counters there are.</summary>
    public const int Tables = 4;

    private const double TwoTo52 = 4503599627370496;
    private const long TwoTo52Fraction = (1L << 52) - 1;

    /// <summary>Counts as many as it can.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="bins">The bins.</param>
    /// <param name="counters">Tables of a counter for what is beyond, and one for each bin.</param>
    /// <returns>How many those are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Count<T>(T* elements, int count, HistogramBins bins, long* counters)
        where T : unmanaged
    {
        if (!bins.IsSure || sizeof(T) < sizeof(int) || Element.IsWideInteger<T>() || !Vector256.IsHardwareAccelerated)
        {
            return 0;
        }

        int table = bins.Count + 1, i = 0;
        Vector512<double> first = Vector512.Create(bins.Edges[0]), last = Vector512.Create(bins.Edges[^1]);
        Vector512<double> scale = Vector512.Create(bins.Scale), margin = Vector512.Create(bins.Margin);
        long* places = stackalloc long[Rules.Lanes];
        for (; i <= count - Rules.Lanes; i += Rules.Lanes)
        {
            Lanes.Load(elements + i, out Vector512<double> a, out Vector512<double> b, out Vector512<double> c, out Vector512<double> d);
            Vector512<double> near = Place(a, first, last, scale, margin, places) | Place(b, first, last, scale, margin, places + 8)
                | Place(c, first, last, scale, margin, places + 16) | Place(d, first, last, scale, margin, places + 24);
            if (near.ExtractMostSignificantBits() != 0)
            {
                Lanes.Store((double*)places, a, b, c, d);
                for (int j = 0; j < Rules.Lanes; j++)
                {
                    places[j] = bins.Of(((double*)places)[j]) + 1;
                }
            }

            for (int j = 0; j < Rules.Lanes; j += Tables)
            {
                counters[places[j]]++;
                counters[table + places[j + 1]]++;
                counters[(2 * table) + places[j + 2]]++;
                counters[(3 * table) + places[j + 3]]++;
            }
        }

        return i;
    }

    // Which are near an edge.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Place(
        Vector512<double> values, Vector512<double> first, Vector512<double> last, Vector512<double> scale, Vector512<double> margin, long* places)
    {
        Vector512<double> inside = Vector512.GreaterThanOrEqual(values, first) & Vector512.LessThanOrEqual(values, last);
        Vector512<double> place = (values - first) * scale, whole = Vector512.Floor(place), part = place - whole;

        // An integer plus 2^52 has the integer in its last bits: not every processor has a conversion.
        Vector512<double> integers = Vector512.ConditionalSelect(inside, whole + Vector512<double>.One, default) + Vector512.Create(TwoTo52);
        (integers.AsInt64() & Vector512.Create(TwoTo52Fraction)).Store(places);
        return inside & (Vector512.LessThan(part, margin) | Vector512.GreaterThan(part, Vector512<double>.One - margin));
    }
}
