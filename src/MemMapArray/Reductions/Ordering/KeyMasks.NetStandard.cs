namespace MemMap.Reductions.Ordering;

/// <content>Without vectors.</content>
internal static unsafe partial class KeyMasks
{
    /// <summary>Finds the elements of an interval.</summary>
    /// <returns>How many there are.</returns>
    public static long Find<T>(T* elements, int count, long low, long high, ulong* inside, ref long below)
        where T : unmanaged => FindOneByOne(elements, count, low, high, inside, ref below);
}
