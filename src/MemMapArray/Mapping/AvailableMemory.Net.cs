using System;

namespace MemMap.Mapping;

/// <summary>How much memory this process may use: the machine's, or what its container or job leaves it.</summary>
internal static class AvailableMemory
{
    /// <summary>The memory in bytes, as the garbage collector sees it.</summary>
    public static long Bytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
}
