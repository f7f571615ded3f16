using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;

namespace MemMap.Benchmarks.Summary;

/// <summary>The command <c>summary</c>: brings the committed results into the README, the page of speed and the picture, or says what differs from them.</summary>
internal static class SummaryCommand
{
    /// <summary>Its name, the first argument of the program.</summary>
    public const string Name = "summary";

    private const string Machine = "amd-epyc-2-cores";
    private const string Begin = "<!-- Written by `summary` of the benchmarks, from benchmarks/results. -->\n";
    private const string End = "<!-- End of what `summary` writes. -->\n";

    /// <summary>Runs it with the arguments after its name, in the root of the repository.</summary>
    /// <returns>0; 1 when the arguments are wrong or, with <c>--check</c>, when a file differs.</returns>
    public static int Run(string[] arguments)
    {
        Option<bool> check = new("--check") { Description = "Write nothing; say what differs." };
        RootCommand command = new("Brings the committed results into the README.") { check };
        command.SetAction(parsed => Run(parsed.GetValue(check)));
        return command.Parse(arguments).Invoke();
    }

    private static int Run(bool onlyCheck)
    {
        string folder = Path.Combine("benchmarks", "results", Machine), page = Path.Combine("docs", "speed.md");
        CommittedNumbers numbers = new(folder);
        Dictionary<string, string> files = new()
        {
            ["README.md"] = Between("README.md", numbers.WriteReadme()),
            [page] = Between(page, numbers.WritePage()),
            [Path.Combine("docs", "images", "speed.svg")] = SpeedChart.Draw(MarkdownTable.Read(Path.Combine(folder, "peers.md"))),
        };
        int differences = 0;
        foreach ((string path, string text) in files)
        {
            if (File.Exists(path) && File.ReadAllText(path) == text)
            {
                continue;
            }

            differences++;
            if (onlyCheck)
            {
                Console.Error.WriteLine($"{path} is not what the committed results say; run the command without --check.");
            }
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                File.WriteAllText(path, text);
                Console.WriteLine($"{path} written");
            }
        }

        return onlyCheck && differences > 0 ? 1 : 0;
    }

    // The document with other numbers.
    private static string Between(string path, string numbers)
    {
        string document = File.ReadAllText(path);
        int begin = document.IndexOf(Begin, StringComparison.Ordinal), end = document.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? document[..(begin + Begin.Length)] + numbers + document[end..]
            : throw new InvalidDataException($"{path} has no place for the numbers.");
    }
}
