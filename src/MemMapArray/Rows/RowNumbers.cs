using System;

namespace MemMap.Rows;

/// <summary>Numbers of rows as users give them: negative ones count from the end.</summary>
internal static class RowNumbers
{
    /// <summary>Looks at each.</summary>
    /// <exception cref="IndexOutOfRangeException">One is outside the rows.</exception>
    public static void Require(ReadOnlySpan<long> rows, long count)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] < -count || rows[i] >= count)
            {
                throw Throw.RowOutOfRange(rows[i], i, count);
            }
        }
    }

    /// <summary>Writes some of them as they count from the first row. They are looked at again: the caller's memory may have
    /// changed.</summary>
    /// <exception cref="IndexOutOfRangeException">One is outside the rows.</exception>
    public static void FromStart(ReadOnlySpan<long> rows, int first, Span<long> fromStart, long count)
    {
        for (int i = 0; i < fromStart.Length; i++)
        {
            long row = rows[first + i], normal = row < 0 ? row + count : row;
            fromStart[i] = (ulong)normal < (ulong)count ? normal : throw Throw.RowOutOfRange(row, first + i, count);
        }
    }
}
