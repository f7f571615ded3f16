using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using MemMap.Benchmarks.Peers;
using MemMap.Benchmarks.Peers.Contenders;
using MemMap.Faults.Tests.Support;

namespace MemMap.Benchmarks.Cold;

/// <summary>The command <c>cold</c>: the mean of a file that is not in the page cache by each read strategy, beside plain reads and NumPy, and
/// what each leaves there.</summary>
internal static class ColdCommand
{
    /// <summary>Its name, the first argument of the program.</summary>
    public const string Name = "cold";

    private const int Columns = 1024, BytesOfARow = Columns * sizeof(float), BytesOfARead = 1 << 20;

    private const string Legend =
        """
        `mean()` of a file that was dropped from the page cache before each timing, in turns. `read`: the same bytes by reads of 1 MiB on one thread, and nothing
        done with them. `left`: the part of the file that is in the page cache afterwards. What came from the disk, reads and page faults: of the last timing.
        """;

    /// <summary>Runs it with the arguments after its name.</summary>
    /// <returns>0; 1 when the arguments are wrong.</returns>
    public static int Run(string[] arguments)
    {
        Option<int> rounds = new("--rounds") { Description = "How many timings each way gets.", DefaultValueFactory = _ => 9 };
        Option<long> bytes = new("--bytes") { Description = "The size of the file.", DefaultValueFactory = _ => 1L << 30 };
        RootCommand command = new("Reading what is not in the page cache.") { rounds, bytes };
        command.SetAction(parsed => Run(parsed.GetValue(rounds), parsed.GetValue(bytes)));
        return command.Parse(arguments).Invoke();
    }

    private static void Run(int rounds, long bytes)
    {
        using BenchmarkFile file = new();
        file.Write<float>(bytes / BytesOfARow, Columns);
        using NumPyProcess? numPy = NumPyProcess.TryStart("numpy_cold.py");
        List<ColdWay> ways = [new("read", () => Timed(() => ReadAll(file.Path)))];
        foreach (ReadStrategy how in new[] { ReadStrategy.Mapped, ReadStrategy.Buffered, ReadStrategy.DropBehind })
        {
            ways.Add(new($"{how}, one thread", () => Timed(() => Mean(file.Path, how, 1))));
            ways.Add(new($"{how}, default", () => Timed(() => Mean(file.Path, how, -1))));
        }

        if (numPy is not null)
        {
            ways.Add(new("NumPy", () => (double)numPy.Ask(new JsonObject { ["file"] = file.Path })["seconds"]!, IsHere: false));
        }

        (double[][] seconds, double[] left, Counters[] asked) = Measure(ways, file.Path, rounds);
        Console.WriteLine($"{Machine.Describe()}, {(numPy is null ? "no NumPy found" : $"NumPy {numPy.Version}")}; " +
            $"{bytes >> 20} MiB of float32, {rounds} timings each, medians.");
        Console.WriteLine(Legend);
        Console.WriteLine();
        Console.WriteLine("| way | GB/s | of `read` | left | from the disk | reads | page faults |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        for (int i = 0; i < ways.Count; i++)
        {
            double rate = bytes / Median.Of(seconds[i]), plain = bytes / Median.Of(seconds[0]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {ways[i].Name} | {rate / 1e9:0.00} | {rate / plain:0.00} | {left[i]:P0} | {Text(ways[i], 100 * asked[i].Bytes / bytes)} % | {Text(ways[i], asked[i].Reads)} | {Text(ways[i], asked[i].Faults)} |"));
        }
    }

    private static (double[][] Seconds, double[] Left, Counters[] Asked) Measure(List<ColdWay> ways, string path, int rounds)
    {
        double[][] seconds = [.. ways.Select(_ => new double[rounds])];
        (double[] left, Counters[] asked) = (new double[ways.Count], new Counters[ways.Count]);
        for (int round = 0; round < rounds; round++)
        {
            // A disk that lends speed for a while and takes it back afterwards is not to hit the same way each time.
            foreach (int i in Enumerable.Range(round, ways.Count).Select(turn => turn % ways.Count))
            {
                PageCache.Drop(path);
                Counters before = Counters.Now();
                seconds[i][round] = ways[i].Read();
                Counters after = Counters.Now();
                asked[i] = new(after.Reads - before.Reads, after.Bytes - before.Bytes, after.Faults - before.Faults);
                left[i] = PageCache.PartOf(path);
            }
        }

        return (seconds, left, asked);
    }

    private static double Timed(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void ReadAll(string path)
    {
        using var handle = File.OpenHandle(path);
        byte[] buffer = new byte[BytesOfARead];
        int read;
        for (long position = 0; (read = RandomAccess.Read(handle, buffer, position)) > 0; position += read)
        {
        }
    }

    private static void Mean(string path, ReadStrategy how, int threads)
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(path, (-1, Columns));
        array.Mean(new ReductionOptions { ReadStrategy = how, MaxDegreeOfParallelism = threads });
    }

    private static string Text(ColdWay way, long count) => way.IsHere ? count.ToString(CultureInfo.InvariantCulture) : "-";
}
