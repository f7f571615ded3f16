namespace MemMap;

/// <summary>Where vectors are stored again and again, they should not lie across two cache lines.</summary>
internal static unsafe class CacheLine
{
    public const int Bytes = 64;

    /// <summary>The first border of cache lines in memory that has <see cref="Bytes"/> to spare.</summary>
    public static void* After(void* memory) => (void*)(((nuint)memory + (Bytes - 1)) & ~(nuint)(Bytes - 1));

    /// <summary>So many elements and those that fill the last vector.</summary>
    public static int Fill<T>(int count)
        where T : unmanaged => (count + (Bytes / sizeof(T)) - 1) & -(Bytes / sizeof(T));
}
