using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MemMap.Tests;

/// <summary>What README.md shows is what the tests run.</summary>
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

    private static string WithoutIndent(string code) => string.Join('\n', code.Trim().Split('\n').Select(line => line.Trim()));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
