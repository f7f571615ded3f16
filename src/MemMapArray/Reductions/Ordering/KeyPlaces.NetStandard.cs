namespace MemMap.Reductions.Ordering;

/// <content>Without vectors.</content>
internal static unsafe partial class KeyPlaces
{
    /// <summary>Finds those of elements.</summary>
    public static long Find<T>(T* elements, int count, KeyCells table, uint* buckets, ulong* places)
        where T : unmanaged => FindOneByOne(elements, 0, count, table, buckets, places);
}
