namespace MemMap.Mapping;

/// <summary>How much memory this process may use. The frameworks of netstandard2.0 do not say.</summary>
internal static class AvailableMemory
{
    /// <summary>The memory in bytes: as if there were no limit.</summary>
    public static long Bytes => long.MaxValue;
}
