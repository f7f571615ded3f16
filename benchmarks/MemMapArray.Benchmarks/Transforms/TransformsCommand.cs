using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using MemMap.Benchmarks.Peers;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Transforms;

/// <summary>The command <c>transforms</c>: transforms and conversions of this library, a copy of as many bytes, NumPy and numexpr, side by side in one run.</summary>
internal static class TransformsCommand
{
    /// <summary>Its name, the first argument of the program.</summary>
    public const string Name = "transforms";

    private const string Legend =
        """
        GB/s of the bytes read and written (10^9 bytes a second; of rows of means nothing is counted), median, everything in the page cache. `copy`: `CopyFrom` of a view that moves as many bytes. NumPy's `astype` makes an array in
        memory; its new file is flushed, as ours is. `-`: there is none. The last columns: `memmaparray` over each.
        """;

    /// <summary>Runs it with the arguments after its name.</summary>
    /// <returns>0; 1 when the arguments are wrong.</returns>
    public static int Run(string[] arguments)
    {
        Option<int> rows = new("--rows") { Description = "The arrays are rows x 784 float32.", DefaultValueFactory = _ => 80_000 };
        Option<int> rounds = new("--rounds") { Description = "How many timings each contender gets.", DefaultValueFactory = _ => 7 };
        Option<string> only = new("--only") { Description = "Cases whose title has this.", DefaultValueFactory = _ => "" };
        RootCommand command = new("Transforms and conversions of this library and its peers, side by side in one run.") { rows, rounds, only };
        command.SetAction(parsed => Run(parsed.GetValue(rows), parsed.GetValue(rounds), parsed.GetValue(only)!));
        return command.Parse(arguments).Invoke();
    }

    private static void Run(int rows, int rounds, string only)
    {
        using NumPyProcess? numPy = NumPyProcess.TryStart("numpy_transforms.py");
        TransformResult[] results = [.. TransformsRun.Run(rows, rounds, only, numPy)];
        Console.WriteLine($"{Machine.Describe()}, {(numPy is null ? "no NumPy found" : $"NumPy {numPy.Version}")}; {rows} x 784 float32, {rounds} timings each.");
        Console.WriteLine(Legend);
        Console.WriteLine();
        Console.WriteLine("| what | copy | numpy | numexpr | memmaparray | / copy | / numpy | / numexpr |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (TransformResult result in results)
        {
            double?[] others = [result.Copy, result.NumPy, result.NumExpr];
            Console.WriteLine($"| {result.Title} | {string.Join(" | ", others.Append(result.Ours).Select(value => Text(value)))} | {string.Join(" | ", others.Select(value => Text(result.Ours / value, "0.00")))} |");
        }
    }

    private static string Text(double? value, string format = "0.0") => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
