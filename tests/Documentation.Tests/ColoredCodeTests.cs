using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Documentation.Coloring;
using MemMap.Tests;
using Xunit;

namespace Documentation.Tests;

/// <summary>Colours change nothing of the code.</summary>
public sealed partial class ColoredCodeTests
{
    public static TheoryData<string> Documents => [.. Repository.Documents];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Block_OfADocument_SaysTheSame(string document)
    {
        foreach (Match block in CodeBlock().Matches(File.ReadAllText(Repository.Find(document))))
        {
            string code = block.Groups["code"].Value;
            Assert.Equal(code, TestHtml.Text(ColoredCode.Block(code, block.Groups["language"].Value, _ => "x.html")).TrimEnd('\n') + "\n");
        }
    }

    [Theory]
    [InlineData("csharp", "using MemMapArray<float> a = MemMapArray.Open<float>(p);\nusing MemMapArray<float> b = a; // 1", "k:using t:MemMapArray k:float t:MemMapArray m:Open k:float k:using t:MemMapArray k:float c:// 1")]
    [InlineData("csharp", "var s = $\"{x} is\" + 1.5f;", "k:var s:$\" s: is s:\" n:1.5f")]
    [InlineData("csharp", "public record struct Tick(long Time);", "k:public k:record k:struct t:Tick k:long")]
    [InlineData("csharp", "a.Std(ddof: 1); new Options { Mode = Mode.Read };", "m:Std n:1 k:new t:Options t:Mode")]
    [InlineData("python", "import numpy as np # x\na = np.load('a.npy')", "k:import k:as c:# x s:'a.npy'")]
    [InlineData("json", "{ \"rows\": 10, \"name\": \"a\", \"none\": null }", "t:\"rows\" n:10 t:\"name\" s:\"a\" t:\"none\" k:null")]
    [InlineData("console", "$ memmap info a.npy\nfile a.npy", "k:$ o:file a.npy")]
    [InlineData("text", "if 1", "")]
    public void Block_OfALanguage_HasItsColors(string language, string code, string expected)
    {
        IEnumerable<string> spans = Span().Matches(ColoredCode.Block(code, language, _ => null)).Select(span => $"{span.Groups[1].Value}:{TestHtml.Text(span.Groups[2].Value)}");
        Assert.Equal(expected, string.Join(' ', spans));
    }

    [Fact]
    public void Block_OfCSharp_AsksForTypesAndMethodsAsTheyAreCalled()
    {
        var names = new List<string>();
        ColoredCode.Block("MemMapView<float> v = MemMapArray.Open<float>(p).Field<float>(8); v.Mean();", "csharp", name =>
        {
            names.Add(name);
            return null;
        });
        Assert.Equal(["MemMapView<>", "MemMapArray", "MemMapArray.Open", "", "v.Mean"], names);
    }

    [GeneratedRegex("```(?<language>[a-z]*)\n(?<code>.*?\n)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("<span class=\"(.)\">(.*?)</span>")]
    private static partial Regex Span();
}
