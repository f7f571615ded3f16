using System;
using System.CommandLine;
using System.Diagnostics;
using MemMap.Benchmarks.Peers;

namespace MemMap.Benchmarks.Exactness;

/// <summary>The command <c>exact</c>: exact sums and deviations of data that are easy for them and of data that are not, beside one thread's
/// read and a scalar superaccumulator, in one run.</summary>
internal static class ExactCommand
{
    /// <summary>Its name, the first argument of the program.</summary>
    public const string Name = "exact";

    /// <summary>Runs it with the arguments after its name.</summary>
    /// <returns>0, or 1 when the arguments are wrong.</returns>
    public static int Run(string[] arguments)
    {
        Option<long> bytes = new("--bytes") { Description = "The size of the elements.", DefaultValueFactory = _ => 1 << 28 };
        Option<int> rounds = new("--rounds") { Description = "How many timings each has in each case.", DefaultValueFactory = _ => 5 };
        RootCommand command = new("Exact sums and deviations of data of many kinds, in turns in one run.") { bytes, rounds };
        command.SetAction(parsed => Run(parsed.GetValue(bytes), Math.Max(1, parsed.GetValue(rounds))));
        return command.Parse(arguments).Invoke();
    }

    private static int Run(long bytes, int rounds)
    {
        long start = Stopwatch.GetTimestamp();
        Console.WriteLine($"{Machine.Describe()}; {bytes / 1e6:0} MB in rows of {ExactRun<float>.Columns}, {rounds} timings each, median, GB/s.");
        Console.WriteLine();
        Console.WriteLine(ExactRun<float>.Header);
        using (var run = new ExactRun<float>(bytes, rounds, value => (float)value, "float32"))
        {
            run.Run();
        }

        using (var run = new ExactRun<double>(bytes, rounds, value => value, "float64"))
        {
            run.Run();
        }

        Console.WriteLine();
        Console.WriteLine($"It took {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s.");
        return 0;
    }
}
