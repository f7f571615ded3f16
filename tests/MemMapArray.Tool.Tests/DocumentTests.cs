using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using MemMap.Tests;
using Xunit;

namespace MemMap.Tool.Tests;

/// <summary>The command lines of the documents, run as they stand there: they write what stands below them.</summary>
public sealed partial class DocumentTests : IDisposable
{
    private const string Prompt = "$ memmap ";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("README.md", 2)]
    [InlineData("docs/guides/tool.md", 10)]
    [InlineData("src/MemMapArray.Tool/README.md", 2)]
    public void Examples_OfADocument_WriteWhatStandsBelowThem(string document, int least)
    {
        _folder.Npy((1000, 3), "readings.npy", i => i * 37 % 101 / 4f);
        _folder.Npy((1000, 3), "gaps.npy", i => i % 500 == 7 ? float.NaN : i * 37 % 101 / 4f);
        File.WriteAllBytes(_folder.File("readings.bin"), File.ReadAllBytes(_folder.File("readings.npy"))[128..]);
        string[] blocks = [.. ConsoleBlock().Matches(File.ReadAllText(Repository.Find(document)).ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value)];
        string[] examples = [.. blocks.SelectMany(block => block.Split(Prompt).Skip(1))];
        Assert.True(examples.Length >= least, $"{examples.Length} examples");
        foreach (string example in examples)
        {
            string[] lines = example.TrimEnd().Split('\n');
            ToolRun run = ToolRun.End(ToolRun.Start(_folder.Path, [.. Words(lines[0])]));
            string said = string.Join('\n', new[] { run.Output, run.Error }.Where(text => text.Length > 0)).ReplaceLineEndings("\n");
            Assert.Equal(string.Join('\n', lines[1..]), said);
        }
    }

    [Fact]
    public void ExitCodes_OfTheGuide_AreThoseOfTheTool()
    {
        string guide = File.ReadAllText(Repository.Find("docs/guides/tool.md"));
        int[] codes = [ExitCode.Fine, ExitCode.No, ExitCode.Usage, ExitCode.File, ExitCode.Interrupted];
        Assert.All(codes, code => Assert.Contains($"| {code} | ", guide, StringComparison.Ordinal));
    }

    // Words between quotes are one.
    private static IEnumerable<string> Words(string line) => Word().Matches(line).Select(match => match.Value.Trim('"'));

    [GeneratedRegex("```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex Word();
}
