using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using MemMap.Benchmarks.Peers;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.CopyPeers;

/// <summary>
/// The command <c>copies</c>: copies, fills and small calls of this library, of what one writes by hand, and of NumPy, side by side in
/// one run.
/// </summary>
internal static class CopiesCommand
{
    /// <summary>Its name, the first argument of the program.</summary>
    public const string Name = "copies";

    /// <summary>The option of a process that this command starts: the call that it makes.</summary>
    public const string First = "--first";

    /// <summary>Another: where its files are.</summary>
    public const string Folder = "--folder";

    private const string Legend =
        """
        GB/s of the bytes written (10^9 bytes a second), median, on one thread, everything in the page cache. `plain memory`: `Span.CopyTo` and `Span.Fill` over memory of the process.
        `element loop`: two loops over spans of both mappings. `-`: there is none. The last columns: `memmaparray` over each.
        """;

    /// <summary>Runs it with the arguments after its name.</summary>
    /// <returns>0; 1 when the arguments are wrong.</returns>
    public static int Run(string[] arguments)
    {
        Option<int> edge = new("--edge")
        {
            Description = $"The large arrays are edge x edge float32; a multiple of {CopiesRun.EdgeStep}.",
            DefaultValueFactory = _ => 8192,
        };
        Option<int> rounds = new("--rounds") { Description = "How many timings each contender gets.", DefaultValueFactory = _ => 9 };
        Option<string?> first = new(First) { Hidden = true };
        Option<string> folder = new(Folder) { Hidden = true };
        RootCommand command = new("Copies, fills and small calls of this library and its peers, side by side in one run.") { edge, rounds, first, folder };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(first) is string title)
            {
                FreshProcess.Call(parsed.GetValue(folder)!, title);
                return;
            }

            Run(parsed.GetValue(edge), parsed.GetValue(rounds));
        });
        return command.Parse(arguments).Invoke();
    }

    private static void Run(int edge, int rounds)
    {
        using NumPyProcess? numPy = NumPyProcess.TryStart("numpy_copies.py");
        IReadOnlyList<CopyResult> results = CopiesRun.Run(edge, rounds, numPy);
        Console.WriteLine($"{Machine.Describe()}, {(numPy is null ? "no NumPy found" : $"NumPy {numPy.Version}")}; {edge} x {edge} float32, {rounds} timings each.");
        Console.WriteLine(Legend);
        Console.WriteLine();
        Console.WriteLine("| what | plain memory | element loop | numpy | memmaparray | / plain memory | / element loop | / numpy |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (CopyResult result in results)
        {
            Console.WriteLine(
                $"| {result.Title} | {Text(result.Plain)} | {Text(result.Loop)} | {Text(result.NumPy)} | {Text(result.Ours)} " +
                $"| {Text(result.Ours / result.Plain, "0.00")} | {Text(result.Ours / result.Loop, "0.00")} | {Text(result.Ours / result.NumPy, "0.00")} |");
        }

        Console.WriteLine();
        string calls = Directory.CreateTempSubdirectory("memmaparray-bench-").FullName;
        try
        {
            CallCases.WriteFiles(calls);
            CallTable.Write(Console.Out, new CallsRun(calls, rounds).Run());
        }
        finally
        {
            Directory.Delete(calls, recursive: true);
        }
    }

    private static string Text(double? value, string format = "0.0") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
