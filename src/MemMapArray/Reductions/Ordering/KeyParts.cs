using System;

namespace MemMap.Reductions.Ordering;

/// <summary>An interval in parts of the same width, the last one of which may be narrower.</summary>
/// <param name="interval">The interval.</param>
/// <param name="shift">A part has 2 to the power of this many keys.</param>
internal struct KeyParts(KeyInterval interval, int shift)
{
    // Ranks are mostly asked for in ascending order: where the last one was, and how many elements lie below that part.
    private int _part;
    private long _belowPart;

    /// <summary>The shift of the narrowest parts of which there are no more than so many.</summary>
    public static int ShiftOf(ulong distance, long most)
    {
        int shift = 0;
        while (distance >> shift >= (ulong)most)
        {
            shift++;
        }

        return shift;
    }

    /// <summary>How many parts there are.</summary>
    public static int CountOf(ulong distance, int shift) => (int)(distance >> shift) + 1;

    /// <summary>The part that has the element of a rank, as an interval of its own, and as many of those behind it as have no more than so
    /// many elements together.</summary>
    /// <param name="rank">The rank, which is inside.</param>
    /// <param name="counts">How many elements each part has; the same in each call.</param>
    /// <param name="most">How many elements parts may have together.</param>
    public KeyInterval Of(long rank, ReadOnlySpan<long> counts, long most = 0)
    {
        if (rank < interval.Below + _belowPart)
        {
            (_part, _belowPart) = (0, 0);
        }

        while (rank - interval.Below - _belowPart >= counts[_part])
        {
            _belowPart += counts[_part++];
        }

        int parts = CountOf(interval.Distance, shift);
        (int last, long inside) = (_part, counts[_part]);
        while (last + 1 < parts && inside + counts[last + 1] <= most)
        {
            inside += counts[++last];
        }

        long low = unchecked((long)((ulong)interval.Low + ((ulong)_part << shift)));
        long high = last == parts - 1 ? interval.High : unchecked((long)((ulong)interval.Low + ((ulong)(last + 1) << shift) - 1));
        return new(low, high, interval.Below + _belowPart, inside);
    }
}
