using System;
using System.IO;
using System.Linq;
using Documentation.Guides;
using Documentation.Pages;
using MemMap.Tests;
using Xunit;

namespace Documentation.Tests;

/// <summary>Documents as pages.</summary>
public sealed class GuidePageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public GuidePageTests()
    {
        foreach (string folder in (string[])["docs/guides", "docs/images", "src/Package", "benchmarks"])
        {
            Directory.CreateDirectory(_folder.File(folder));
        }

        Write("README.md", "# Home");
        Write("docs/README.md", "# Documents\n\n## First\n\n| | |\n|-|-|\n| [Home](../README.md) | x |\n| [A](guides/a.md) | x |\n\n## Second\n\n[B](b.md#part), [B](b.md), [code](../src)");
        Write("docs/b.md", "# B\n\n## Part");
        Write("src/Package/README.md", "# Package");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[x](../b.md)", "href=\"../../docs/b.html\"")]
    [InlineData("[x](../b.md#part)", "href=\"../../docs/b.html#part\"")]
    [InlineData("[x](../../README.md)", "href=\"../../index.html\"")]
    [InlineData("[x](../README.md)", "href=\"../../docs/index.html\"")]
    [InlineData("[x](../../src/Package)", "href=\"../../src/Package/index.html\"")]
    [InlineData("[x](../../src/V%7BT%7D.cs)", "href=\"https://host/blob/1/src/V%7BT%7D.cs\"")]
    [InlineData("[x](https://example.com/a)", "href=\"https://example.com/a\"")]
    [InlineData("[x](#part)", "href=\"#part\"")]
    [InlineData("![x](../images/x.svg)", "src=\"../../docs/images/x.svg\"")]
    [InlineData("`Open`", "<a href=\"../../api/Open.html\"><code>Open</code></a>")]
    [InlineData("[`Open`](../b.md)", "<a href=\"../../docs/b.html\"><code>Open</code></a>")]
    [InlineData("```csharp\nOpen();\n```", "<a href=\"../../api/Open.html\">")]
    public void Make_Markdown_HasLinksOfTheSite(string markdown, string expected) => Assert.Contains(expected, Make(markdown, "https://host/blob/1").Content, StringComparison.Ordinal);

    [Fact]
    public void Make_Badges_AreLeftOut() =>
        Assert.DoesNotContain("<img", Make("[![ci](../../actions/ci.yml/badge.svg)](../../actions/ci.yml)\n[![x](https://host/x.svg)](LICENSE)\n\nText.", null).Content, StringComparison.Ordinal);

    [Fact]
    public void Make_LinkToASourceWithoutRepository_IsText()
    {
        string content = Make("see [the *code*](../../src/V.cs).", null).Content;
        Assert.Contains("<p>see the <em>code</em>.</p>", content, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_Headings_AreListedAndFound()
    {
        Page page = Make("Text one. Text two.\n\n## Part `one`\n\nFirst. Second.\n\n| |\n|-|\n| `np.mean` |\n\n### Deeper\n\n#### Deepest", null);
        Assert.Equal(("Title", "docs/guides/a.html", "Text one."), (page.Title, page.Path, page.Summary));
        Assert.Equal([(2, "part-one", "Part one"), (3, "deeper", "Deeper")], page.Headings.Select(heading => (heading.Level, heading.Id, heading.Text)));
        Assert.Equal(new SearchEntry("Part one", "docs/guides/a.html#part-one", "Title", "First.", "np.mean"), page.Entries[0]);
        Assert.Equal(3, page.Entries.Count);
        Assert.Contains("<h2 id=\"part-one\">", page.Content, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_CodeWithPages_SaysWhich() => Assert.Equal(["api/Open.html"], Make("`Open` `Open` `None`", null).ApiPages);

    [Fact]
    public void Read_Index_IsGroupsInItsOrder()
    {
        Write("docs/guides/a.md", "# A");
        Navigation navigation = GuideNavigation.Read(Documents.Find(_folder.Path));
        Assert.Equal(["First: Home=index.html A=docs/guides/a.html", "Second: B=docs/b.html"],
            navigation.Groups.Select(group => $"{group.Title}: {string.Join(' ', group.Links.Select(link => $"{link.Text}={link.Path}"))}"));
        Assert.Equal(("index.html", "docs/b.html"), (navigation.Neighbours("docs/guides/a.html").Previous!.Path, navigation.Neighbours("docs/guides/a.html").Next!.Path));
        Assert.Equal((null, null), navigation.Neighbours("api/x.html"));
    }

    private Page Make(string markdown, string? repository)
    {
        Write("docs/guides/a.md", $"# Title\n\n{markdown}");
        return new GuidePage(Documents.Find(_folder.Path), repository, name => name == "Open" ? "api/Open.html" : null).Make("docs/guides/a.md");
    }

    private void Write(string path, string text) => File.WriteAllText(_folder.File(path), text);
}
