namespace MemMap.Reductions.Ordering;

/// <summary>How much is held at a time. Results do not depend on it, only which way they are found.</summary>
internal sealed class OrderingLimits
{
    /// <summary>Those of every call; tests have smaller ones.</summary>
    public static OrderingLimits Default { get; } = new();

    /// <summary>So much memory all threads of a pass take together: for counters, for elements that are kept, and for what tells where these
    /// are.</summary>
    public long PassBytes { get; init; } = 12 << 20;

    /// <summary>So many bytes of a column a thread holds at most.</summary>
    public long ColumnBytes { get; init; } = 1 << 20;

    /// <summary>So many of columns that lie side by side.</summary>
    public long ColumnsBytes { get; init; } = 4 << 20;

    /// <summary>So much memory takes what is known of the ranks of columns that are found together, if there are several.</summary>
    public long RanksBytes { get; init; } = 4 << 20;

    /// <summary>So many counters a pass has for parts of few intervals.</summary>
    public int Counters { get; init; } = 1 << 16;

    /// <summary>So many a pass has that a sample has found places for.</summary>
    public int CellCounters { get; init; } = 1 << 17;

    /// <summary>So many parts an interval is divided into at least: with 128, keys of 32 bits are found in five rounds.</summary>
    public int LeastParts { get; init; } = 1 << 7;

    /// <summary>So many intervals a pass divides at most.</summary>
    public int Divided { get; init; } = 1 << 11;

    /// <summary>So many intervals a pass has at most.</summary>
    public int Intervals { get; init; } = KeyCells.MostIntervals;

    /// <summary>For so many quantiles a sample guesses: of more it cannot tell the places apart.</summary>
    public int Guessed { get; init; } = 32;

    /// <summary>Of so many bytes of elements a sample guesses where their histogram begins and ends: fewer are read twice in less time.</summary>
    public long SampledBytes { get; init; } = 64 << 20;

    /// <summary>From so many places there are samples.</summary>
    public int Places { get; init; } = 1024;

    /// <summary>So many elements a sample has at each of them, at least.</summary>
    public int LeastPerPlace { get; init; } = 16;

    /// <summary>So many a second sample has at each of its places, which it only counts.</summary>
    public int CountedPerPlace { get; init; } = 2048;
}
