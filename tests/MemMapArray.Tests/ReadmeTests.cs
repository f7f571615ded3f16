using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MemMap.Tests;

/// <summary>What README.md and docs/numpy.md show is what the tests run.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string s_documents = Path.Combine(AppContext.BaseDirectory, "Documents");

    [Fact]
    public void Examples_AreTheBodiesOfTests()
    {
        string readme = File.ReadAllText(Path.Combine(s_documents, "README.md"));
        string tests = WithoutIndent(File.ReadAllText(Path.Combine(s_documents, "ReadmeExamples.cs")));
        MatchCollection examples = CodeBlock().Matches(readme);
        Assert.True(examples.Count >= 5);
        foreach (Match example in examples)
        {
            Assert.Contains(WithoutIndent(example.Groups[1].Value), tests, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void LinesOfTheCheatSheet_AreInTests()
    {
        string tests = File.ReadAllText(Path.Combine(s_documents, "NumPyExamples.cs"));
        int column = -1, lines = 0;
        foreach (string row in File.ReadLines(Path.Combine(s_documents, "numpy.md")))
        {
            string[] cells = row.Split(" | ");
            if (!row.StartsWith("| ", StringComparison.Ordinal))
            {
                continue;
            }

            if (cells.Any(cell => cell.Trim('|', ' ') == "MemMapArray"))
            {
                column = Array.FindIndex(cells, cell => cell.Trim('|', ' ') == "MemMapArray");
                continue;
            }

            foreach (Match code in InlineCode().Matches(cells[column]))
            {
                Assert.Contains(code.Groups[1].Value, tests, StringComparison.Ordinal);
                lines++;
            }
        }

        Assert.True(lines >= 90, $"{lines} lines");
    }

    private static string WithoutIndent(string code) => string.Join('\n', code.Trim().Split('\n').Select(line => line.Trim()));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
