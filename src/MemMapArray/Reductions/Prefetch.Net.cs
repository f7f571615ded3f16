using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Reductions;

/// <summary>
/// Asks the processor for memory before it is needed. Processors foresee steps within a page of 4 KiB only: what jumps from row to row, and
/// every new page, would be waited for (measured: twice the speed along slow axes). An address where nothing is mapped does no harm.
/// </summary>
internal static unsafe class Prefetch
{
    /// <summary>How far <see cref="Ahead"/> is, in bytes: two pages.</summary>
    public const int Distance = 8192;

    private const int CacheLine = 64;

    /// <summary>In a loop over contiguous memory: what is <see cref="Distance"/> behind the bytes of this step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ahead(void* start, int length) => Step((byte*)start + Distance, length);

    /// <summary>The cache lines of the few bytes of one step, whose number is a constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step(void* start, int length)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(start);
            if (length > CacheLine)
            {
                Sse.Prefetch0((byte*)start + CacheLine);
            }

            if (length > 2 * CacheLine)
            {
                Sse.Prefetch0((byte*)start + (2 * CacheLine));
                Sse.Prefetch0((byte*)start + (3 * CacheLine));
            }
        }
    }

    /// <summary>The cache lines of some bytes.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Bytes(byte* start, long length)
    {
        if (Sse.IsSupported)
        {
            for (byte* line = start; line < start + length; line += CacheLine)
            {
                Sse.Prefetch0(line);
            }
        }
    }
}
