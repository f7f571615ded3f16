using System;
using MemMap.Copying;

namespace MemMap.Rows;

/// <summary>Rows of memory into rows of a view.</summary>
internal static unsafe class RowPutting
{
    /// <summary>Row i of the source becomes row <paramref name="rows"/>[i] of the target. Of a row that is named more than once the last
    /// one counts.</summary>
    /// <param name="target">The view's elements, under a lease.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="given">The elements, which can be broadcast.</param>
    /// <exception cref="IndexOutOfRangeException">A row is outside the target; nothing was written.</exception>
    /// <exception cref="ArgumentException">The source cannot be broadcast to these rows; nothing was written.</exception>
    public static void Put<T>(StridedMemory target, ReadOnlySpan<long> rows, StridedMemory given)
        where T : unmanaged
    {
        long[] lengths = target.Layout.Lengths.ToArray();
        long count = lengths[0];
        RowNumbers.Require(rows, count);
        lengths[0] = rows.Length;
        StridedMemory source = given.BroadcastTo(lengths);
        if (!target.HasBytesOf(given))
        {
            PutApart<T>(target, rows, source);
            return;
        }

        using var copy = new TemporaryRows<T>(given.Layout.Lengths);
        StridedCopy<T>.Copy(copy.Memory, given);
        PutApart<T>(target, rows, copy.Memory.BroadcastTo(lengths));
    }

    private static void PutApart<T>(StridedMemory target, ReadOnlySpan<long> rows, StridedMemory source)
        where T : unmanaged
    {
        // Some thousands at a time, in their order: what comes later overwrites what was before.
        long[] numbers = new long[Math.Min(rows.Length, RowCopy<T>.RowsAtOnce)], places = new long[numbers.Length];
        fixed (long* targetRows = numbers, sourceRows = places)
        {
            for (int first = 0; first < rows.Length; first += numbers.Length)
            {
                int some = Math.Min(numbers.Length, rows.Length - first);
                RowNumbers.FromStart(rows, first, numbers.AsSpan(0, some), target.Layout.Lengths[0]);
                int distinct = KeepLast(numbers, places, some);
                RowCopy<T>.Copy(target, targetRows, source.Rows(first, some), sourceRows, distinct, Environment.ProcessorCount);
            }
        }
    }

    // Sorts the numbers, so that the file is written in its order, and leaves of equal ones the one that came last.
    private static int KeepLast(long[] numbers, long[] places, int count)
    {
        for (int i = 0; i < count; i++)
        {
            places[i] = i;
        }

        Array.Sort(numbers, places, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++)
        {
            if (distinct > 0 && numbers[distinct - 1] == numbers[i])
            {
                places[distinct - 1] = Math.Max(places[distinct - 1], places[i]);
            }
            else
            {
                (numbers[distinct], places[distinct]) = (numbers[i], places[i]);
                distinct++;
            }
        }

        return distinct;
    }
}
