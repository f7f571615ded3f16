using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Spectre.Console;

namespace MemMap.Embeddings;

/// <summary>Makes the file, searches it, checks what was found, and says how fast that was beside a plain read of the same
/// mapping.</summary>
internal sealed class Demonstration(long rows, int queries, int top)
{
    private const int Rounds = 9;

    // Sums of 384 products in float32 against double.
    private const double Tolerance = 1e-5;

    // Until the runtime has compiled every loop for good.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    private readonly IAnsiConsole _console = AnsiConsole.Console;
    private bool _allHold = true;

    /// <returns>Whether every check held.</returns>
    public bool Run(string? folder, bool keep, CancellationToken cancellation)
    {
        if (Console.IsOutputRedirected)
        {
            // Spectre.Console takes 80 columns where there is no terminal, and would break longer lines.
            _console.Profile.Width = 1_000;
        }

        using SampleFolder files = new(folder, keep);
        Line($"The files are in {files.Path}{(keep ? ", and stay there" : ", until the end")}.");
        long start = Stopwatch.GetTimestamp();
        Make(files, cancellation);
        double written = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Line(
            $"{rows:N0} vectors of {RandomVectors.Dimensions} float32 and their norms written in {written:f1} s, by " +
            $"{Environment.ProcessorCount} threads.");

        using MemMapArray<float> vectors = MemMapArray.Open<float>(files.Vectors, (-1, RandomVectors.Dimensions));
        using MemMapArray<float> norms = MemMapArray.Open<float>(files.Norms);
        Search(vectors, norms, cancellation);
        return _allHold;
    }

    private void Make(SampleFolder files, CancellationToken cancellation)
    {
        using MemMapArray<float> vectors = MemMapArray.Create<float>(files.Vectors, (rows, RandomVectors.Dimensions));
        using MemMapArray<float> norms = MemMapArray.Create<float>(files.Norms, rows);
        RandomVectors.Fill(vectors, norms, cancellation);
    }

    private void Search(MemMapArray<float> vectors, MemMapArray<float> norms, CancellationToken cancellation)
    {
        long[] nearest = [.. Enumerable.Range(0, queries).Select(q => q * rows / queries)];
        float[][] all = [.. nearest.Select((row, q) => RandomVectors.Near(vectors, row, q))];
        float[][] one = all[..1];
        Match[][] found = CosineSearch.FindTop(vectors, norms, all, top, cancellation);
        Show(found[0]);
        Check(
            $"each of {queries} queries finds the row that it was made from first",
            nearest.SequenceEqual(found.Select(matches => matches[0].Row)));
        Check(
            "a query alone finds what it finds among others",
            found[0].SequenceEqual(CosineSearch.FindTop(vectors, norms, one, top, cancellation)[0]));
        Match[] slow = CosineSearch.FindTopSlowly(vectors, all[0], top, cancellation);
        Check($"a plain scan in double precision finds the same similarities, to {Tolerance:g1}", slow.Length == found[0].Length
            && slow.Zip(found[0]).All(pair => Math.Abs(pair.First.Similarity - pair.Second.Similarity) <= Tolerance)
            && found[0].All(match => Math.Abs(CosineSearch.Similarity(vectors, match.Row, all[0]) - match.Similarity) <= Tolerance));

        Compare(vectors.ByteLength, new()
        {
            ["a plain read"] = (0, () => PlainRead.Run(vectors, cancellation)),
            ["one query"] = (1, () => CosineSearch.FindTop(vectors, norms, one, top, cancellation)),
            [$"{queries} queries in one pass"] = (queries, () => CosineSearch.FindTop(vectors, norms, all, top, cancellation)),
        });
    }

    // In turns, so that what slows the machine down slows all of them; the median of the rounds.
    private void Compare(long bytes, Dictionary<string, (int Queries, Action Pass)> contenders)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_warmUp;)
        {
            contenders.Values.ToList().ForEach(contender => contender.Pass());
        }

        Dictionary<string, List<double>> seconds = contenders.Keys.ToDictionary(name => name, _ => new List<double>());
        for (int round = 0; round < Rounds; round++)
        {
            foreach ((string name, (int _, Action pass)) in contenders)
            {
                long start = Stopwatch.GetTimestamp();
                pass();
                seconds[name].Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        Table table = new Table().Border(TableBorder.Markdown)
            .AddColumns("what", "ms", "million rows/s", "million comparisons/s", "GB/s of file", "of the plain read");
        double limit = Median(seconds.Values.First());
        foreach ((string name, (int count, Action _)) in contenders)
        {
            double median = Median(seconds[name]);
            table.AddRow(
                name,
                $"{1e3 * median:f1}",
                $"{rows / median / 1e6:f1}",
                count == 0 ? "" : $"{count * rows / median / 1e6:f1}",
                $"{bytes / median / 1e9:f1}",
                $"{limit / median:f2}");
        }

        _console.Write(table);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private void Show(Match[] matches)
    {
        Table table = new Table().Border(TableBorder.Markdown).AddColumns("row", "similarity with the first query");
        foreach (Match match in matches)
        {
            table.AddRow($"{match.Row}", $"{match.Similarity:f4}");
        }

        _console.Write(table);
    }

    private void Check(string claim, bool holds)
    {
        _allHold &= holds;
        _console.MarkupLine(holds ? $"[green]  holds: {Markup.Escape(claim)}[/]" : $"[red]  DOES NOT HOLD: {Markup.Escape(claim)}[/]");
    }

    private void Line(string text) => _console.MarkupLine(Markup.Escape(text));
}
