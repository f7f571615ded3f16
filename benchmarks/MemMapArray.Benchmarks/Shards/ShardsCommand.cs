using System;
using System.CommandLine;
using System.Diagnostics;
using MemMap.Benchmarks.Peers;

namespace MemMap.Benchmarks.Shards;

/// <summary>The command <c>shards</c>: arrays of many files and one file with the same bytes, in one run.</summary>
internal static class ShardsCommand
{
    /// <summary>Its name, the first argument of the program.</summary>
    public const string Name = "shards";

    /// <summary>Runs it with the arguments after its name.</summary>
    /// <returns>0; 1 when a result has other bits than that of one file, or the arguments are wrong.</returns>
    public static int Run(string[] arguments)
    {
        Option<int> rounds = new("--rounds") { Description = "How many timings each has in each case.", DefaultValueFactory = _ => 7 };
        Option<double> scale = new("--scale") { Description = "The sizes, as a part of 1,000 shards of 1 MB and 10 of 400 MB.", DefaultValueFactory = _ => 1 };
        RootCommand command = new("Reductions of arrays of many files and of one file, in turns in one run.") { rounds, scale };
        command.SetAction(parsed => Run(Math.Max(1, parsed.GetValue(rounds)), parsed.GetValue(scale)));
        return command.Parse(arguments).Invoke();
    }

    private static int Run(int rounds, double scale)
    {
        long start = Stopwatch.GetTimestamp();
        Console.WriteLine($"{Machine.Describe()}; float32, rows of 1024, {rounds} timings each, median.");
        Console.WriteLine();
        Console.WriteLine(ShardsRun.Legend);
        Console.WriteLine();
        Console.WriteLine("| shards | case | threads | one file, ms | shards, ms | ratio | us a shard more | GB/s |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|");
        var small = new ShardsRun(Math.Max(1, (int)(1000 * scale)), 256, rounds);
        small.Run();
        var large = new ShardsRun(Math.Max(1, (int)Math.Round(10 * Math.Sqrt(scale))), 128 * Math.Max(1, (long)(763 * Math.Sqrt(scale))), rounds);
        large.Run();
        Console.WriteLine();
        Console.WriteLine($"- {small.Bounds}");
        Console.WriteLine($"- {large.Bounds}");
        Console.WriteLine();
        Console.WriteLine($"It took {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s.");
        return small.HasSameBits && large.HasSameBits ? 0 : 1;
    }
}
