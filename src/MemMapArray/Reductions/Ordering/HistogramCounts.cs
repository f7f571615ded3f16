namespace MemMap.Reductions.Ordering;

/// <summary>Counts of elements by bins, which threads add up.</summary>
/// <param name="bins">How many bins.</param>
/// <param name="areAllInside">Bins are to have all elements: they are given up when one is outside.</param>
internal sealed class HistogramCounts(int bins, bool areAllInside)
{
    private volatile bool _isGivenUp;

    /// <summary>For each bin, how many elements it has.</summary>
    public long[] Bins { get; } = new long[bins];

    /// <summary>Whether bins are to have all elements.</summary>
    public bool AreAllInside => areAllInside;

    /// <summary>They have not.</summary>
    public bool IsGivenUp => _isGivenUp;

    /// <summary>Gives them up, if they are to have all elements and some are outside.</summary>
    public void GiveUpIf(bool someAreOutside)
    {
        // Only ever set: other threads give up, too.
        if (areAllInside && someAreOutside)
        {
            _isGivenUp = true;
        }
    }
}
