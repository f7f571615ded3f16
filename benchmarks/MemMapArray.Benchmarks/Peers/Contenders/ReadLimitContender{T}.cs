using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>
/// What one core can read: a loop of vector loads over the whole mapping, whatever the case, and nothing else.
/// The loads go to several accumulators, so that none waits for another.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed unsafe class ReadLimitContender<T>(DataFile<T> file) : IContender
    where T : unmanaged, INumber<T>
{
    public string Name => ContenderNames.ReadLimit;

    public Sampling Sampling => Sampling.Never;

    public bool CanDo(Case what) => true;

    public Measurement Measure(Case what)
    {
        long allBytes = file.Rows * Case.Columns * sizeof(T);
        long start = Stopwatch.GetTimestamp();
        _ = Read((byte*)file.Pointer, allBytes);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        // As the time of this case's bytes, which are fewer where a layout leaves elements out.
        return new(seconds * what.Bytes / allBytes, null);
    }

    public void Dispose()
    {
    }

    // Not inlined, so that the loads cannot be left out because nobody looks at the result.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector512<byte> Read(byte* start, long length)
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
