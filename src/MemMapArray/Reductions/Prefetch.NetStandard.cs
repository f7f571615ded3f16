namespace MemMap.Reductions;

/// <summary>Asks the processor for memory before it is needed. These frameworks cannot.</summary>
internal static unsafe class Prefetch
{
    /// <summary>No more than a step would fetch.</summary>
    public const int BytesAhead = 1;

    /// <summary>How far ahead runs are to be fetched: not at all.</summary>
    public static long Distance(long runBytes, long runDistance) => 0 * (runBytes + runDistance);

    /// <summary>The cache lines of some bytes.</summary>
    public static void Bytes(byte* start, long length) => _ = (nint)start + length;
}
