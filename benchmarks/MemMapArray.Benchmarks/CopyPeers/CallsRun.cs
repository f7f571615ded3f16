using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using MemMap.Benchmarks.Peers;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.CopyPeers;

/// <summary>The calls in fresh processes, then warm in this one, in turns.</summary>
internal sealed class CallsRun(string folder, int rounds)
{
    private const string Script = "numpy_calls.py";
    private const double BatchSeconds = 0.002;
    private const double WarmUpSeconds = 0.4;

    /// <summary>Times all calls; progress goes to standard error.</summary>
    public IReadOnlyList<CallResult> Run()
    {
        using CallCases cases = new(folder);
        using NumPyProcess? numPy = NumPyProcess.TryStart(Script);
        List<CallResult> results = [.. cases.All().Select(what => Time(what, numPy))];
        GC.KeepAlive(cases.Kept);
        return results;
    }

    private CallResult Time(CallCase what, NumPyProcess? numPy)
    {
        Console.Error.WriteLine($"{what.Title} ...");
        List<double[]> ours = [], numPys = [];
        for (int round = 0; round < rounds; round++)
        {
            ours.Add(FreshProcess.Run(folder, what.Title));
            if (numPy is not null)
            {
                using NumPyProcess fresh = NumPyProcess.TryStart(Script)!;
                numPys.Add([.. Enumerable.Range(0, FreshProcess.Calls).Select(_ => Ask(fresh, what.Title, 1))]);
            }
        }

        double?[] warm = Warm(
        [
            count => Seconds(what.Ours, count),
            what.ByHand is { } byHand ? count => Seconds(byHand, count) : null,
            numPy is null ? null : count => Ask(numPy, what.Title, count),
        ]);
        CallTimes? numPyTimes = numPy is null ? null : Times(numPys, warm[2]!.Value);
        return new(what.Title, Times(ours, warm[0]!.Value), numPyTimes, warm[1], Allocated(what.Ours));
    }

    private static CallTimes Times(List<double[]> fresh, double warm) =>
        new(Median.Of([.. fresh.Select(calls => calls[0])]), Median.Of([.. fresh.Select(calls => Median.Of(calls[1..]))]), warm);

    // A batch of calls is long enough for the clock; the ways take turns.
    private double?[] Warm(Func<int, double>?[] ways)
    {
        int[] counts = [.. ways.Select(way => way is null ? 0 : Batch(way))];
        List<double>[] seconds = [.. ways.Select(_ => new List<double>())];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < ways.Length; i++)
            {
                if (ways[i] is { } way)
                {
                    seconds[i].Add(way(counts[i]) / counts[i]);
                }
            }
        }

        return [.. seconds.Select(times => times.Count == 0 ? (double?)null : Median.Of(times))];
    }

    private static int Batch(Func<int, double> way)
    {
        int count = 1;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds;)
        {
            count = way(count) < BatchSeconds ? 2 * count : count;
        }

        return count;
    }

    private static double Allocated(Action<int> ours)
    {
        const int Count = 1000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        ours(Count);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Count;
    }

    private double Ask(NumPyProcess process, string title, int count) =>
        (double)process.Ask(new() { ["folder"] = folder, ["op"] = title, ["count"] = count })["seconds"]!;

    private static double Seconds(Action<int> calls, int count)
    {
        long start = Stopwatch.GetTimestamp();
        calls(count);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
