using System.Runtime.CompilerServices;

namespace MemMap;

/// <summary>How hot paths are compiled.</summary>
internal static class HotPath
{
    /// <summary>
    /// Optimized at the first call: one reduction of a large file may be all that a program does, and would be over before the runtime
    /// notices a hot loop. (<c>MethodImplOptions.AggressiveOptimization</c>, which netstandard2.0 has no name for.)
    /// </summary>
    public const MethodImplOptions Optimized = (MethodImplOptions)512;
}
