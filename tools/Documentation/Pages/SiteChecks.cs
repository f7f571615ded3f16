using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace Documentation.Pages;

/// <summary>Reads a site as it was written, and says what is wrong with it.</summary>
/// <param name="site">The folder of the versions.</param>
/// <param name="version">The version to look at.</param>
internal sealed class SiteChecks(string site, string version)
{
    private readonly Dictionary<string, XDocument> _pages = [];

    private readonly Dictionary<string, HashSet<string>> _anchors = [];

    /// <summary>Links that lead nowhere, pages that load from elsewhere, files that are no HTML, anchors that are there twice.</summary>
    /// <param name="required">Addresses that must be there, from the root of the version.</param>
    public IReadOnlyList<string> Run(IEnumerable<string> required)
    {
        var faults = new List<string>();
        foreach (string file in Files("*.html"))
        {
            string path = Path.GetRelativePath(site, file).Replace('\\', '/');
            try
            {
                Read(path);
            }
            catch (XmlException e)
            {
                faults.Add($"{path}: {e.Message}");
            }
        }

        faults.AddRange(_pages.Keys.SelectMany(FaultsOf));
        string index = File.ReadAllText(Path.Combine(site, version, SearchIndex.Path));
        faults.AddRange(SearchIndex.Addresses(index).Where(IsMissing).Select(address => $"the search leads to {address}"));
        faults.AddRange(required.Where(IsMissing).Select(address => $"there is no {address}"));
        faults.AddRange(Files("*.css").Where(Loads).Select(file => $"{Path.GetFileName(file)} loads something"));
        return faults;
    }

    private IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Path.Combine(site, version), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private bool IsMissing(string address) => !Exists($"{version}/{address}");

    private static bool Loads(string style) =>
        File.ReadAllText(style) is var text && (text.Contains("url(", StringComparison.Ordinal) || text.Contains("@import", StringComparison.Ordinal));

    private void Read(string path)
    {
        using var reader = XmlReader.Create(Path.Combine(site, path), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        XDocument page = XDocument.Load(reader);
        _pages.Add(path, page);
        _anchors.Add(path, [.. page.Descendants().Attributes("id").Select(id => id.Value)]);
    }

    private IEnumerable<string> FaultsOf(string path)
    {
        XDocument page = _pages[path];
        IEnumerable<string> twice = page.Descendants().Attributes("id").CountBy(id => id.Value).Where(id => id.Value > 1).Select(id => id.Key);
        IEnumerable<string> loaded = page.Descendants().Attributes("src").Concat(page.Descendants("link").Attributes("href"))
            .Select(link => link.Value);
        IEnumerable<string> links = page.Descendants().Attributes("href").Select(link => link.Value).Concat(loaded).Distinct();
        return twice.Select(id => $"{path} has two '{id}'")
            .Concat(loaded.Where(IsElsewhere).Select(link => $"{path} loads {link}"))
            .Concat(links.Where(link => !IsElsewhere(link) && !Exists(Resolve(path, link))).Select(link => $"{path} links to {link}"));
    }

    private static bool IsElsewhere(string link) => Html.IsElsewhere(link) || link.StartsWith("//", StringComparison.Ordinal);

    // From the folder of the versions on, with the anchor.
    private static string Resolve(string page, string link)
    {
        Uri target = new(new Uri($"site:/{page}"), link);
        return Uri.UnescapeDataString(target.AbsolutePath.TrimStart('/') + target.Fragment);
    }

    private bool Exists(string address)
    {
        string[] parts = address.Split('#', 2);
        return parts.Length == 2 && _anchors.TryGetValue(parts[0], out HashSet<string>? anchors)
            ? anchors.Contains(parts[1])
            : parts.Length == 1 && File.Exists(Path.Combine(site, parts[0]));
    }
}
