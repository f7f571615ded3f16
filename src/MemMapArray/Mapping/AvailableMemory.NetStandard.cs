namespace MemMap.Mapping;

/// <summary>How much memory this process may use. These frameworks do not say.</summary>
internal static class AvailableMemory
{
    /// <summary>In bytes: no file is larger.</summary>
    public static long Bytes => long.MaxValue;
}
