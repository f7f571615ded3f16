using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Documentation.Pages;
using MemMap.Tests;
using Xunit;

namespace Documentation.Tests;

/// <summary>The site as it is written, and what the checks of it find.</summary>
public sealed class SiteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Build_TwoVersions_HaveNoFaultAndStandSideBySide()
    {
        Assert.Empty(Build("1.0.0"));
        string page = _folder.File("1.0.0/index.html");
        string before = File.ReadAllText(page);
        Assert.Empty(Build("main"));
        Assert.Equal(before, File.ReadAllText(page));
        Assert.Equal("const versions = [\"1.0.0\",\"main\"], newest = \"1.0.0\";\n", File.ReadAllText(_folder.File("versions.js")));

        // Again, without what was there before.
        File.WriteAllText(_folder.File("main/old.html"), "<p>");
        Assert.Empty(Build("main"));
        Assert.False(File.Exists(_folder.File("main/old.html")));
    }

    [Fact]
    public void Build_OverAFolderOfOthers_IsRefused()
    {
        Directory.CreateDirectory(_folder.File("etc"));
        File.WriteAllText(_folder.File("etc/passwd"), "x");
        Assert.Throws<IOException>(() => Build("etc"));
        Assert.True(File.Exists(_folder.File("etc/passwd")));
    }

    [Theory]
    [InlineData("<a href=\"b.html\">b</a><a href=\"#here\">x</a><a href=\"https://example.com\">y</a>", null)]
    [InlineData("<a href=\"b.html#there\">b</a>", null)]
    [InlineData("<a href=\"c.html\">c</a>", "1/a.html links to c.html")]
    [InlineData("<a href=\"b.html#nowhere\">b</a>", "1/a.html links to b.html#nowhere")]
    [InlineData("<a href=\"#nowhere\">b</a>", "1/a.html links to #nowhere")]
    [InlineData("<img src=\"c.png\" />", "1/a.html links to c.png")]
    [InlineData("<img src=\"https://example.com/c.png\" />", "1/a.html loads https://example.com/c.png")]
    [InlineData("<link href=\"//example.com/c.css\" />", "1/a.html loads //example.com/c.css")]
    [InlineData("<p id=\"here\">x</p>", "1/a.html has two 'here'")]
    [InlineData("<p>", "1/a.html: The 'p' start tag")]
    public void Run_APage_FindsItsFault(string content, string? expected)
    {
        Write("a.html", $"<!DOCTYPE html><html><h1 id=\"here\">a</h1>{content}</html>");
        Write("b.html", "<html id=\"there\"></html>");
        Write(SearchIndex.Path, SearchIndex.Write([new("b.html", "b", "")]));
        CheckFault(expected, []);
    }

    [Theory]
    [InlineData("a { color: red }", "a.html", "a.html#here", null)]
    [InlineData("@import 'x.css';", "a.html", "a.html", "site.css loads something")]
    [InlineData("a { background: url(x.png) }", "a.html", "a.html", "site.css loads something")]
    [InlineData("", "b.html", "a.html", "the search leads to b.html")]
    [InlineData("", "a.html", "api/Type.html", "there is no api/Type.html")]
    [InlineData("", "a.html", "a.html#Member", "there is no a.html#Member")]
    public void Run_StylesSearchAndApi_FindsTheFault(string css, string found, string required, string? expected)
    {
        Write("a.html", "<html id=\"here\"></html>");
        Write("site.css", css);
        Write(SearchIndex.Path, SearchIndex.Write([new(found, "b", "")]));
        CheckFault(expected, [required]);
    }

    [Theory]
    [InlineData("0.9.0 0.10.0 main 1.0.0-rc.1 1.0.0", "1.0.0 1.0.0-rc.1 0.10.0 0.9.0 main")]
    public void Order_Versions_TheNewestFirst(string versions, string expected) => Assert.Equal(expected.Split(' '), Versions.Order(versions.Split(' ')));

    [Theory]
    [InlineData("0.1.0-rc.1", true)]
    [InlineData("main", true)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("", false)]
    public void IsVersion_Name_NamesAFolderOfItsOwn(string name, bool expected) => Assert.Equal(expected, Versions.IsVersion(name));

    private IReadOnlyList<string> Build(string version) => new SiteBuilder(Repository.Find(string.Empty), "https://example.com/blob/1", version).Build(_folder.Path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File($"1/{path}"))!);
        File.WriteAllText(_folder.File($"1/{path}"), text);
    }

    private void CheckFault(string? expected, IEnumerable<string> required)
    {
        IReadOnlyList<string> faults = new SiteChecks(_folder.Path, "1").Run(required);
        if (expected is null)
        {
            Assert.Empty(faults);
        }
        else
        {
            Assert.StartsWith(expected, faults.Single(), StringComparison.Ordinal);
        }
    }
}
