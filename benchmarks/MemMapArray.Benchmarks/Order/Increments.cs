using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MemMap.Benchmarks.Order;

/// <summary>What bounds a histogram: how often a thread increments counters by a list that is ready, all in the first cache.</summary>
internal static unsafe class Increments
{
    // Two neighbours among 100 bins, below and above.
    private const int Counters = 102 * 102;

    private const int Ready = 4096, Times = 2000, Tries = 20;

    /// <summary>Increments a second, the best of some tries.</summary>
    public static double PerSecond()
    {
        var draw = new Random(1);
        ushort[] list = new ushort[Ready], counters = new ushort[Counters];
        for (int i = 0; i < Ready; i++)
        {
            list[i] = (ushort)draw.Next(Counters);
        }

        double best = 0;
        fixed (ushort* first = list, to = counters)
        {
            for (int attempt = 0; attempt < Tries; attempt++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < Times; i++)
                {
                    Count(first, to);
                }

                best = Math.Max(best, (double)Ready * Times / Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(ushort* list, ushort* counters)
    {
        for (ushort* end = list + Ready; list < end; list += 4)
        {
            counters[list[0]]++;
            counters[list[1]]++;
            counters[list[2]]++;
            counters[list[3]]++;
        }
    }
}
