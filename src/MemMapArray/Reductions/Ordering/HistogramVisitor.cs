using System.Runtime.CompilerServices;
using MemMap.Reductions.Engine;

namespace MemMap.Reductions.Ordering;

/// <summary>One thread's counts of elements by bins.</summary>
/// <param name="plan">How they are counted.</param>
/// <param name="counts">Take the counts.</param>
internal sealed unsafe class HistogramVisitor<T>(HistogramPlan<T> plan, HistogramCounts counts) : ElementVisitor<T>
    where T : unmanaged
{
    private const int MostUntilAdded = 2 * ushort.MaxValue;

    private readonly long[] _tables = new long[HistogramPlan<T>.Tables * plan.Places];
    private readonly ushort[] _pairs = new ushort[plan.Pairs];
    private readonly long[] _reached = new long[plan.Bins.Count + 1];
    private readonly KeyCounts<T>? _small = plan.CountsEach ? new() : null;

    // So many elements until a counter of pairs may be full.
    private int _left = MostUntilAdded;

    // How many elements were compared with edges.
    private long _compared;

    public override bool IsDone => counts.IsGivenUp;

    [MethodImpl(HotPath.Optimized)]
    public override void Visit(int column, T* elements, int count, long position, ulong* truths)
    {
        if (_small is not null)
        {
            _small.Add(elements, count);
            return;
        }

        if (plan.EdgeCounter is not null)
        {
            fixed (long* reached = _reached)
            {
                int compared = plan.EdgeCounter.Count(elements, count, reached);
                elements += compared;
                count -= compared;
                _compared += compared;
            }
        }

        if ((_left -= count) < 0)
        {
            AddPairs();
            _left -= count;
        }

        fixed (long* tables = _tables)
        fixed (ushort* pairs = _pairs)
        fixed (byte* places = plan.PlacesOfBytes)
        {
            int i = plan.AreMany ? HistogramLoops.Count(elements, count, plan.Bins, plan.Steps, places, tables, pairs) : 0;
            for (; i < count; i++)
            {
                tables[plan.PlaceOf(Unsafe.ReadUnaligned<T>(elements + i))]++;
            }
        }
    }

    public override void EndUnit()
    {
        if (counts.AreAllInside && _small is null)
        {
            AddPairs();
            counts.GiveUpIf(OfPlace(0) + OfPlace(plan.Places - 1) > 0);
        }
    }

    public override void Merge()
    {
        AddPairs();
        _small?.ForEach((key, found) => _tables[plan.PlaceOf(OrderKey.ToElement<T>(key))] += found);
        _small?.Dispose();
        counts.GiveUpIf(OfPlace(0) + OfPlace(plan.Places - 1) > 0);
        for (int bin = 0; bin < plan.Bins.Count; bin++)
        {
            counts.Bins[bin] += OfPlace(bin + 1);
        }
    }

    private long OfPlace(int place)
    {
        // What is above may be among what is below.
        long sum = place == 0 ? _compared - _reached[0] + _reached[plan.Bins.Count]
            : place < plan.Places - 1 ? _reached[place - 1] - _reached[place]
            : 0;
        for (int at = place; at < _tables.Length; at += plan.Places)
        {
            sum += _tables[at];
        }

        return sum;
    }

    private void AddPairs()
    {
        _left = MostUntilAdded;
        fixed (long* tables = _tables)
        fixed (ushort* pairs = _pairs)
        {
            if (pairs != null)
            {
                HistogramLoops.AddPairs(pairs, plan.Places, tables);
            }
        }
    }
}
