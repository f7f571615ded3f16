using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MemMap.Benchmarks.Peers;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Relations;

/// <summary>The command <c>relations</c>: covariances, correlations and Gram matrices of this library, the peak of the processor, and NumPy, side by side in one run.</summary>
internal static class RelationsCommand
{
    /// <summary>Its name, the first argument of the program.</summary>
    public const string Name = "relations";

    private const string Legend =
        """
        GFlop/s: two for each product of a pair of columns, of pairs that differ one half. The peak is measured: fused multiply-adds of registers alone, on all processors. `mean()` of the same file is the read limit.
        """;

    /// <summary>Runs it with the arguments after its name.</summary>
    /// <returns>0; 1 when the arguments are wrong.</returns>
    public static int Run(string[] arguments)
    {
        Option<int> rounds = new("--rounds") { Description = "How many timings each contender gets.", DefaultValueFactory = _ => 5 };
        Option<double> scale = new("--scale") { Description = "A fraction of the rows.", DefaultValueFactory = _ => 1 };
        RootCommand command = new("Relations of this library and NumPy, side by side in one run.") { rounds, scale };
        command.SetAction(parsed => Run(parsed.GetValue(rounds), parsed.GetValue(scale)));
        return command.Parse(arguments).Invoke();
    }

    private static void Run(int rounds, double scale)
    {
        using NumPyProcess? numPy = NumPyProcess.TryStart("numpy_relations.py");
        double peak = Enumerable.Range(0, 5).Max(_ => PeakOnAllProcessors());
        Console.WriteLine($"{Machine.Describe()}, {(numPy is null ? "no NumPy found" : $"NumPy {numPy.Version}")}; {rounds} timings each, medians, in the page cache.");
        Console.WriteLine(Legend);
        Console.WriteLine();
        Console.WriteLine($"Peak: {peak.ToString("0", CultureInfo.InvariantCulture)} GFlop/s.");
        Console.WriteLine();
        Console.WriteLine("| what | numpy ms | memmaparray ms | ratio | GFlop/s | of the peak | GB/s | of the read limit |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        Measure<float>("f4", (int)(1_000_000 * scale), 256, ["cov"], numPy, rounds, peak);
        Measure<double>("f8", (int)(5_000_000 * scale), 10, ["cov", "corrcoef", "gram"], numPy, rounds, peak);
        Measure<double>("f8", (int)(20_000 * scale), 2048, ["cov"], numPy, rounds, peak);
    }

    private static unsafe void Measure<T>(string type, int rows, int columns, string[] operations, NumPyProcess? numPy, int rounds, double peak)
        where T : unmanaged
    {
        using BenchmarkFile file = new();
        using MemMapArray<T> x = MemMapArray.Create<T>(file.Path, (rows, columns));
        var random = new Random(1);
        float[] some = [.. Enumerable.Range(0, columns + 4096).Select(_ => random.NextSingle())];
        NDArray<T> row = NDArray.Create<T>(columns);
        for (int i = 0; i < rows; i++)
        {
            NDArray.From(some.AsSpan(random.Next(4096), columns), columns).ConvertTo(row, Conversion.Checked);
            x[i, ..].CopyFrom(row);
        }

        numPy?.Ask(new() { ["rows"] = rows, ["columns"] = columns, ["x"] = file.Path, ["type"] = type });
        double bytes = (double)x.Length * sizeof(T), flops = (double)rows * columns * (columns + 1);
        double limit = bytes / Median(rounds, () => Seconds(() => x.Mean()))!.Value / 1e9;
        foreach (string operation in operations)
        {
            Action ours = operation switch { "cov" => () => x.Covariance(), "corrcoef" => () => x.Correlation(), _ => () => x.Gram() };
            double mine = Median(rounds, () => Seconds(ours))!.Value;
            double? theirs = Median(rounds, () => (double?)numPy?.Ask(new() { ["op"] = operation })["seconds"]);
            string[] texts =
            [
                Text(theirs * 1000, "0"), Text(mine * 1000, "0"), Text(theirs / mine, "0.0"), Text(flops / mine / 1e9, "0"), Text(flops / mine / 1e9 / peak, "0.00"), Text(bytes / mine / 1e9, "0.0"), Text(bytes / mine / 1e9 / limit, "0.00"),
            ];
            Console.WriteLine($"| {operation} {rows} x {columns} {type} | {string.Join(" | ", texts)} |");
        }
    }

    private static double PeakOnAllProcessors()
    {
        long steps = 0;
        double seconds = Seconds(() => steps = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(Peak.Run)).ToArray().Sum(task => task.Result));
        return steps / seconds / 1e9;
    }

    private static double? Median(int rounds, Func<double?> time)
    {
        List<double> times = [];
        for (int round = -1; round < rounds; round++)
        {
            if (time() is { } seconds && round >= 0)
            {
                times.Add(seconds);
            }
        }

        return times.Count == 0 ? null : times.Order().ElementAt(times.Count / 2);
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
