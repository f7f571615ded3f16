namespace MemMap.Reductions.Ordering;

/// <summary>Keys from one to another, and how many elements a pass has found there and below.</summary>
/// <param name="low">The first key.</param>
/// <param name="high">The last key.</param>
internal sealed class KeyInterval(long low, long high)
{
    public long Low => low;

    public long High => high;

    /// <summary>How many elements have a lower key.</summary>
    public long Below { get; set; }

    /// <summary>How many elements have a key of these.</summary>
    public long Inside { get; set; }

    /// <summary>How many there are in each of some parts of the interval, if they were counted.</summary>
    public long[]? Counts { get; set; }

    /// <summary>Which part a key is in: its distance from the first, without so many bits.</summary>
    public int Shift { get; set; }

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
        ulong distance = unchecked((ulong)high - (ulong)low);
        Shift = 0;
        while (distance >> Shift >= (ulong)most)
        {
            Shift++;
        }

        Counts = new long[(int)(distance >> Shift) + 1];
    }

    /// <summary>The part that has the element of a rank, as an interval of its own.</summary>
    public KeyInterval PartOf(long rank)
    {
        (long below, int part) = (Below, 0);
        while (rank - below >= Counts![part])
        {
            below += Counts[part++];
        }

        long first = unchecked((long)((ulong)low + ((ulong)part << Shift)));
        long last = part == Counts.Length - 1 ? high : unchecked((long)((ulong)first + (1UL << Shift) - 1));
        return new(first, last) { Below = below, Inside = Counts[part] };
    }
}
