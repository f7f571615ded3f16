using System.Numerics;
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
    /// <param name="counters">Tables of a counter for what is below, one for each bin, and one for what is above.</param>
    /// <returns>How many those are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Count<T>(T* elements, int count, HistogramBins bins, long* counters)
        where T : unmanaged
    {
        if (!bins.IsSure || sizeof(T) < sizeof(int) || Element.IsWideInteger<T>() || !Vector256.IsHardwareAccelerated)
        {
            return 0;
        }

        if (typeof(T) == typeof(float) && bins.IsSureOfSingles)
        {
            return CountSingles((float*)elements, count, bins, counters);
        }

        int table = bins.Count + 2, i = 0;
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

            Count(places, counters, table);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountSingles(float* elements, int count, HistogramBins bins, long* counters)
    {
        int table = bins.Count + 2, i = 0;
        Vector256<float> first = Vector256.Create((float)bins.Edges[0]), scale = Vector256.Create((float)bins.Scale);
        Vector256<float> sure = Vector256.Create((float)(0.5 - bins.SingleMargin));
        Vector256<int> last = Vector256.Create(bins.Count);
        int* places = stackalloc int[Rules.Lanes];
        for (; i <= count - Rules.Lanes; i += Rules.Lanes)
        {
            float* next = elements + i;
            Vector256<int> near = Place(next, first, scale, sure, last, places) | Place(next + 8, first, scale, sure, last, places + 8)
                | Place(next + 16, first, scale, sure, last, places + 16) | Place(next + 24, first, scale, sure, last, places + 24);
            if (near != default)
            {
                for (int j = 0; j < Rules.Lanes; j++)
                {
                    places[j] = bins.Of(next[j]) + 1;
                }
            }

            Count(places, counters, table);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Count<TPlace>(TPlace* places, long* counters, int table)
        where TPlace : unmanaged, IBinaryInteger<TPlace>
    {
        long* second = counters + table, third = second + table, fourth = third + table;
        for (TPlace* end = places + Rules.Lanes; places < end; places += Tables)
        {
            counters[long.CreateTruncating(places[0])]++;
            second[long.CreateTruncating(places[1])]++;
            third[long.CreateTruncating(places[2])]++;
            fourth[long.CreateTruncating(places[3])]++;
        }
    }

    // Which are near an edge, or so far from a number that they may be anything.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Place(
        float* elements, Vector256<float> first, Vector256<float> scale, Vector256<float> sure, Vector256<int> last, int* places)
    {
        Vector256<float> place = (Vector256.Load(elements) - first) * scale, whole = Vector256.Floor(place);
        Vector256<int> bin = Vector256.ConvertToInt32Native(whole);
        Vector256<int> kept = Vector256.Max(Vector256.Min(bin, last), Vector256<int>.AllBitsSet);
        (kept + Vector256<int>.One).Store(places);
        Vector256<float> isSure = Vector256.LessThanOrEqual(Vector256.Abs(place - whole - Vector256.Create(0.5f)), sure);
        return Vector256.AndNot(Vector256.Equals(bin, kept), isSure.AsInt32());
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
