using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <summary>Counts elements by bins of one width, 64 at a time: vectors say which bin, and of those so near to an edge that arithmetic
/// may be wrong, the edges. A place is 0 below the bins, the number of the bin from 1, or one more than there are above.</summary>
/// <remarks>To count takes most of the time, an increment each. Of few bins, neighbours go into one counter for their pair.</remarks>
internal static unsafe class HistogramLoops
{
    // Their counters, of 16 bits, fill the first cache.
    private const int MostPairs = 1 << 14;

    // Bins of 16-bit elements are wide, or many elements lie on an edge.
    private const double LeastWidth = 512;

    private const int AtATime = 64;

    // To count takes longer than to read, so that memory would wait: with this 1 GiB takes 60 ms, without it 87.
    private const int PrefetchBytes = 2048;

    // What was stored by a vector is read again only when it has left the processor's store buffer.
    private const int Behind = 64;

    /// <summary>Whether 16-bit elements are counted by steps.</summary>
    public static bool TakesSteps => Avx512BW.IsSupported;

    /// <summary>Whether elements are counted by bins here; otherwise there are so few small ones that each is counted by itself.</summary>
    /// <param name="bins">The bins.</param>
    /// <param name="steps">Of 16-bit elements, the steps that the bins are, if there are such.</param>
    public static bool IsFor<T>(HistogramBins bins, PlaceSteps? steps)
        where T : unmanaged =>
        bins.IsSure && Vector256.IsHardwareAccelerated
        && (sizeof(T) == sizeof(byte) ? Avx512Vbmi.IsSupported && HasPairs(bins)
            : typeof(T) == typeof(short) || typeof(T) == typeof(ushort)
                ? HasPairs(bins) && (steps is not null || (bins.IsSureOfSingles && bins.Scale < 1 / LeastWidth))
            : sizeof(T) >= sizeof(int) && !Element.IsWideInteger<T>() && bins.Count < ushort.MaxValue - 1);

    /// <summary>Whether neighbours are counted as pairs.</summary>
    public static bool HasPairs(HistogramBins bins) => bins.Count + 2L <= MostPairs / (bins.Count + 2L);

    /// <summary>Counts as many as it can.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="count">How many there are: no more than a block.</param>
    /// <param name="bins">The bins.</param>
    /// <param name="steps">Of 16-bit elements, the steps that they are, if there are such.</param>
    /// <param name="places">Of bytes, the place of each.</param>
    /// <param name="tables">Tables of a counter for each place.</param>
    /// <param name="pairs">A counter for each pair of places, if there are such.</param>
    /// <returns>How many those are.</returns>
    public static int Count<T>(T* elements, int count, HistogramBins bins, PlaceSteps? steps, byte* places, long* tables, ushort* pairs)
        where T : unmanaged
    {
        if (steps is not null)
        {
            fixed (ushort* last = steps.Last)
            {
                return Count(elements, count, new PlacesOfShorts<T>(steps, last), bins, tables, pairs);
            }
        }

        return sizeof(T) == sizeof(byte) ? Count(elements, count, new PlacesOfBytes<T>(places), bins, tables, pairs)
            : sizeof(T) == sizeof(short) || (typeof(T) == typeof(float) && bins.IsSureOfSingles)
                ? Count(elements, count, new PlacesOfSingles<T>(bins), bins, tables, pairs)
            : Count(elements, count, new PlacesOfDoubles<T>(bins), bins, tables, pairs);
    }

    /// <summary>Adds counters of pairs to those of places, and clears them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddPairs(ushort* pairs, int places, long* table)
    {
        uint* ofSecond = stackalloc uint[places];
        new Span<uint>(ofSecond, places).Clear();
        for (int first = 0; first < places; first++, pairs += places)
        {
            Vector256<uint> ofFirst = default;
            int i = 0;
            for (; i <= places - Vector256<ushort>.Count; i += Vector256<ushort>.Count)
            {
                (Vector256<uint> a, Vector256<uint> b) = Vector256.Widen(Vector256.Load(pairs + i));
                ofFirst += a + b;
                (Vector256.Load(ofSecond + i) + a).Store(ofSecond + i);
                (Vector256.Load(ofSecond + i + 8) + b).Store(ofSecond + i + 8);
            }

            table[first] += Vector256.Sum(ofFirst);
            for (; i < places; i++)
            {
                table[first] += pairs[i];
                ofSecond[i] += pairs[i];
            }

            new Span<ushort>(pairs, places).Clear();
        }

        for (int second = 0; second < places; second++)
        {
            table[second] += ofSecond[second];
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Count<T, TPlaces>(T* elements, int count, TPlaces places, HistogramBins bins, long* tables, ushort* pairs)
        where T : unmanaged
        where TPlaces : struct, IPlaces<T>
    {
        int table = bins.Count + 2, i = 0;
        Vector512<ushort> length = Vector512.Create((ushort)table);
        ushort* found = stackalloc ushort[Rules.BlockElements], next = found, counted = found;
        for (; i <= count - AtATime; i += AtATime)
        {
            Prefetch.Step((byte*)(elements + i) + PrefetchBytes, sizeof(T) * AtATime);
            ulong unsure = places.Find(elements + i, out Vector512<ushort> a, out Vector512<ushort> b);
            if (unsure != 0)
            {
                CountOneByOne(elements + i, unsure, bins, tables);
            }

            if (pairs != null)
            {
                Vector512<ushort> both = (a * length) + b;
                if (both == Vector512.Create(both.ToScalar()))
                {
                    pairs[both.ToScalar()] += AtATime / 2;
                    continue;
                }

                both.Store(next);
                next += AtATime / 2;
            }
            else
            {
                a.Store(next);
                b.Store(next + (AtATime / 2));
                next += AtATime;
            }

            if (next - counted > Behind)
            {
                counted = CountTo(next - Behind, counted, tables, table, pairs);
            }
        }

        CountTo(next, counted, tables, table, pairs);
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ushort* CountTo(ushort* end, ushort* places, long* tables, int table, ushort* pairs)
    {
        if (pairs != null)
        {
            for (; places < end; places += 4)
            {
                pairs[places[0]]++;
                pairs[places[1]]++;
                pairs[places[2]]++;
                pairs[places[3]]++;
            }

            return places;
        }

        long* second = tables + table, third = second + table, fourth = third + table;
        for (; places < end; places += 4)
        {
            tables[places[0]]++;
            second[places[1]]++;
            third[places[2]]++;
            fourth[places[3]]++;
        }

        return places;
    }

    // They were said to be at 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountOneByOne<T>(T* elements, ulong which, HistogramBins bins, long* table)
        where T : unmanaged
    {
        for (; which != 0; which &= which - 1)
        {
            table[0]--;
            table[bins.Of(Element.ToNearestDouble(Unsafe.ReadUnaligned<T>(elements + Truths.First(which)))) + 1]++;
        }
    }
}
