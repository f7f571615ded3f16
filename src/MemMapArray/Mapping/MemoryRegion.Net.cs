namespace MemMap.Mapping;

/// <summary>Regions over arrays.</summary>
internal static class MemoryRegion
{
    /// <summary>A region over the caller's array.</summary>
    public static Region Over<T>(T[] array)
        where T : unmanaged => new MemoryRegion<T>(array);

    /// <summary>A region that has the elements of an array which nobody else has.</summary>
    public static Region Of<T>(T[] array)
        where T : unmanaged => new MemoryRegion<T>(array);
}
