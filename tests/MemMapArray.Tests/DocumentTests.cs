using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace MemMap.Tests;

/// <summary>What the documents show is what is compiled and run, and what they lead to is there.</summary>
public sealed partial class DocumentTests
{
    // Where the examples of a document are compiled. A guide has a file of its own: that of docs/guides/from-numpy.md is Guides/FromNumPyExamples.cs.
    private static readonly Dictionary<string, string> s_examples = new()
    {
        ["README.md"] = "tests/MemMapArray.Tests/ReadmeExamples.cs",
        ["docs/overview.md"] = "tests/MemMapArray.Tests/ReadmeExamples.cs",
        ["CONTRIBUTING.md"] = "src/MemMapArray",
        ["docs/many-files.md"] = "samples/ManyFiles tests/MemMapArray.Tests/ManyFilesExamples.cs",
        ["docs/many-machines.md"] = "samples/TwoSilos tests/MemMapArray.Orleans.Tests/ManyMachinesExamples.cs",
        ["docs/guarantees.md"] = "tests/MemMapArray.Tests/Guides/ShareExamples.cs",
        ["docs/guides/embeddings.md"] = "samples/Embeddings",
    };

    // The examples of this guide are command lines: the tests of the tool run them.
    private const string ToolGuide = "docs/guides/tool.md";

    // Where the examples of the XML documentation are compiled.
    private static readonly string[] s_apiExamples =
        ["tests/MemMapArray.Tests/ApiExamples", "tests/MemMapArray.Tensors.Tests", "tests/MemMapArray.Orleans.Tests"];

    public static TheoryData<string> Documents => [.. Repository.Documents];

    public static TheoryData<string> DocumentsWithExamples => [.. Repository.Documents.Where(HasExamples)];

    [Theory]
    [MemberData(nameof(DocumentsWithExamples))]
    public void Examples_OfADocument_AreCompiled(string document)
    {
        string compiled = string.Join('\n', (s_examples.TryGetValue(document, out string? paths) ? paths : GuideExamples(document)).Split(' ').Select(Repository.Code));
        MatchCollection examples = Examples(document);
        Assert.NotEmpty(examples);
        foreach (Match example in examples)
        {
            Assert.Contains(Repository.WithoutIndent(example.Groups[1].Value), compiled, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Examples_OfTheXmlDocumentation_AreCompiled()
    {
        string compiled = OnOneLine(string.Join('\n', s_apiExamples.Select(Repository.Code)));
        int count = 0;
        foreach (Match example in Repository.CodeFiles("src").SelectMany(file => ApiExample().Matches(File.ReadAllText(file))))
        {
            string code = WebUtility.HtmlDecode(DocumentationMark().Replace(example.Groups[1].Value, string.Empty));
            Assert.Contains(OnOneLine(code), compiled, StringComparison.Ordinal);
            count++;
        }

        Assert.True(count >= 60, $"{count} examples");
    }

    [Fact]
    public void Documents_HaveNoExampleThatIsNotCompiled() =>
        Assert.DoesNotContain(Repository.Documents, document => Examples(document).Count > 0 && !HasExamples(document));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_OfADocument_LeadToWhatIsThere(string document)
    {
        string text = CodeBlocks().Replace(File.ReadAllText(Repository.Find(document)), string.Empty);
        string folder = Path.GetDirectoryName(Repository.Find(document))!;
        foreach (string link in Links().Matches(text).Select(match => match.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal)))
        {
            // The page of a workflow, and its badge, lie beside the files on GitHub.
            string file = link.Replace("../../actions/", ".github/", StringComparison.Ordinal).Split('#', '?')[0].Replace(".yml/badge.svg", ".yml", StringComparison.Ordinal);
            string path = Path.Combine(folder, Uri.UnescapeDataString(file));
            Assert.True(File.Exists(path) || Directory.Exists(path), $"{document} links to {link}.");
        }
    }

    [Fact]
    public void Index_OfTheDocuments_HasThemAll()
    {
        string index = File.ReadAllText(Repository.Find("docs/README.md"));
        IEnumerable<string> missing = Repository.Documents
            .Where(document => document.StartsWith("docs/", StringComparison.Ordinal) && document != "docs/README.md")
            .Where(document => !index.Contains($"]({document["docs/".Length..]})", StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    [Fact]
    public void LinesOfTheCheatSheet_AreInTests()
    {
        string tests = Repository.Code("tests/MemMapArray.Tests/NumPyExamples.cs");
        int column = -1, lines = 0;
        foreach (string row in File.ReadLines(Repository.Find("docs/numpy.md")))
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

    // People scan the first page, and leave long ones.
    [Fact]
    public void Readme_IsShort() => Assert.InRange(File.ReadAllText(Repository.Find("README.md")).Length, 1000, 9_999);

    private static string OnOneLine(string code) => Spaces().Replace(code, " ").Trim();

    private static bool HasExamples(string document) => s_examples.ContainsKey(document) || IsGuide(document);

    private static bool IsGuide(string document) => document.StartsWith("docs/guides/", StringComparison.Ordinal) && document != ToolGuide;

    private static string GuideExamples(string document)
    {
        const string Folder = "tests/MemMapArray.Tests/Guides";
        string name = Path.GetFileNameWithoutExtension(document).Replace("-", string.Empty, StringComparison.Ordinal) + "Examples.cs";
        string file = Directory.EnumerateFiles(Repository.Find(Folder)).Select(Path.GetFileName).Single(file => name.Equals(file, StringComparison.OrdinalIgnoreCase))!;
        return $"{Folder}/{file}";
    }

    private static MatchCollection Examples(string document) => CodeBlock().Matches(File.ReadAllText(Repository.Find(document)));

    [GeneratedRegex("<example><code>(.*?)</code></example>", RegexOptions.Singleline)]
    private static partial Regex ApiExample();

    [GeneratedRegex("^ *///", RegexOptions.Multiline)]
    private static partial Regex DocumentationMark();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();
}
