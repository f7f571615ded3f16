using System;
using MemMap.Copying;

namespace MemMap.Rows;

/// <summary>Which rows each batch of an epoch has.</summary>
internal sealed class BatchPlan
{
    private readonly RowOrder _order;
    private readonly long _rows;

    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public BatchPlan(long rows, int size, ulong? shuffleSeed, long epoch, bool dropLast, int readAhead)
    {
        if (size < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "A batch has at least one row.");
        }

        if (readAhead is < 1 or > 1 << 16)
        {
            throw new ArgumentOutOfRangeException(nameof(readAhead), readAhead, "From 1 to 65,536 batches are read ahead.");
        }

        (_rows, Size, ReadAhead) = (rows, size, readAhead);
        _order = new RowOrder(rows, shuffleSeed, epoch);
        Count = (rows / size) + (dropLast || rows % size == 0 ? 0 : 1);
    }

    /// <summary>The number of rows of a batch; the last may have fewer.</summary>
    public int Size { get; }

    /// <summary>The number of batches.</summary>
    public long Count { get; }

    public int ReadAhead { get; }

    /// <summary>The most rows that a batch has.</summary>
    public int LargestSize => (int)Math.Min(Size, _rows);

    /// <summary>How many rows a batch has.</summary>
    public int CountOf(long batch) => (int)Math.Min(Size, _rows - (batch * Size));

    /// <summary>Writes the numbers of a batch's rows.</summary>
    public void RowsOf(long batch, Span<long> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = _order[(batch * Size) + i];
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">A batch has more elements than an array.</exception>
    public void RequireFits<T>(RowSource<T> source, int size)
        where T : unmanaged
    {
        if (source.ElementsOf(LargestSize) > MemMapView<T>.MaxArrayLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(size), size, $"A batch of {LargestSize} rows of shape {Shape.Create(source.Lengths.Slice(1))} has more elements " +
                    $"than a .NET array, {MemMapView<T>.MaxArrayLength}. Take fewer rows.");
        }
    }

    /// <summary>Copies the rows of a batch.</summary>
    public unsafe void Read<T>(RowSource<T> source, ReadOnlySpan<long> rows, T[] elements)
        where T : unmanaged
    {
        fixed (T* target = elements)
        fixed (long* numbers = rows)
        {
            StridedMemory memory = StridedMemory.Contiguous((byte*)target, source.WithRows(rows.Length), sizeof(T));
            if (_order.IsSequential)
            {
                source.CopyRange(memory, rows[0]);
                return;
            }

            for (int first = 0; first < rows.Length; first += RowCopy<T>.RowsAtOnce)
            {
                int some = Math.Min(RowCopy<T>.RowsAtOnce, rows.Length - first);
                source.Copy(memory.Rows(first, some), numbers + first, some, threads: 1);
            }
        }
    }
}
