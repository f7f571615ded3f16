using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using MemMap.Benchmarks.Peers;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Series;

/// <summary>The command <c>series</c>: cumulative sums and rolling windows of this library, a copy of as many bytes, NumPy and pandas, side by side in one run.</summary>
internal static class SeriesCommand
{
    /// <summary>Its name, the first argument of the program.</summary>
    public const string Name = "series";

    /// <summary>Runs it with the arguments after its name.</summary>
    /// <returns>0; 1 when the arguments are wrong.</returns>
    public static int Run(string[] arguments)
    {
        Option<int> rows = new("--rows") { Description = "The arrays are rows x 10 float64.", DefaultValueFactory = _ => 5_000_000 };
        Option<int> rounds = new("--rounds") { Description = "How many timings each contender gets.", DefaultValueFactory = _ => 5 };
        Option<string> only = new("--only") { Description = "Only the copy, and what has this in its title.", DefaultValueFactory = _ => "" };
        RootCommand command = new("Series of this library and its peers, side by side in one run.") { rows, rounds, only };
        command.SetAction(parsed => Run(parsed.GetValue(rows), parsed.GetValue(rounds), parsed.GetValue(only)!));
        return command.Parse(arguments).Invoke();
    }

    private static void Run(int rows, int rounds, string only)
    {
        using NumPyProcess? numPy = NumPyProcess.TryStart("numpy_series.py");
        using BenchmarkFile xFile = new(), zFile = new();
        using MemMapArray<double> x = MemMapArray.Create<double>(xFile.Path, (rows, 10)), z = MemMapArray.Create<double>(zFile.Path, (rows, 10));
        var random = new Random(1);
        double[] row = [.. Enumerable.Range(0, 10).Select(_ => random.NextDouble())];
        for (int i = 0; i < rows; i++)
        {
            row[i % 10] = random.NextDouble();
            x[i, ..].CopyFrom(row);
        }

        z.CopyFrom(x);
        numPy?.Ask(new() { ["rows"] = rows, ["columns"] = 10, ["x"] = xFile.Path, ["z"] = zFile.Path });
        MemMapView<double> flatX = x.Reshape(-1), flatZ = z.Reshape(-1);
        var sixty = x.Rolling(60, 0);
        (string Title, Action Ours)[] cases =
        [
            ("copy", () => z.CopyFrom(x)),
            ("cumsum, axis 0", () => x.CumulativeSum(z, 0)),
            ("cumsum, one series", () => flatX.CumulativeSum(flatZ, 0)),
            ("cumprod, axis 0", () => x.CumulativeProduct(z, 0)),
            ("cumprod, one series", () => flatX.CumulativeProduct(flatZ, 0)),
            ("maximum.accumulate, axis 0", () => x.CumulativeMax(z, 0)),
            ("diff, one series", () => flatX.Difference(flatZ[1..], 0)),
            ("rolling(60).sum", () => sixty.Sum(z)),
            ("rolling(60).mean", () => sixty.Mean(z)),
            ("rolling(60).std", () => sixty.Std(z)),
            ("rolling(60).max", () => sixty.Max(z)),
            ("rolling(60).median", () => sixty.Median(z)),
            ("rolling(1000).std", () => x.Rolling(1000, 0).Std(z)),
            ("rolling(100000).std", () => x.Rolling(100_000, 0).Std(z)),
            ("rolling(60).std, one series", () => flatX.Rolling(60, 0).Std(flatZ)),
        ];
        Console.WriteLine($"{Machine.Describe()}, {(numPy is null ? "no NumPy found" : $"NumPy {numPy.Version}")}; {rows} x 10 float64, {rounds} timings each, medians in ms, in the page cache.");
        Console.WriteLine();
        Console.WriteLine("| what | numpy or pandas | memmaparray | ratio | of the copy's speed |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        double copy = 0;
        foreach ((string title, Action ours) in cases.Where(named => named.Title == "copy" || named.Title.Contains(only, StringComparison.Ordinal)))
        {
            List<double> mine = [], theirs = [];
            for (int round = -1; round < rounds; round++)
            {
                long start = Stopwatch.GetTimestamp();
                ours();
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                double? other = title.Contains("median", StringComparison.Ordinal) && round >= 0 ? null : (double?)numPy?.Ask(new() { ["op"] = title })["seconds"];
                if (round >= 0)
                {
                    mine.Add(seconds);
                }

                if (other is { } time && (round >= 0 || title.Contains("median", StringComparison.Ordinal)))
                {
                    theirs.Add(time);
                }
            }

            double median = mine.Order().ElementAt(mine.Count / 2);
            double? peer = theirs.Count == 0 ? null : theirs.Order().ElementAt(theirs.Count / 2);
            copy = title == "copy" ? median : copy;
            Console.WriteLine($"| {title} | {Text(peer * 1000, "0")} | {Text(median * 1000, "0")} | {Text(peer / median, "0.0")} | {Text(copy / median, "0.00")} |");
        }
    }

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
