namespace MemMap.Reductions.Ordering;

/// <summary>Sorts the lanes of vectors: not without vectors.</summary>
internal static unsafe class SortLanes
{
    /// <summary>Whether it does.</summary>
    public static bool IsSupported => false;

    /// <summary>Sorts 16 lanes.</summary>
    public static void Sort(int* keys, int count) => _ = (nint)keys + count;

    /// <summary>Sorts eight lanes.</summary>
    public static void Sort(long* keys, int count) => _ = (nint)keys + count;

    /// <summary>Makes keys of elements.</summary>
    public static void Load<T>(T** rows, int first, int count, byte* keys, int* numbers)
        where T : unmanaged => _ = (nint)rows + first + count + (nint)keys + (nint)numbers;
}
