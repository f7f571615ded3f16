using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Documentation.Pages;
using Microsoft.CodeAnalysis;

namespace Documentation.Api;

/// <summary>Makes the page of a type: what it is, its members in groups, the methods that extend it, the guides that name it.</summary>
/// <param name="packages">All packages: the methods that extend a type may be in another one.</param>
/// <param name="links">Where references lead.</param>
/// <param name="addressOf">The link of a name of the API as it stands in code, or null.</param>
/// <param name="guides">The guides that name a page of the API.</param>
internal sealed class TypePage(
    IReadOnlyList<ApiPackage> packages, ApiLinks links, Func<string, string?> addressOf, Func<string, IEnumerable<Page>> guides)
{
    private readonly XmlDocumentation _documentation = new(links);

    public XElement DocumentationOf(ISymbol symbol) => _documentation.Of(symbol);

    public Page Make(ApiPackage package, INamedTypeSymbol type)
    {
        string path = ApiLinks.PageOf(type), name = ApiLinks.NameOf(type);
        var html = new DocumentationHtml(links, addressOf, path, type);
        var sections = new MemberSection(_documentation, html, new Signature(links, path));
        var headings = new List<Heading>();
        var entries = new List<SearchEntry>();
        string space = type.ContainingNamespace.ToDisplayString(), packageLink = Html.Link(path, $"{ApiIndexPage.Path}#{package.Name}", package.Name);
        string content = $"""
            <p class="kind">{KindOf(type)} in <code>{space}</code>, package {packageLink}</p>
            <h1>{Html.Encode(name)}</h1>
            {sections.OfType(type)}{Relatives(type, html)}{Guides(path)}
            """;
        foreach (string group in ApiMembers.Groups)
        {
            IGrouping<string, ISymbol>[] members = [.. ApiMembers.Of(type).Where(member => ApiMembers.GroupOf(member.First()) == group)];
            content += members.Length == 0 ? null : Heading(2, group.ToLowerInvariant(), group);
            // Values stay in the order of their numbers.
            foreach (IGrouping<string, ISymbol> overloads in members
                .OrderBy(member => group == "Values" ? string.Empty : member.Key, StringComparer.OrdinalIgnoreCase))
            {
                string id = ApiMembers.AnchorOf(overloads.First());
                string section = string.Concat(overloads.Select(sections.OfMember));
                content += $"<section class=\"member\">\n{Heading(3, id, overloads.Key)}{section}</section>\n";
                IEnumerable<string> parameters = overloads.SelectMany(ApiMembers.ParametersOf).Select(parameter => parameter.Name).Distinct();
                entries.Add(new(overloads.Key, $"{path}#{id}", name, Summary(overloads.First()), string.Join(' ', parameters)));
            }
        }

        content += Extensions(type, html, Heading);
        return new(path, name, content) { Kind = KindOf(type), Summary = Summary(type), Headings = headings, Entries = entries };

        string Summary(ISymbol symbol) => Html.FirstSentence(html.Text(DocumentationOf(symbol).Element("summary")));

        string Heading(int level, string id, string text)
        {
            headings.Add(new(level, id, text));
            return $"<h{level} id=\"{Html.Encode(id)}\">{Html.Encode(text)}{Html.Anchor(id)}</h{level}>\n";
        }
    }

    public static string KindOf(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Class, IsStatic: true } => "Static class",
        { TypeKind: TypeKind.Struct, IsRefLikeType: true } => "Ref struct",
        _ => type.TypeKind.ToString(),
    };

    private string Relatives(INamedTypeSymbol type, DocumentationHtml html)
    {
        IEnumerable<ISymbol> derived = packages.SelectMany(package => package.Types)
            .Where(other => other.Interfaces.Prepend(other.BaseType)
                .Any(one => SymbolEqualityComparer.Default.Equals(one?.OriginalDefinition, type)));
        IEnumerable<ISymbol> inherited = BasesOf(type).SelectMany(ApiMembers.Of).Select(overloads => overloads.First())
            .Where(member => ApiMembers.GroupOf(member) != "Constructors" && type.GetMembers(member.Name).IsEmpty);
        return Line("Derived", derived) + Line("Inherits", inherited);

        string? Line(string title, IEnumerable<ISymbol> symbols) =>
            symbols.Any() ? $"<p class=\"relatives\"><strong>{title}</strong> {string.Join(", ", symbols.Select(html.Link))}</p>\n" : null;
    }

    private string? Guides(string path)
    {
        string links = string.Join(", ", guides(path).Select(page => Html.Link(path, page.Path, Html.Encode(page.Title))));
        return links.Length == 0 ? null : $"<p class=\"relatives\"><strong>Guides</strong> {links}</p>\n";
    }

    // Methods of static classes that are called on this type.
    private string Extensions(INamedTypeSymbol type, DocumentationHtml html, Func<int, string, string, string> heading)
    {
        HashSet<ISymbol> receivers = new(BasesOf(type).Prepend(type), SymbolEqualityComparer.Default);
        IGrouping<string, ISymbol>[] classes = [.. packages.SelectMany(package => package.Types).Where(other => other.IsStatic)
            .SelectMany(ApiMembers.Of)
            .Select(overloads => overloads.FirstOrDefault(member => member is IMethodSymbol { IsExtensionMethod: true } method
                && receivers.Contains(method.Parameters[0].Type.OriginalDefinition)))
            .OfType<ISymbol>().GroupBy(member => html.Link(member.ContainingType))];
        return classes.Length == 0 ? string.Empty : heading(2, "extensions", "Extension methods") + string.Concat(classes.Select(group =>
            $"<p>{group.Key}</p>\n<div class=\"table\"><table>\n{string.Concat(group.Select(Row))}</table></div>\n"));

        string Row(ISymbol method)
        {
            string code = $"<code>{method.Name}</code>";
            string link = Html.Link(ApiLinks.PageOf(type), links.AddressOf(method)!, code);
            return $"<tr><td>{link}</td><td>{html.Line(DocumentationOf(method).Element("summary"))}</td></tr>\n";
        }
    }

    // Base classes of these packages, as they are declared.
    private IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? one = type.BaseType?.OriginalDefinition; one is not null; one = one.BaseType?.OriginalDefinition)
        {
            if (packages.Any(package => package.Types.Contains(one, SymbolEqualityComparer.Default)))
            {
                yield return one;
            }
        }
    }
}
