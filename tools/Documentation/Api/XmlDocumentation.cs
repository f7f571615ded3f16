using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using System.Xml.XPath;
using Microsoft.CodeAnalysis;

namespace Documentation.Api;

/// <summary>The XML documentation of a symbol, with what it inherits in the place of <c>inheritdoc</c>.</summary>
internal sealed partial class XmlDocumentation(ApiLinks links)
{
    /// <returns>An element whose children are summary, param and so on.</returns>
    public XElement Of(ISymbol symbol)
    {
        string? xml = symbol.OriginalDefinition.GetDocumentationCommentXml();
        XElement documentation = string.IsNullOrEmpty(xml) ? new("member") : XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        foreach (XElement inherit in documentation.Elements("inheritdoc").ToList())
        {
            XElement[] inherited = [.. Inherited(symbol, inherit).Where(element => !IsThere(documentation, element))];
            inherit.ReplaceWith(inherited);
        }

        return documentation;
    }

    private IEnumerable<XElement> Inherited(ISymbol symbol, XElement inherit)
    {
        ISymbol source = (inherit.Attribute("cref") is { } cref ? links.Find(cref.Value) : ApiMembers.BaseOf(symbol))
            ?? throw new InvalidDataException($"{symbol} inherits documentation of what is not there: {inherit}");
        XElement documentation = Of(source);
        if (!documentation.HasElements)
        {
            // The documentation of .NET is not here, only where it is.
            return [new XElement("summary", "As ", new XElement("see", new XAttribute("cref", source.GetDocumentationCommentId()!)), ".")];
        }

        // Paths begin at the documentation, which is an element here.
        string path = inherit.Attribute("path")?.Value ?? "/*";
        return documentation.XPathSelectElements(RootOfPath().Replace(path, "$1./"));
    }

    // What a member says itself goes before what it inherits. Exceptions add up.
    private static bool IsThere(XElement documentation, XElement element) => element.Name != "exception" &&
        documentation.Elements(element.Name).Any(other => other.Attribute("name")?.Value == element.Attribute("name")?.Value);

    [GeneratedRegex(@"(^\s*|\|\s*)/")]
    private static partial Regex RootOfPath();
}
