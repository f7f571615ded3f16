namespace MemMap.Reductions.Ordering;

/// <summary>Keys from one to another, and how many elements there are, as far as that is known.</summary>
/// <param name="low">The first key.</param>
/// <param name="high">The last key.</param>
/// <param name="below">How many elements have a lower key.</param>
/// <param name="inside">How many elements have a key of these.</param>
internal readonly struct KeyInterval(long low, long high, long below = 0, long inside = 0)
{
    public long Low => low;

    public long High => high;

    /// <summary>How many elements have a lower key.</summary>
    public long Below => below;

    /// <summary>How many elements have a key of these.</summary>
    public long Inside => inside;

    /// <summary>How far the last key lies behind the first.</summary>
    public ulong Distance => unchecked((ulong)high - (ulong)low);

    /// <summary>All keys inside are the same.</summary>
    public bool IsOne => low == high;

    /// <summary>Whether all keys are keys of another interval.</summary>
    public bool IsWithin(in KeyInterval other) => low >= other.Low && high <= other.High;

    /// <summary>Whether the element of a rank is one of these.</summary>
    public bool Contains(long rank) => rank >= below && rank - below < inside;
}
