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
    // Neighbours are counted apart: an increment that waits for the one before takes several times as long. Those beyond come first.
    private readonly long[] _even = new long[bins.Count + 1];
    private readonly long[] _odd = new long[bins.Count + 1];

    [MethodImpl(HotPath.Optimized)]
    public override void Visit(int column, T* elements, int count, long position, ulong* truths)
    {
        (long[] even, long[] odd) = (_even, _odd);
        int i = 0;
        for (; i < count - 1; i += 2)
        {
            even[bins.Of(Value(elements + i)) + 1]++;
            odd[bins.Of(Value(elements + i + 1)) + 1]++;
        }

        if (i < count)
        {
            even[bins.Of(Value(elements + i)) + 1]++;
        }
    }

    public override void Merge()
    {
        for (int bin = 0; bin < counts.Length; bin++)
        {
            counts[bin] += _even[bin + 1] + _odd[bin + 1];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Value(T* element)
    {
        double value = Element.ToNearestDouble(Unsafe.ReadUnaligned<T>(element));
        return isOfTruths && value != 0 ? 1 : value;
    }
}
