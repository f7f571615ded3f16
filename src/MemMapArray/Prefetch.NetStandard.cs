namespace MemMap;

/// <content>These frameworks cannot ask.</content>
internal static unsafe partial class Prefetch
{
    /// <summary>The cache lines of some bytes.</summary>
    public static void Bytes(byte* start, long length) => _ = (nint)start + length;
}
