namespace MemMap.Reductions;

/// <summary>Asks the processor for memory before it is needed. These frameworks cannot.</summary>
internal static unsafe class Prefetch
{
    /// <summary>The cache lines of some bytes.</summary>
    public static void Bytes(byte* start, long length) => _ = (nint)start + length;
}
