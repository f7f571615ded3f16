using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using Documentation.Coloring;
using Documentation.Pages;
using Microsoft.CodeAnalysis;

namespace Documentation.Api;

/// <summary>The elements of XML documentation as HTML.</summary>
/// <param name="links">Where references lead.</param>
/// <param name="addressOf">The link of a name of the API as it stands in code, or null.</param>
/// <param name="page">The path of the page that it stands on.</param>
/// <param name="type">The type of that page.</param>
internal sealed class DocumentationHtml(ApiLinks links, Func<string, string?> addressOf, string page, ISymbol? type)
{
    private static readonly HashSet<string> s_blocks = ["para", "code", "list", "example"];

    /// <summary>An element's content in paragraphs.</summary>
    public string Blocks(XElement? element)
    {
        var html = new StringBuilder();
        var inline = new StringBuilder();
        foreach (XNode node in element?.Nodes() ?? [])
        {
            if (node is XElement block && s_blocks.Contains(block.Name.LocalName))
            {
                EndParagraph();
                html.Append(Block(block));
            }
            else
            {
                inline.Append(Inline(node));
            }
        }

        EndParagraph();
        return html.ToString();

        void EndParagraph()
        {
            string text = inline.ToString().Trim();
            html.Append(text.Length == 0 ? null : $"<p>{text}</p>\n");
            inline.Clear();
        }
    }

    /// <summary>An element's content on one line, for tables; of paragraphs, the first.</summary>
    public string Line(XElement? element) =>
        element is null ? string.Empty : string.Concat((element.Element("para") ?? element).Nodes().Where(IsInline).Select(Inline)).Trim();

    public string Link(ISymbol symbol) => links.Link(symbol, page, type);

    /// <summary>What an element says, without marks.</summary>
    public string Text(XElement? element) => element is null ? string.Empty : string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see when see.IsEmpty =>
            see.Attribute("cref") is { } cref && links.Find(cref.Value) is { } symbol ? ApiMembers.NameOf(symbol) : see.Attribute("langword")?.Value,
        XElement { Name.LocalName: "paramref" or "typeparamref" } name => name.Attribute("name")!.Value,
        XElement other => Text(other),
        _ => string.Empty,
    }));

    private string Block(XElement block) => block.Name.LocalName switch
    {
        "code" => ColoredCode.Block(WithoutIndent(block.Value), "csharp", AddressOf),
        "list" => List(block),
        _ => Blocks(block),
    };

    public string Inline(XNode node) => node switch
    {
        XText text => Html.Encode(text.Value),
        XElement element => element.Name.LocalName switch
        {
            "c" => Code(element.Value),
            "see" or "seealso" => See(element),
            "paramref" or "typeparamref" => $"<code>{Html.Encode(element.Attribute("name")!.Value)}</code>",
            "b" or "strong" => $"<strong>{Inlines(element)}</strong>",
            "i" or "em" => $"<em>{Inlines(element)}</em>",
            "br" => "<br />",
            var name => throw new InvalidDataException($"XML documentation with <{name}>: {element}"),
        },
        _ => string.Empty,
    };

    private string? AddressOf(string name) => addressOf(name) is string to ? Html.Relative(page, to) : null;

    private string Code(string code) => AddressOf(code) is string address
        ? $"<a href=\"{Html.Encode(address)}\"><code>{Html.Encode(code)}</code></a>"
        : $"<code>{Html.Encode(code)}</code>";

    private string Inlines(XElement element) => string.Concat(element.Nodes().Select(Inline));

    private string See(XElement see)
    {
        if (see.Attribute("langword") is { } word)
        {
            return $"<code>{Html.Encode(word.Value)}</code>";
        }

        if (see.Attribute("href") is { } href)
        {
            return Html.Link(page, href.Value, see.IsEmpty ? Html.Encode(href.Value) : Inlines(see));
        }

        string cref = see.Attribute("cref")!.Value;
        ISymbol? symbol = links.Find(cref);
        return symbol is null ? $"<code>{Html.Encode(cref[2..])}</code>"
            : !see.IsEmpty && links.AddressOf(symbol) is string address ? Html.Link(page, address, Inlines(see))
            : Link(symbol);
    }

    private string List(XElement list) => list.Attribute("type")?.Value switch
    {
        "table" => $"<div class=\"table\"><table>\n{Rows(list.Elements("listheader"), "th")}{Rows(list.Elements("item"), "td")}</table></div>\n",
        "number" => $"<ol>\n{Items(list)}</ol>\n",
        _ => $"<ul>\n{Items(list)}</ul>\n",
    };

    private string Rows(IEnumerable<XElement> items, string cell) => string.Concat(items.Select(item =>
        $"<tr>{string.Concat(item.Elements().Select(part => $"<{cell}>{Line(part)}</{cell}>"))}</tr>\n"));

    private string Items(XElement list) => string.Concat(list.Elements("item").Select(item => item.Element("term") is { } term
        ? $"<li><strong>{Line(term)}</strong>: {Line(item.Element("description"))}</li>\n"
        : $"<li>{Line(item.Element("description") ?? item)}</li>\n"));

    private static bool IsInline(XNode node) => node is not XElement element || !s_blocks.Contains(element.Name.LocalName);

    private static string WithoutIndent(string code)
    {
        string[] lines = code.Trim('\r', '\n').TrimEnd().Split('\n');
        int indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : line));
    }
}
