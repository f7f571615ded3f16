using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using MemMap.Benchmarks.Peers;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Rows;

/// <summary>The command <c>rows</c>: rows by their numbers and shuffled batches, beside a loop of copies over the mapping and NumPy, in
/// one run.</summary>
internal static class RowsCommand
{
    /// <summary>Its name, the first argument of the program.</summary>
    public const string Name = "rows";

    private const string Legend =
        """
        Milliseconds, median. `row loop`: `Span.CopyTo` of each row of the mapping, on one thread. `take`: into new memory;
        `take to memory`: into memory that is there; `not in memory`: the file was dropped from the page cache before. Batches are summed up by their first element only.
        """;

    /// <summary>Runs it with the arguments after its name.</summary>
    /// <returns>0; 1 when the arguments are wrong.</returns>
    public static int Run(string[] arguments)
    {
        Option<int> rounds = new("--rounds") { Description = "How many timings each contender gets.", DefaultValueFactory = _ => 7 };
        Option<long> bytes = new("--bytes") { Description = "The size of cold files.", DefaultValueFactory = _ => 1L << 30 };
        Option<bool> processor = new("--processor-time") { Description = "Measure time of the processor: others use the machine." };
        Option<string> only = new("--only") { Description = "Cases whose title has this.", DefaultValueFactory = _ => "" };
        RootCommand command = new("Rows and batches of this library and NumPy, side by side in one run.") { rounds, bytes, processor, only };
        command.SetAction(parsed => Run(
            parsed.GetValue(rounds), parsed.GetValue(bytes), parsed.GetValue(processor), parsed.GetValue(only)!));
        return command.Parse(arguments).Invoke();
    }

    private static void Run(int rounds, long bytes, bool isProcessorTime, string only)
    {
        using NumPyProcess? numPy = NumPyProcess.TryStart("numpy_rows.py");
        List<(RowsCase What, (double?[] Seconds, long DeviceBytes) Made)> results = [.. RowsCase.All(bytes)
            .Where(what => what.Title.Contains(only, StringComparison.Ordinal))
            .Select(what => (what, RowsRun.Time(what, rounds, numPy, isProcessorTime)))];
        Console.WriteLine($"{Machine.Describe()}, {(numPy is null ? "no NumPy found" : $"NumPy {numPy.Version}")}; {rounds} timings " +
            $"each{(isProcessorTime ? ", of the processor" : string.Empty)}.");
        Console.WriteLine(Legend);
        Console.WriteLine();
        Console.WriteLine("| what | row loop | numpy | memmaparray | numpy / memmaparray |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach ((RowsCase what, (double?[] seconds, _)) in results)
        {
            Console.WriteLine($"| {what.Title} | {Text(seconds[1] * 1000)} | {Text(seconds[2] * 1000)} | {Text(seconds[0] * 1000)} | " +
                $"{Text(seconds[2] / seconds[0])} |");
        }

        Console.WriteLine();
        foreach ((RowsCase what, (double?[] seconds, long read)) in results.Where(result => result.What.IsCold))
        {
            double wanted = (double)what.Rows * what.Columns * sizeof(float);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"- {what.Title}: {wanted / 1e6:0} MB asked for, {read / 1e6:0} MB read by the device, {read / seconds[0] / 1e6:0} MB/s."));
        }
    }

    private static string Text(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "-";
}
