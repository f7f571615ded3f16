namespace MemMap.Reductions.Ordering;

/// <summary>Keys from one to another, and how many elements a pass has found there and below.</summary>
/// <param name="low">The first key.</param>
/// <param name="high">The last key.</param>
internal sealed class KeyInterval(long low, long high)
{
    // Ranks are mostly asked for in ascending order: where the last one was, and how many elements lie below that part.
    private int _part;
    private long _belowPart;

    public long Low => low;

    public long High => high;

    /// <summary>How many elements have a lower key.</summary>
    public long Below { get; set; }

    /// <summary>How many elements have a key of these.</summary>
    public long Inside { get; set; }

    /// <summary>How many there are in each of some parts of the interval, if they were counted.</summary>
    public long[]? Counts { get; private set; }

    /// <summary>Which part a key is in: its distance from the first, without so many bits.</summary>
    public int Shift { get; private set; }

    /// <summary>How far the last key lies behind the first.</summary>
    public ulong Distance => unchecked((ulong)high - (ulong)low);

    /// <summary>All keys inside are the same.</summary>
    public bool IsOne => low == high;

    /// <summary>All that are inside were kept.</summary>
    public bool IsCollected { get; set; }

    /// <summary>Whether the element of a rank is one of these.</summary>
    public bool Contains(long rank) => rank >= Below && rank - Below < Inside;

    /// <summary>Prepares for counts of parts.</summary>
    /// <param name="most">How many parts at most.</param>
    public void Divide(int most)
    {
        int shift = 0;
        while (Distance >> shift >= (ulong)most)
        {
            shift++;
        }

        DivideBy(shift);
    }

    /// <summary>Prepares for counts of parts, each of 2 to the power of <paramref name="shift"/> keys.</summary>
    public void DivideBy(int shift) => (Shift, Counts) = (shift, new long[(int)(Distance >> shift) + 1]);

    /// <summary>The part that has the element of a rank, as an interval of its own, and as many of those behind it as have no more than so
    /// many elements together.</summary>
    public KeyInterval PartOf(long rank, long most = 0)
    {
        if (rank < Below + _belowPart)
        {
            (_part, _belowPart) = (0, 0);
        }

        while (rank - Below - _belowPart >= Counts![_part])
        {
            _belowPart += Counts[_part++];
        }

        (int last, long inside) = (_part, Counts[_part]);
        while (last + 1 < Counts.Length && inside + Counts[last + 1] <= most)
        {
            inside += Counts[++last];
        }

        long first = unchecked((long)((ulong)low + ((ulong)_part << Shift)));
        long end = last == Counts.Length - 1 ? high : unchecked((long)((ulong)low + ((ulong)(last + 1) << Shift) - 1));
        return new(first, end) { Below = Below + _belowPart, Inside = inside };
    }
}
