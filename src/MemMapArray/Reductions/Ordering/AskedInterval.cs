namespace MemMap.Reductions.Ordering;

/// <summary>What a pass is to find out of an interval: how many elements have its keys, and something more.</summary>
/// <param name="low">The first key.</param>
/// <param name="high">The last key.</param>
/// <param name="shift">How many there are in each of its parts, as <see cref="KeyParts"/> has them; or one of the constants.</param>
internal readonly struct AskedInterval(long low, long high, byte shift)
{
    /// <summary>Nothing more.</summary>
    public const byte Whole = 64;

    /// <summary>Which they are: they are kept, while there is memory for it.</summary>
    public const byte Kept = 65;

    /// <summary>How many there are in each of some parts, of which it is not known yet how many.</summary>
    public const byte InParts = 66;

    public long Low => low;

    public long High => high;

    public byte Shift => shift;

    /// <summary>How many parts are counted; none where it is whole.</summary>
    public int Parts => shift < Whole ? KeyParts.CountOf(unchecked((ulong)high - (ulong)low), shift) : 0;
}
