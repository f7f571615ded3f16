using System.Collections.Generic;

namespace Documentation.Pages;

/// <summary>A page of the site.</summary>
/// <param name="Path">Where it lies, from the root of its version: <c>docs/guides/open.html</c>.</param>
/// <param name="Title">What the browser and the search call it.</param>
/// <param name="Content">HTML: what stands in the middle, its heading included.</param>
internal sealed record Page(string Path, string Title, string Content)
{
    /// <summary>A sentence, for search engines and the search.</summary>
    public string Summary { get; init; } = string.Empty;

    /// <summary>What the list on the right shows.</summary>
    public IReadOnlyList<Heading> Headings { get; init; } = [];

    /// <summary>What the search finds on it, beside the page itself.</summary>
    public IReadOnlyList<SearchEntry> Entries { get; init; } = [];

    /// <summary>What the search says it is.</summary>
    public string Kind { get; init; } = "Guide";

    /// <summary>The pages of the API that its code leads to.</summary>
    public IReadOnlyCollection<string> ApiPages { get; init; } = [];

    public bool IsHome => Path == "index.html";

    public bool IsApi => Path.StartsWith("api/", System.StringComparison.Ordinal);
}

/// <summary>A heading of a page, with its anchor.</summary>
/// <param name="Level">2 or 3: the list shows no deeper ones.</param>
/// <param name="Id">The anchor.</param>
/// <param name="Text">What it says, without markup.</param>
internal sealed record Heading(int Level, string Id, string Text);

/// <summary>Something to be found.</summary>
/// <param name="Title">Its name, which is found first.</param>
/// <param name="Address">The path of its page from the root of the version, and its anchor.</param>
/// <param name="Place">What it is, or where: a type, the title of a guide.</param>
/// <param name="Text">A sentence, which is shown.</param>
/// <param name="Code">What is searched, too: code, such as NumPy's names and those of parameters. It is shown where there is no sentence.</param>
internal sealed record SearchEntry(string Title, string Address, string Place, string Text, string Code);
