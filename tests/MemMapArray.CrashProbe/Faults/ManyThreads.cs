using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;

namespace MemMap.CrashProbe.Faults;

/// <summary>What a unit of work allocates where 64 threads share it, counted: few units and many, of the same elements.</summary>
internal static class ManyThreads
{
    private const int Threads = 64, Rows = 65_536, Columns = 256;
    private const long ManyUnits = 4096, FewUnits = 1024;

    /// <summary>Says of each call how many bytes it allocates a unit.</summary>
    public static int Run(string path)
    {
        // Threads that are there at once: the pool would add one now and then.
        ThreadPool.SetMinThreads(Threads, Threads);
        using MemMapArray<float> array = MemMapArray.Create<float>(path, (Rows, Columns));
        Random random = new(3);
        foreach (MemMapView<float> chunk in array.Chunks(1024))
        {
            foreach (ref float element in chunk.AsSpan())
            {
                element = random.NextSingle();
            }
        }

        var calls = new Dictionary<string, Action<ReductionOptions>>
        {
            ["mean"] = options => array.Mean(options),
            ["mean(0)"] = options => array.Mean(0, options: options),
            ["mean(1)"] = options => array.Mean(1, options: options),
            ["std"] = options => array.Std(options: options),
            ["describe"] = options => array.Describe(options),
            ["mean where"] = options => array.Where(Predicate.GreaterThan(0.5f)).Mean(options),
            ["median"] = options => array.Median(options),
            ["histogram"] = options => array.Histogram(10, options: options),
        };
        foreach (KeyValuePair<string, Action<ReductionOptions>> call in calls)
        {
            call.Value(Options(FewUnits));
            long few = Count(() => call.Value(Options(FewUnits))), many = Count(() => call.Value(Options(ManyUnits)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{call.Key}: {(many - few) / (ManyUnits - FewUnits)}"));
        }

        return 0;
    }

    private static ReductionOptions Options(long units) =>
        new() { MaxDegreeOfParallelism = Threads, WorkUnitBytes = (long)Rows * Columns * sizeof(float) / units };

    private static long Count(Action action)
    {
        // The least of some: how many threads come in time, each with memory of its own, is chance.
        long least = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            action();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }
}
