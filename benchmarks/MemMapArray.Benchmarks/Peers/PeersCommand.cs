using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
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

    private const string Script = "numpy_contender.py";

    /// <summary>Runs it with the arguments after its name.</summary>
    /// <returns>0; 1 when an answer of this library is off or the arguments are wrong.</returns>
    public static int Run(string[] arguments)
    {
        Option<long> bytes = new("--bytes") { Description = "About how large each file is.", DefaultValueFactory = _ => 1L << 30 };
        Option<int> rounds = new("--rounds") { Description = "How many timings each contender gets.", DefaultValueFactory = _ => 9 };
        Option<string[]> types = Names("--types", "Element types", ElementTypes.Names);
        Option<string[]> operations = Names("--ops", "Operations", Operations.Names);
        Option<string[]> layouts = Names("--layouts", "Layouts", Layouts.Names);
        Option<FileInfo?> json = new("--json") { Description = "Where to write the results as JSON." };
        Option<bool> alone = new("--alone") { Description = "Only this library and the read limit, to compare commits." };
        bytes.Validators.Add(result => Require(result.GetValueOrDefault<long>() > 0, "--bytes is a positive number.", result.AddError));
        rounds.Validators.Add(result => Require(result.GetValueOrDefault<int>() > 0, "--rounds is a positive number.", result.AddError));
        RootCommand command = new("Reductions of this library and its peers, side by side in one run.")
        {
            bytes, rounds, types, operations, layouts, json, alone,
        };
        command.SetAction(parsed => Run(
            new(
                parsed.GetValue(bytes),
                parsed.GetValue(rounds),
                parsed.GetValue(types)!,
                parsed.GetValue(operations)!,
                parsed.GetValue(layouts)!,
                parsed.GetValue(alone)),
            parsed.GetValue(json)));
        return command.Parse(arguments).Invoke();
    }

    // Names with commas between them; all that there are when none is said.
    private static Option<string[]> Names(string name, string what, IReadOnlyList<string> all)
    {
        return new(name)
        {
            Description = $"{what}, with commas between them, of {string.Join(", ", all)}.",
            DefaultValueFactory = _ => [.. all],
            CustomParser = Parse,
        };

        string[] Parse(ArgumentResult result)
        {
            string[] names = [.. result.Tokens.SelectMany(token => token.Value.Split(','))];
            string[] unknown = [.. names.Except(all)];
            Require(unknown.Length == 0, $"{name} has no {string.Join(", ", unknown)}; there are {string.Join(", ", all)}.", result.AddError);
            return names;
        }
    }

    private static void Require(bool condition, string message, Action<string> addError)
    {
        if (!condition)
        {
            addError(message);
        }
    }

    private static int Run(PeersOptions options, FileInfo? json)
    {
        long start = Stopwatch.GetTimestamp();
        using NumPyProcess? numPy = options.IsAlone ? null : NumPyProcess.TryStart(Script);
        using NumPyProcess? bottleneck = options.IsAlone ? null : NumPyProcess.TryStart(Script, "bottleneck");
        PeersRun run = new(options, numPy, bottleneck);
        run.Run();

        Console.WriteLine(
            $"{Machine.Describe()}, {Version("NumPy", numPy)}, {Version("bottleneck", bottleneck)}; " +
            $"files of {options.Bytes:N0} bytes, {options.Rounds} timings each.");
        ResultTable.Write(Console.Out, run.Results);
        Console.WriteLine();
        foreach (string failure in run.Failures)
        {
            Console.WriteLine($"- {failure}");
        }

        Console.WriteLine($"It took {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s.");
        Console.WriteLine();
        AheadTable.Write(Console.Out, run.Results);
        if (json is not null)
        {
            ResultJson.Write(json.FullName, run.Results);
        }

        return OursAreRight(run) ? 0 : 1;
    }

    private static string Version(string name, NumPyProcess? process) => process is null ? $"no {name}" : $"{name} {process.Version}";

    private static bool OursAreRight(PeersRun run) => run.Results
        .Where(result => result.Contender is ContenderNames.MemMapArraySingleThread or ContenderNames.MemMapArrayDefault)
        .All(result => result.Agrees);
}
