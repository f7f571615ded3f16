using System;
using MemMap.Copying;

namespace MemMap.Rows;

/// <summary>Which rows to take, one truth a row, read some thousands at a time.</summary>
internal sealed unsafe class RowMask
{
    private readonly RowSource<bool> _mask;
    private readonly byte[] _truths;
    private long _next;

    private RowMask(RowSource<bool> mask)
    {
        _mask = mask;
        _truths = new byte[Math.Min(mask.Count, RowCopy<bool>.RowsAtOnce)];
    }

    /// <exception cref="ArgumentException">The mask has not one truth for each row.</exception>
    public static RowMask For<T>(RowSource<T> source, ReductionSource<bool> rows)
        where T : unmanaged
    {
        RowSource<bool> mask = RowSource<bool>.Of(rows, nameof(rows));
        if (mask.Lengths.Length != 1 || mask.Count != source.Count)
        {
            throw new ArgumentException(
                $"The mask has shape {Shape.Create(mask.Lengths)}; for the rows of shape {Shape.Create(source.Lengths)} it needs shape " +
                    $"({source.Count},), one truth a row.", nameof(rows));
        }

        return new(mask);
    }

    public bool HasBytesOf(StridedMemory memory) => _mask.HasBytesOf(memory);

    /// <summary>Counts the rows that are selected.</summary>
    public long Count()
    {
        long count = 0;
        for (long start = 0; start < _mask.Count; start += _truths.Length)
        {
            // A byte other than 0 is true, whoever wrote it.
            foreach (byte truth in Read(start))
            {
                count += truth == 0 ? 0 : 1;
            }
        }

        return count;
    }

    /// <summary>The next rows that are selected.</summary>
    /// <param name="rows">Where to; <see cref="RowCopy{T}.RowsAtOnce"/> at least, or one a row.</param>
    /// <param name="count">How many.</param>
    /// <returns>Whether there was anything left to look at.</returns>
    public bool Next(Span<long> rows, out int count)
    {
        count = 0;
        if (_next == _mask.Count)
        {
            return false;
        }

        ReadOnlySpan<byte> truths = Read(_next);
        for (int i = 0; i < truths.Length; i++)
        {
            rows[count] = _next + i;
            count += truths[i] == 0 ? 0 : 1;
        }

        _next += truths.Length;
        return true;
    }

    private ReadOnlySpan<byte> Read(long start)
    {
        int count = (int)Math.Min(_truths.Length, _mask.Count - start);
        fixed (byte* truths = _truths)
        {
            _mask.CopyRange(StridedMemory.Contiguous(truths, stackalloc long[] { count }, sizeof(bool)), start);
        }

        return _truths.AsSpan(0, count);
    }
}
