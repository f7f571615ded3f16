namespace MemMap.Reductions.Ordering;

/// <summary>A first look at elements among few intervals of keys: not without vectors.</summary>
internal sealed unsafe class GapTable<T>
    where T : unmanaged
{
    private readonly int _unsure;

    private GapTable(int unsure) => _unsure = unsure;

    /// <summary>It is not.</summary>
    public static bool IsSupported => false;

    /// <summary>The table of a pass.</summary>
    /// <returns>None.</returns>
    public static GapTable<T>? Of(IntervalPass<T> pass) => pass.Length < 0 ? new(-1) : null;

    /// <summary>Looks at elements.</summary>
    /// <returns>How many may be inside of an interval; -1 where this cannot tell.</returns>
    public int Find(T* elements, int count, long* before, ulong* unsure)
    {
        _ = (nint)elements + count + (nint)before + (nint)unsure;
        return _unsure;
    }
}
