using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>What one core can read.</summary>
internal static unsafe class ReadLimit
{
    /// <summary>Loads all bytes, but the last ones that fill no step.</summary>
    // Not inlined, so that the loads cannot be left out because nobody looks at the result.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Vector512<byte> Read(byte* start, long length)
    {
        const int Step = 8 * 64;
        Vector512<byte> lane0 = default, lane1 = default, lane2 = default, lane3 = default;
        Vector512<byte> lane4 = default, lane5 = default, lane6 = default, lane7 = default;
        byte* end = start + (length / Step * Step);
        for (byte* at = start; at < end; at += Step)
        {
            lane0 |= Vector512.Load(at);
            lane1 |= Vector512.Load(at + 64);
            lane2 |= Vector512.Load(at + 128);
            lane3 |= Vector512.Load(at + 192);
            lane4 |= Vector512.Load(at + 256);
            lane5 |= Vector512.Load(at + 320);
            lane6 |= Vector512.Load(at + 384);
            lane7 |= Vector512.Load(at + 448);
        }

        return lane0 | lane1 | lane2 | lane3 | lane4 | lane5 | lane6 | lane7;
    }
}
