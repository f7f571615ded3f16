namespace MemMap.Reductions.Ordering;

/// <summary>A first look at elements among few intervals of keys: not without vectors.</summary>
internal sealed unsafe class GapTable<T>
    where T : unmanaged
{
    private GapTable()
    {
    }

    /// <summary>It is not.</summary>
    public static bool IsSupported => false;

    /// <summary>The table of a pass.</summary>
    /// <returns>None.</returns>
    public static GapTable<T>? Of(IntervalPass<T> pass)
    {
        _ = pass;
        return null;
    }

    /// <summary>Is not called: there is no table.</summary>
    public int Find(T* elements, int count, long* before, ulong* unsure) => throw new System.NotSupportedException(ToString());
}
