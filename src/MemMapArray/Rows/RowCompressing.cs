using System;
using MemMap.Copying;

namespace MemMap.Rows;

/// <summary>The rows of a source that a mask selects, into memory.</summary>
internal static unsafe class RowCompressing
{
    /// <summary>Copies the selected rows to the first rows of a target.</summary>
    /// <param name="source">The source.</param>
    /// <param name="mask">The mask, of which no row was read yet.</param>
    /// <param name="count">How many it selects.</param>
    /// <param name="target">So many rows.</param>
    /// <exception cref="InvalidOperationException">The mask has changed since its rows were counted.</exception>
    public static void Compress<T>(RowSource<T> source, RowMask mask, long count, StridedMemory target)
        where T : unmanaged
    {
        if (!source.HasBytesOf(target) && !mask.HasBytesOf(target))
        {
            CompressApart(source, mask, count, target);
            return;
        }

        using var copy = new TemporaryRows<T>(target.Layout.Lengths);
        CompressApart(source, mask, count, copy.Memory);
        StridedCopy<T>.Copy(target, copy.Memory);
    }

    private static void CompressApart<T>(RowSource<T> source, RowMask mask, long count, StridedMemory target)
        where T : unmanaged
    {
        long done = 0;
        long[] rows = new long[Math.Min(source.Count, RowCopy<T>.RowsAtOnce)];
        fixed (long* numbers = rows)
        {
            while (mask.Next(rows, out int some))
            {
                if (some > count - done)
                {
                    throw Changed(count);
                }

                source.Copy(target.Rows(done, some), numbers, some, Environment.ProcessorCount);
                done += some;
            }
        }

        if (done < count)
        {
            throw Changed(count);
        }
    }

    /// <summary>What to throw when a mask says something else than before.</summary>
    /// <param name="count">How many rows it selected when they were counted.</param>
    public static InvalidOperationException Changed(long count) =>
        new($"The mask was changed while its rows were copied: it selected {count} rows at first.");
}
