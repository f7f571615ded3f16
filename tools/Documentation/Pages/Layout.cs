using System.Linq;

namespace Documentation.Pages;

/// <summary>What is around the content of every page.</summary>
/// <param name="version">The version that the site is of.</param>
/// <param name="repository">The address of the sources, or null.</param>
/// <param name="guides">What stands beside guides.</param>
/// <param name="api">What stands beside pages of the API.</param>
internal sealed class Layout(string version, string? repository, Navigation guides, Navigation api)
{
    private const string Name = "MemMapArray";

    public string ToHtml(Page page)
    {
        string path = page.Path;
        Navigation navigation = page.IsApi ? api : guides;
        string title = page.IsHome ? Name : $"{page.Title} - {Name}";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="description" content="{Html.Encode(page.Summary)}" />
            <title>{Html.Encode(title)} {version}</title>
            <link rel="icon" href="{Html.Relative(path, "assets/icon.png")}" />
            <link rel="stylesheet" href="{Html.Relative(path, "assets/site.css")}" />
            <script src="{Html.Relative(path, "../versions.js")}"></script>
            <script src="{Html.Relative(path, "assets/site.js")}"></script>
            </head>
            <body data-root="{Html.Relative(path, "./")}" data-version="{version}"{(page.IsHome ? " class=\"home\"" : null)}>
            <a class="skip" href="#content">Skip to the content</a>
            <header>
            <button class="menu-button" popovertarget="menu" aria-label="Contents">☰</button>
            <a class="brand" href="{Html.Relative(path, "index.html")}">
            <img src="{Html.Relative(path, "assets/icon.png")}" alt="" width="28" height="28" />{Name}</a>
            <nav class="parts" aria-label="Parts">
            {Part(page, "docs/index.html", "Guides", !page.IsApi)}{Part(page, "api/index.html", "API", page.IsApi)}{Source()}</nav>
            <search><input id="search" type="search" placeholder="Search   /" aria-label="Search" role="combobox" aria-expanded="false"
            aria-controls="results" aria-autocomplete="list" autocomplete="off" spellcheck="false" />
            <ul id="results" role="listbox" aria-label="Results" hidden="hidden"></ul></search>
            <a class="version" href="{Html.Relative(path, "../index.html")}">{version}</a>
            <button id="theme" type="button" aria-label="Light or dark">◐</button>
            </header>
            <div class="columns">
            <nav id="menu" popover="auto" aria-label="Contents">
            {navigation.ToHtml(path)}</nav>
            <main id="content" tabindex="-1">
            {(page.IsHome ? "<img class=\"hero\" src=\"assets/icon.png\" alt=\"\" />" : null)}{page.Content}
            {Neighbours(navigation, path)}</main>
            {Contents(page)}</div>
            <footer>{Name} {version}. {Html.Link(path, "LICENSE.txt", "MIT license")}.</footer>
            </body>
            </html>

            """;
    }

    private string? Source() => repository is null ? null : $"<a href=\"{Html.Encode(repository)}\">Source</a>";

    private static string Part(Page page, string to, string text, bool isCurrent) =>
        $"<a href=\"{Html.Relative(page.Path, to)}\"{(isCurrent ? " aria-current=\"true\"" : null)}>{text}</a>";

    private static string? Neighbours(Navigation navigation, string path)
    {
        (NavigationLink? previous, NavigationLink? next) = navigation.Neighbours(path);
        string links = Link(previous, "prev", "Previous") + Link(next, "next", "Next");
        return links.Length == 0 ? null : $"<nav class=\"neighbours\" aria-label=\"Previous and next\">{links}</nav>\n";

        string? Link(NavigationLink? to, string relation, string label) => to is null ? null
            : $"<a rel=\"{relation}\" href=\"{Html.Relative(path, to.Path)}\"><span>{label}</span>{Html.Encode(to.Text)}</a>";
    }

    private static string? Contents(Page page)
    {
        string items = string.Concat(page.Headings.Select(heading =>
            $"<li class=\"level{heading.Level}\"><a href=\"#{Html.Encode(heading.Id)}\">{Html.Encode(heading.Text)}</a></li>\n"));
        return page.Headings.Count < 2 ? null : $"<nav class=\"toc\" aria-labelledby=\"toc\"><h2 id=\"toc\">On this page</h2>\n<ul>\n{items}</ul></nav>\n";
    }
}
