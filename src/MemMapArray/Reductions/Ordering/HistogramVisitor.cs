using System.Runtime.CompilerServices;
using MemMap.Reductions.Engine;

namespace MemMap.Reductions.Ordering;

/// <summary>One thread's counts of elements by bins.</summary>
/// <param name="bins">The bins.</param>
/// <param name="isOfTruths">Elements are true or not: any but 0 counts as 1.</param>
/// <param name="counts">Take the counts.</param>
internal sealed unsafe class HistogramVisitor<T>(HistogramBins bins, bool isOfTruths, long[] counts) : ElementVisitor<T>
    where T : unmanaged
{
    // Neighbours are counted apart: an increment that waits for the one before takes several times as long.
    private const int Tables = 4;

    // Those below come first, those above last.
    private readonly long[] _tables = new long[Tables * (bins.Count + 2)];
    private readonly ushort[] _pairs = new ushort[HistogramLoops.Pairs<T>(bins)];
    private readonly byte[] _places = PlacesOfBytes(bins, isOfTruths);

    // There are so few small elements that each is counted by itself.
    private readonly KeyCounts<T>? _small = sizeof(T) <= sizeof(short) && !HistogramLoops.IsFor<T>(bins) ? new() : null;

    private readonly bool _areMany = HistogramLoops.IsFor<T>(bins);

    // So many elements until a counter of pairs may be full.
    private int _left = MostUntilAdded;

    private const int MostUntilAdded = 2 * ushort.MaxValue;

    /// <summary>How many threads there is memory for.</summary>
    public static int Threads(HistogramBins bins)
    {
        long small = sizeof(T) <= sizeof(short) && !HistogramLoops.IsFor<T>(bins) ? KeyCounts<T>.Bytes : 0;
        long bytes = small + (HistogramLoops.Pairs<T>(bins) * sizeof(ushort)) + ((long)Tables * sizeof(long) * (bins.Count + 2L));
        return (int)System.Math.Max(1, OrderingLimits.Default.PassBytes / bytes);
    }

    [MethodImpl(HotPath.Optimized)]
    public override void Visit(int column, T* elements, int count, long position, ulong* truths)
    {
        if (_small is not null)
        {
            _small.Add(elements, count);
            return;
        }

        if ((_left -= count) < 0)
        {
            AddPairs();
            _left -= count;
        }

        fixed (long* tables = _tables)
        fixed (ushort* pairs = _pairs)
        fixed (byte* places = _places)
        {
            for (int i = _areMany ? HistogramLoops.Count(elements, count, bins, places, tables, pairs) : 0; i < count; i++)
            {
                tables[PlaceOf(bins, isOfTruths, Unsafe.ReadUnaligned<T>(elements + i))]++;
            }
        }
    }

    public override void Merge()
    {
        AddPairs();
        _small?.ForEach((key, found) => _tables[PlaceOf(bins, isOfTruths, OrderKey.ToElement<T>(key))] += found);
        _small?.Dispose();
        for (int bin = 0; bin < counts.Length; bin++)
        {
            for (int table = 0; table < Tables; table++)
            {
                counts[bin] += _tables[(table * (bins.Count + 2)) + bin + 1];
            }
        }
    }

    private void AddPairs()
    {
        _left = MostUntilAdded;
        fixed (long* tables = _tables)
        fixed (ushort* pairs = _pairs)
        {
            if (pairs != null)
            {
                HistogramLoops.AddPairs(pairs, bins.Count + 2, tables);
            }
        }
    }

    private static byte[] PlacesOfBytes(HistogramBins bins, bool isOfTruths)
    {
        byte[] places = new byte[sizeof(T) == sizeof(byte) && HistogramLoops.IsFor<T>(bins) ? 1 << 8 : 0];
        for (int value = 0; value < places.Length; value++)
        {
            byte element = (byte)value;
            places[value] = (byte)PlaceOf(bins, isOfTruths, *(T*)&element);
        }

        return places;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(HistogramBins bins, bool isOfTruths, T element)
    {
        double value = Element.ToNearestDouble(element);
        return bins.Of(isOfTruths && value != 0 ? 1 : value) + 1;
    }
}
