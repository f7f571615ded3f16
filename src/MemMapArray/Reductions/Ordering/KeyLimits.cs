namespace MemMap.Reductions.Ordering;

/// <summary>How far the keys of elements reach, and how many elements are at the ends.</summary>
internal sealed class KeyLimits
{
    /// <summary>The least key.</summary>
    public long Low { get; private set; } = long.MaxValue;

    /// <summary>The largest key.</summary>
    public long High { get; private set; } = long.MinValue;

    /// <summary>How many elements have the least key.</summary>
    public long AtLow { get; private set; }

    /// <summary>How many have the largest.</summary>
    public long AtHigh { get; private set; }

    /// <summary>Adds elements of a key, if it is the least one.</summary>
    public void AddLow(long key, long count) =>
        (Low, AtLow) = key < Low ? (key, count) : (Low, AtLow + (key == Low ? count : 0));

    /// <summary>Adds elements of a key, if it is the largest one.</summary>
    public void AddHigh(long key, long count) =>
        (High, AtHigh) = key > High ? (key, count) : (High, AtHigh + (key == High ? count : 0));
}
