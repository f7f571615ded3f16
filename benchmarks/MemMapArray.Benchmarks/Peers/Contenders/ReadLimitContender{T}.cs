using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>
/// What so many cores can read: a loop of vector loads over the whole mapping, whatever the case, and nothing else.
/// The loads go to several accumulators, so that none waits for another.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed unsafe class ReadLimitContender<T>(DataFile<T> file, string name, int threads) : IContender<T>
    where T : unmanaged
{
    private const long BytesOfUnit = 4 << 20;

    private long _nextUnit;

    public string Name => name;

    public Sampling Sampling => Sampling.Never;

    public bool CanDo(Case<T> what) => true;

    public Measurement Measure(Case<T> what)
    {
        long allBytes = file.Rows * Layouts.Columns * sizeof(T);
        long start = Stopwatch.GetTimestamp();
        if (threads == 1)
        {
            _ = ReadLimit.Read((byte*)file.Pointer, allBytes);
        }
        else
        {
            ReadOnAllThreads(allBytes);
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        // As the time of this case's bytes, which are fewer where a layout leaves elements out.
        return new(seconds * what.Bytes / allBytes, null);
    }

    public void Dispose()
    {
    }

    // Each takes the next unit when it is done with one, so that a core that is kept busy by others holds nobody up.
    private void ReadOnAllThreads(long allBytes)
    {
        _nextUnit = 0;
        Thread[] helpers = [.. Enumerable.Range(1, threads - 1).Select(_ => new Thread(() => ReadUnits(allBytes)))];
        Array.ForEach(helpers, helper => helper.Start());
        ReadUnits(allBytes);
        Array.ForEach(helpers, helper => helper.Join());
    }

    private void ReadUnits(long allBytes)
    {
        for (long at; (at = (Interlocked.Increment(ref _nextUnit) - 1) * BytesOfUnit) < allBytes;)
        {
            _ = ReadLimit.Read((byte*)file.Pointer + at, Math.Min(BytesOfUnit, allBytes - at));
        }
    }
}
