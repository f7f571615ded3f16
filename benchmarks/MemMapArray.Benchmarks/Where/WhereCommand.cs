using System;
using System.CommandLine;
using System.Diagnostics;
using MemMap.Benchmarks.Peers;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Where;

/// <summary>The command <c>where</c>: masked reductions beside plain ones, NumPy's <c>where=</c> and the read limit, in one run.</summary>
internal static class WhereCommand
{
    /// <summary>Its name, the first argument of the program.</summary>
    public const string Name = "where";

    /// <summary>Runs it with the arguments after its name.</summary>
    /// <returns>0, or 1 when the arguments are wrong.</returns>
    public static int Run(string[] arguments)
    {
        Option<long> bytes = new("--bytes") { Description = "The size of the elements; the mask is a fourth of it.", DefaultValueFactory = _ => 1 << 30 };
        Option<int> rounds = new("--rounds") { Description = "How many timings each has in each case.", DefaultValueFactory = _ => 5 };
        Option<string> only = new("--only") { Description = "Masks and predicates whose name has this.", DefaultValueFactory = _ => "" };
        RootCommand command = new("Masked reductions and plain ones, in turns in one run.") { bytes, rounds, only };
        command.SetAction(parsed => Run(parsed.GetValue(bytes), Math.Max(1, parsed.GetValue(rounds)), parsed.GetValue(only)!));
        return command.Parse(arguments).Invoke();
    }

    private static int Run(long bytes, int rounds, string only)
    {
        long start = Stopwatch.GetTimestamp();
        using NumPyProcess? numpy = NumPyProcess.TryStart("numpy_where.py");
        Console.WriteLine($"{Machine.Describe()}; NumPy {numpy?.Version ?? "is not there"}; float32, rows of {WhereRun.Columns}, {rounds} timings each, median.");
        Console.WriteLine();
        Console.WriteLine(WhereRun.Legend);
        Console.WriteLine();
        using var run = new WhereRun(bytes, rounds, only, numpy);
        run.Run();
        Console.WriteLine();
        Console.WriteLine($"It took {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s.");
        return 0;
    }
}
