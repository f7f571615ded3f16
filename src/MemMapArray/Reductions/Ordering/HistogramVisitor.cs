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
    // Neighbours are counted apart: an increment that waits for the one before takes several times as long. Those below come first, those above last.
    private readonly long[] _tables = new long[HistogramLoops.Tables * (bins.Count + 2)];

    // There are so few small elements that each is counted by itself.
    private readonly KeyCounts<T>? _small = sizeof(T) <= sizeof(short) ? new() : null;

    /// <summary>How many threads there is memory for.</summary>
    public static int Threads(int bins)
    {
        long bytes = (sizeof(T) <= sizeof(short) ? KeyCounts<T>.Bytes : 0) + ((long)HistogramLoops.Tables * sizeof(long) * (bins + 2L));
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

        fixed (long* tables = _tables)
        {
            for (int i = HistogramLoops.Count(elements, count, bins, tables); i < count; i++)
            {
                tables[bins.Of(Value(Unsafe.ReadUnaligned<T>(elements + i))) + 1]++;
            }
        }
    }

    public override void Merge()
    {
        _small?.ForEach((key, found) => _tables[bins.Of(Value(OrderKey.ToElement<T>(key))) + 1] += found);
        _small?.Dispose();
        for (int bin = 0; bin < counts.Length; bin++)
        {
            for (int table = 0; table < HistogramLoops.Tables; table++)
            {
                counts[bin] += _tables[(table * (bins.Count + 2)) + bin + 1];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Value(T element)
    {
        double value = Element.ToNearestDouble(element);
        return isOfTruths && value != 0 ? 1 : value;
    }
}
