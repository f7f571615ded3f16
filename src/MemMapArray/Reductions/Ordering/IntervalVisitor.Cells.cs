using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <content>Many intervals of one column, looked up in a table.</content>
internal sealed unsafe partial class IntervalVisitor<T>
{
    // So many places stay in the first cache.
    private const int Some = 256;

    // Intervals that adjoin, all in parts.
    [MethodImpl(HotPath.Optimized)]
    private void CountCells(T* elements, int count)
    {
        uint* buckets = stackalloc uint[Some];
        ulong* places = stackalloc ulong[Some];
        ulong* cells = _pass.Cells!.Cells;
        uint* parts = _parts;
        for (int start = 0; start < count; start += Some)
        {
            int some = Math.Min(Some, count - start);
            _below[0] += KeyPlaces.Find(elements + start, some, _pass.Cells, buckets, places);
            for (int i = 0; i < some; i++)
            {
                parts[CellOf(cells, buckets, places, i)]++;
            }
        }
    }

    // A bit for each element that may be inside of an interval.
    [MethodImpl(HotPath.Optimized)]
    private int FindCells(T* elements, int count, ulong* found)
    {
        uint* buckets = stackalloc uint[Some];
        ulong* places = stackalloc ulong[Some];
        ulong* cells = _pass.Cells!.Cells, bits = _pass.Cells.Bits;
        int all = 0;
        fixed (byte* classes = _classes)
        {
            for (int start = 0; start < count; start += Some)
            {
                int some = Math.Min(Some, count - start);
                KeyPlaces.Find(elements + start, some, _pass.Cells, buckets, places);
                byte* to = classes + start;
                for (int i = 0; i < some; i++)
                {
                    uint cell = CellOf(cells, buckets, places, i);
                    to[i] = (byte)(bits[cell / Truths.PerWord] >> (int)(cell % Truths.PerWord));
                }
            }

            KeyClasses.Inside(classes, count, found);
        }

        for (int word = 0; word < Truths.Words(count); word++)
        {
            all += Truths.PopCount(found[word]);
        }

        return all;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint CellOf(ulong* cells, uint* buckets, ulong* places, int i)
    {
        ulong cell = cells[buckets[i]];
        ulong place = sizeof(T) == sizeof(int) ? ((uint*)places)[i] : places[i];
        return unchecked((uint)cell + (uint)(place >> (int)(cell >> 32)));
    }
}
