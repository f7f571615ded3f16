using System;
using MemMap.Copying;

namespace MemMap.Rows;

/// <summary>The rows of a source that a mask selects, to the end of an array.</summary>
internal static unsafe class RowAppending
{
    /// <summary>Appends them.</summary>
    /// <param name="source">The source.</param>
    /// <param name="mask">The mask, of which no row was read yet.</param>
    /// <param name="destination">The array.</param>
    /// <param name="bytes">About how many bytes to append at a time.</param>
    /// <returns>How many rows.</returns>
    public static long Append<T>(RowSource<T> source, RowMask mask, MemMapArray<T> destination, long bytes)
        where T : unmanaged
    {
        long rowLength = source.ElementsOf(1), done = 0;
        if (rowLength > MemMapView<T>.MaxArrayLength)
        {
            throw new InvalidOperationException($"A row of shape {Shape.Create(source.Lengths.Slice(1))} has more elements than a .NET " +
                $"array, {MemMapView<T>.MaxArrayLength}; such rows cannot be appended.");
        }

        long[] rows = new long[Math.Min(source.Count, RowCopy<T>.RowsAtOnce)];
        int most = (int)Math.Max(1, Math.Min(rows.Length, bytes / Math.Max(1, rowLength * sizeof(T))));
        T[] elements = new T[most * rowLength];
        fixed (long* numbers = rows)
        fixed (T* memory = elements)
        {
            while (mask.Next(rows, out int count))
            {
                for (int first = 0; first < count; first += most)
                {
                    int some = Math.Min(most, count - first);
                    source.Copy(StridedMemory.Contiguous((byte*)memory, source.WithRows(some), sizeof(T)), numbers + first, some,
                        Environment.ProcessorCount);
                    destination.Append(elements.AsSpan(0, (int)(some * rowLength)));
                }

                done += count;
            }
        }

        return done;
    }
}
