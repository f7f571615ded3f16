using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MemMap;

/// <content>Where the processor can be asked.</content>
internal static unsafe partial class Prefetch
{
    /// <summary>The cache lines of the few bytes of one step, whose number is a constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step(void* start, int length)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(start);
            if (length > CacheLine.Bytes)
            {
                Sse.Prefetch1((byte*)start + CacheLine.Bytes);
            }

            if (length > 2 * CacheLine.Bytes)
            {
                Sse.Prefetch1((byte*)start + (2 * CacheLine.Bytes));
                Sse.Prefetch1((byte*)start + (3 * CacheLine.Bytes));
            }
        }
    }

    /// <summary>The cache lines of some bytes.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Bytes(byte* start, long length)
    {
        if (Sse.IsSupported)
        {
            for (byte* line = start; line < start + length; line += CacheLine.Bytes)
            {
                Sse.Prefetch1(line);
            }
        }
    }
}
