using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Documentation.Pages;
using Microsoft.CodeAnalysis;

namespace Documentation.Api;

/// <summary>What is documented of one type or member: signature, summary, parameters, result, exceptions, remarks, examples.</summary>
internal sealed class MemberSection(XmlDocumentation documentation, DocumentationHtml html, Signature signature)
{
    public string OfType(INamedTypeSymbol type)
    {
        XElement xml = documentation.Of(type);
        string details = Details(xml, type, type.DelegateInvokeMethod?.Parameters ?? []);
        return $"<div class=\"lead\">{html.Blocks(xml.Element("summary"))}</div>\n{signature.ToHtml(type)}{details}";
    }

    /// <param name="member">A member of the type.</param>
    /// <param name="index">Which of overloads: the first has its anchor at the heading.</param>
    public string OfMember(ISymbol member, int index)
    {
        XElement xml = documentation.Of(member);
        string id = index == 0 ? string.Empty : $" id=\"{Html.Encode(ApiMembers.AnchorOf(member))}\"";
        string details = Details(xml, member, ApiMembers.ParametersOf(member));
        return $"<div class=\"overload\"{id}>\n{signature.ToHtml(member)}{html.Blocks(xml.Element("summary"))}{details}</div>\n";
    }

    private string Details(XElement xml, ISymbol symbol, IEnumerable<IParameterSymbol> parameters)
    {
        var typeParameters = symbol is IMethodSymbol method ? method.TypeParameters : (symbol as INamedTypeSymbol)?.TypeParameters ?? [];
        var named = typeParameters.Select(one => Named("typeparam", one.Name)).Concat(parameters.Select(one => Named("param", one.Name)))
            .OfType<XElement>().Select(element => Term($"<code>{Html.Encode(element.Attribute("name")!.Value)}</code>", element));
        var exceptions = xml.Elements("exception").DistinctBy(element => element.ToString())
            .Select(element => Term(html.Inline(new XElement("see", element.Attribute("cref"))), element));
        return List("Parameters", string.Concat(named))
            + List("Returns", Item(xml.Element("returns") ?? xml.Element("value")))
            + List("Throws", string.Concat(exceptions))
            + html.Blocks(xml.Element("remarks"))
            + string.Concat(xml.Elements("example").Select(html.Blocks))
            + List("See also", string.Concat(xml.Elements("seealso").Select(element => $"<dd>{html.Inline(element)}</dd>\n")));

        XElement? Named(string kind, string name) => xml.Elements(kind).FirstOrDefault(element => element.Attribute("name")?.Value == name);
    }

    private string Term(string term, XElement description) => $"<dt>{term}</dt>\n{Item(description)}";

    private string Item(XElement? description) => description is null ? string.Empty : $"<dd>{html.Blocks(description)}</dd>\n";

    private static string List(string title, string items) =>
        items.Length == 0 ? string.Empty : $"<div class=\"details\"><p class=\"label\">{title}</p><dl>\n{items}</dl></div>\n";
}
