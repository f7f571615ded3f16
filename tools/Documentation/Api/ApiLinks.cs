using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Documentation.Pages;
using Microsoft.CodeAnalysis;

namespace Documentation.Api;

/// <summary>Where types and members are documented: here, or with those of .NET.</summary>
internal sealed class ApiLinks(IEnumerable<ApiPackage> packages, Compilation compilation)
{
    private static readonly SymbolDisplayFormat s_typeName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private readonly HashSet<ISymbol> _types = new(packages.SelectMany(package => package.Types), SymbolEqualityComparer.Default);

    /// <summary>The path of the page of a type: <c>api/MemMapView-1.html</c> of <c>MemMapView&lt;T&gt;</c>.</summary>
    public static string PageOf(INamedTypeSymbol type) => $"api/{FileName(type)}.html";

    public static string NameOf(INamedTypeSymbol type) => type.ToDisplayString(s_typeName);

    /// <summary>The symbol that a <c>cref</c> names.</summary>
    public ISymbol? Find(string cref) => DocumentationCommentId.GetFirstSymbolForDeclarationId(cref, compilation);

    /// <summary>The path from the root of the version, or an address elsewhere; null of what has none, such as a type parameter.</summary>
    public string? AddressOf(ISymbol symbol) => symbol.OriginalDefinition switch
    {
        INamedTypeSymbol type when _types.Contains(type) => PageOf(type),
        INamedTypeSymbol { TypeKind: not TypeKind.Error } type => OfNet(type, null),
        ITypeSymbol or INamespaceSymbol or IParameterSymbol => null,
        { ContainingType: { } type } member when _types.Contains(type) =>
            ApiMembers.IsListed(member) ? $"{PageOf(type)}#{ApiMembers.AnchorOf(member)}" : PageOf(type),
        { ContainingType: { } type } member => OfNet(type, member),
        _ => null,
    };

    /// <summary>A link with the name of a symbol, which says its type where it is not that of the page.</summary>
    public string Link(ISymbol symbol, string from, ISymbol? page)
    {
        bool isOfPage = symbol.ContainingType is not { } owner || SymbolEqualityComparer.Default.Equals(owner.OriginalDefinition, page);
        string name = symbol is INamedTypeSymbol type ? NameOf(type)
            : isOfPage ? ApiMembers.NameOf(symbol)
            : $"{NameOf(symbol.ContainingType)}.{ApiMembers.NameOf(symbol)}";
        string code = $"<code>{Html.Encode(name)}</code>";
        return AddressOf(symbol) is string address ? Html.Link(from, address, code) : code;
    }

    private static string FileName(INamedTypeSymbol type)
    {
        string name = type.MetadataName.Replace('`', '-');
        return type.ContainingType is null ? name : $"{FileName(type.ContainingType)}.{name}";
    }

    private static string OfNet(INamedTypeSymbol type, ISymbol? member)
    {
        string name = $"{type.ContainingNamespace.ToDisplayString()}.{FileName(type)}";
        string suffix = member is null ? string.Empty : $".{member.Name.TrimStart('.')}";
        return "https://learn.microsoft.com/dotnet/api/" + (name + suffix).ToLower(CultureInfo.InvariantCulture);
    }
}
