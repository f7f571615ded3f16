using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;

namespace MemMap.Cluster;

/// <summary>How long scans take, by which those are told that take much longer than the others.</summary>
/// <param name="shards">How many shards there are to scan.</param>
/// <param name="multiplier">How many times as long as the median is too long.</param>
internal sealed class ScanPace(int shards, double multiplier)
{
    /// <summary>No scan is too long that takes less, whatever the others take.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    // What a shard without bytes counts for: the cost of a call is that of so many bytes.
    private const long BytesOfCall = 1 << 20;
    private const int MostKept = 999;
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(0.25);

    // Seconds for each byte, of the last scans.
    private readonly List<double> _rates = [];
    private int _finished, _next;

    /// <summary>Notes what a scan took.</summary>
    public void Finish(int count, long bytes, TimeSpan time)
    {
        lock (_rates)
        {
            double rate = time.TotalSeconds / WeightOf(count, bytes);
            _finished += count;
            if (_rates.Count < MostKept)
            {
                _rates.Add(rate);
            }
            else
            {
                _rates[_next] = rate;
                _next = (_next + 1) % MostKept;
            }
        }
    }

    /// <summary>Waits until a scan is done, or takes too long.</summary>
    /// <returns>Whether it takes too long.</returns>
    public async Task<bool> IsLateAsync(Task scan, int count, long bytes)
    {
        long start = Stopwatch.GetTimestamp();
        while (!scan.IsCompleted && !double.IsPositiveInfinity(multiplier))
        {
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed.TotalSeconds >= LimitFor(count, bytes))
            {
                return true;
            }

            await scan.WaitAsync(s_look).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    /// <summary>How many seconds are too long: what is usual is known when half of the shards are done.</summary>
    public double LimitFor(int count, long bytes)
    {
        lock (_rates)
        {
            if (_rates.Count == 0 || _finished < shards / 2.0)
            {
                return double.PositiveInfinity;
            }

            double[] sorted = [.. _rates];
            Array.Sort(sorted);
            return Math.Max(Least.TotalSeconds, multiplier * sorted[sorted.Length / 2] * WeightOf(count, bytes));
        }
    }

    private static double WeightOf(int count, long bytes) => ((double)count * BytesOfCall) + bytes;
}
