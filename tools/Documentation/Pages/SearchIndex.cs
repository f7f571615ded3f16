using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Documentation.Pages;

/// <summary>What the search looks through: a script, as pages opened from a folder may load those, but no data.</summary>
internal static class SearchIndex
{
    public const string Path = "assets/search-index.js";

    private const string Start = "const searchIndex = ", End = ";\n";

    public static string Write(IEnumerable<Page> pages) =>
        Start + JsonSerializer.Serialize(pages.SelectMany(Entries).Select(Fields)) + End;

    /// <summary>The addresses in what <see cref="Write"/> wrote.</summary>
    public static IEnumerable<string> Addresses(string script) =>
        JsonSerializer.Deserialize<string[][]>(script[Start.Length..^End.Length])!.Select(entry => entry[1]);

    private static string[] Fields(SearchEntry entry) => [entry.Title, entry.Address, entry.Place, entry.Text, entry.Code];

    private static IEnumerable<SearchEntry> Entries(Page page) =>
        page.Entries.Prepend(new(page.Title, page.Path, page.Kind, page.Summary, page.Path));
}
