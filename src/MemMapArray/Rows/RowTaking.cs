using System;
using MemMap.Copying;

namespace MemMap.Rows;

/// <summary>Rows of a source into memory: which ones, some thousands at a time.</summary>
internal static unsafe class RowTaking
{
    /// <summary>Fills the rows of a target, given as many numbers.</summary>
    /// <exception cref="IndexOutOfRangeException">A row is outside the source; nothing was written.</exception>
    public static void Take<T>(RowSource<T> source, ReadOnlySpan<long> rows, StridedMemory target)
        where T : unmanaged
    {
        RowNumbers.Require(rows, source.Count);
        if (!source.HasBytesOf(target))
        {
            TakeApart(source, rows, target);
            return;
        }

        using var copy = new TemporaryRows<T>(target.Layout.Lengths);
        TakeApart(source, rows, copy.Memory);
        StridedCopy<T>.Copy(target, copy.Memory);
    }

    private static void TakeApart<T>(RowSource<T> source, ReadOnlySpan<long> rows, StridedMemory target)
        where T : unmanaged
    {
        long[] some = new long[Math.Min(rows.Length, RowCopy<T>.RowsAtOnce)];
        fixed (long* numbers = some)
        {
            for (int first = 0; first < rows.Length; first += some.Length)
            {
                int count = Math.Min(some.Length, rows.Length - first);
                RowNumbers.FromStart(rows, first, some.AsSpan(0, count), source.Count);
                source.Copy(target.Rows(first, count), numbers, count, Environment.ProcessorCount);
            }
        }
    }
}
