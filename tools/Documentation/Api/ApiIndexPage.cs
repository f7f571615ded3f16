using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Documentation.Pages;
using Microsoft.CodeAnalysis;

namespace Documentation.Api;

/// <summary>The list of all types, by package, and the same as navigation.</summary>
internal static class ApiIndexPage
{
    public const string Path = "api/index.html";

    /// <param name="packages">Those that are listed.</param>
    /// <param name="html">Makes HTML of summaries.</param>
    /// <param name="documentationOf">The XML documentation of a type.</param>
    /// <param name="readmeOf">The page of a package's README, or null.</param>
    public static Page Make(
        IEnumerable<ApiPackage> packages, DocumentationHtml html, Func<ISymbol, XElement> documentationOf, Func<string, string?> readmeOf)
    {
        string content = "<h1>API reference</h1>\n" + string.Concat(packages.Select(Section));
        return new(Path, "API reference", content)
        {
            Kind = "API",
            Summary = "Every public type, by package.",
            Headings = [.. packages.Select(package => new Heading(2, package.Name, package.Name))],
        };

        string Section(ApiPackage package)
        {
            string readme = readmeOf(package.Name) is string page ? $" {Html.Link(Path, page, "More")}" : string.Empty;
            string rows = string.Concat(package.Types.Select(Row));
            string types = rows.Length == 0 ? string.Empty : $"<div class=\"table\"><table class=\"types\">\n{rows}</table></div>\n";
            return $"""
                <h2 id="{package.Name}">{package.Name}{Html.Anchor(package.Name)}</h2>
                <p>{Html.Encode(package.Description)}{readme}</p>
                {types}
                """;
        }

        string Row(INamedTypeSymbol type)
        {
            string summary = html.Line(documentationOf(type).Element("summary"));
            return $"<tr><td>{html.Link(type)}</td><td>{TypePage.KindOf(type)}</td><td>{summary}</td></tr>\n";
        }
    }

    public static Navigation Navigation(IEnumerable<ApiPackage> packages) => new([.. packages.Select(package => new NavigationGroup(
        package.Name,
        $"{Path}#{package.Name}",
        [.. package.Types.Select(type => new NavigationLink(ApiLinks.NameOf(type), ApiLinks.PageOf(type)))]))]);
}
