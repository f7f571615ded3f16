using System;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Peers;

/// <summary>The command <c>peers</c>: this library and its peers, side by side in one run.</summary>
internal static class PeersCommand
{
    /// <summary>Its name, the first argument of the program.</summary>
    public const string Name = "peers";

    /// <summary>Runs it with the arguments after its name.</summary>
    /// <returns>0; 1 when an answer of this library is off or the arguments are wrong.</returns>
    public static int Run(string[] arguments)
    {
        Option<long> bytes = new("--bytes") { Description = "About how large each file is.", DefaultValueFactory = _ => 1L << 30 };
        Option<int> rounds = new("--rounds") { Description = "How many timings each contender gets in each case.", DefaultValueFactory = _ => 5 };
        Option<FileInfo?> json = new("--json") { Description = "Where to write the results as JSON." };
        Option<bool> alone = new("--alone") { Description = "Only this library and the read limit, to compare commits." };
        bytes.Validators.Add(result => Require(result.GetValueOrDefault<long>() > 0, "--bytes is a positive number.", result.AddError));
        rounds.Validators.Add(result => Require(result.GetValueOrDefault<int>() > 0, "--rounds is a positive number.", result.AddError));
        RootCommand command = new("Reductions of this library and its peers, side by side in one run.") { bytes, rounds, json, alone };
        command.SetAction(parsed => Run(parsed.GetValue(bytes), parsed.GetValue(rounds), parsed.GetValue(json), parsed.GetValue(alone)));
        return command.Parse(arguments).Invoke();
    }

    private static void Require(bool condition, string message, Action<string> addError)
    {
        if (!condition)
        {
            addError(message);
        }
    }

    private static int Run(long bytes, int rounds, FileInfo? json, bool isAlone)
    {
        long start = Stopwatch.GetTimestamp();
        using NumPyProcess? numPy = isAlone ? null : NumPyProcess.TryStart("numpy_contender.py");
        PeersRun run = new(bytes, rounds, numPy, isAlone);
        run.Run();

        Console.WriteLine($"{Machine.Describe()}, {(numPy is null ? "no NumPy found" : $"NumPy {numPy.Version}")}; files of {bytes:N0} bytes, {rounds} timings each.");
        ResultTable.Write(Console.Out, run.Results);
        Console.WriteLine();
        foreach (string failure in run.Failures)
        {
            Console.WriteLine($"- {failure}");
        }

        Console.WriteLine($"It took {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s.");
        if (json is not null)
        {
            ResultJson.Write(json.FullName, run.Results);
        }

        return OursAreRight(run) ? 0 : 1;
    }

    private static bool OursAreRight(PeersRun run) => run.Results
        .Where(result => result.Contender is ContenderNames.MemMapArraySingleThread or ContenderNames.MemMapArrayDefault)
        .All(result => result.Agrees);
}
