using System.Collections.Generic;
using System.Linq;
using System.Text;
using Documentation.Coloring;
using Documentation.Pages;
using Microsoft.CodeAnalysis;

namespace Documentation.Api;

/// <summary>Declarations as C# has them, coloured, their types linked.</summary>
internal sealed class Signature(ApiLinks links, string page)
{
    private const int LineLength = 96;

    private static readonly SymbolDisplayFormat s_format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints
            | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeConstantValue,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeExtensionThis
            | SymbolDisplayParameterOptions.IncludeModifiers,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeMemberKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_name = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: s_format.MiscellaneousOptions);

    private static readonly SymbolDisplayPart s_space = Part(SymbolDisplayPartKind.Space, " ");

    public string ToHtml(ISymbol symbol)
    {
        List<SymbolDisplayPart> parts = [.. symbol.ToDisplayParts(s_format)];
        if (symbol is INamedTypeSymbol type)
        {
            int end = parts.FindIndex(IsWhere);
            parts.InsertRange(end < 0 ? parts.Count : end - 1, Bases(type));
            parts.InsertRange(0, Modifiers(type).SelectMany(word => new[] { Part(SymbolDisplayPartKind.Keyword, word), s_space }));
        }

        int length = parts.Sum(part => part.ToString().Length);
        HashSet<int> lineStarts = length > LineLength ? [.. ParameterStarts(parts)] : [];
        var html = new StringBuilder();
        for (int i = 0; i < parts.Count; i++)
        {
            bool startsLine = lineStarts.Contains(i) || (length > LineLength && IsWhere(parts[i]));
            html.Append(startsLine ? "\n    " : null).Append(ToHtml(parts[i], symbol));
        }

        return $"<pre class=\"code signature\" tabindex=\"0\"><code>{html}</code></pre>\n";
    }

    private string ToHtml(SymbolDisplayPart part, ISymbol declared)
    {
        string text = part.ToString();
        if (part is { Kind: SymbolDisplayPartKind.EnumMemberName, Symbol.ContainingType: { } type } && declared is IMethodSymbol or IPropertySymbol)
        {
            // The value of a parameter that is left out.
            return $"{ToHtml(new(SymbolDisplayPartKind.EnumName, type, type.Name), declared)}.{Html.Encode(text)}";
        }

        string? color = part.Kind switch
        {
            SymbolDisplayPartKind.Keyword => "k",
            SymbolDisplayPartKind.MethodName or SymbolDisplayPartKind.ExtensionMethodName => "m",
            SymbolDisplayPartKind.NumericLiteral => "n",
            SymbolDisplayPartKind.StringLiteral => "s",
            _ => part.Symbol is ITypeSymbol ? "t" : null,
        };
        string span = ColoredCode.Span(color, text);
        bool isLink = part.Symbol is INamedTypeSymbol && part.Kind != SymbolDisplayPartKind.Keyword
            && !SymbolEqualityComparer.Default.Equals(part.Symbol, declared);
        return isLink && links.AddressOf(part.Symbol!) is string address ? Html.Link(page, address, span) : span;
    }

    private static IEnumerable<string> Modifiers(INamedTypeSymbol type)
    {
        yield return type.DeclaredAccessibility == Accessibility.Public ? "public" : "protected";
        if (type.TypeKind == TypeKind.Class && (type.IsStatic || type.IsAbstract || type.IsSealed))
        {
            yield return type.IsStatic ? "static" : type.IsAbstract ? "abstract" : "sealed";
        }
    }

    // What display leaves out: the base class and the interfaces, without those that they bring.
    private static IEnumerable<SymbolDisplayPart> Bases(INamedTypeSymbol type)
    {
        bool hasBase = type is { TypeKind: TypeKind.Class, BaseType.SpecialType: not SpecialType.System_Object };
        IEnumerable<INamedTypeSymbol> bases = type.TypeKind is TypeKind.Enum or TypeKind.Delegate ? []
            : hasBase ? type.Interfaces.Prepend(type.BaseType!) : type.Interfaces;
        string separator = " : ";
        foreach (INamedTypeSymbol one in bases.Where(ApiMembers.IsVisible))
        {
            yield return Part(SymbolDisplayPartKind.Punctuation, separator);
            foreach (SymbolDisplayPart part in one.ToDisplayParts(s_name))
            {
                yield return part;
            }

            separator = ", ";
        }
    }

    // Where parameters begin: behind the bracket before the first of them, and behind each comma of that bracket and its space.
    private static IEnumerable<int> ParameterStarts(List<SymbolDisplayPart> parts)
    {
        int open = parts.FindIndex(part => part.Kind == SymbolDisplayPartKind.ParameterName);
        for (int depth = 0; open >= 0 && depth < 1; depth += Nesting(parts[open]))
        {
            open--;
        }

        for (int i = open, depth = 0; open >= 0 && i < parts.Count && (i == open || depth > 0); i++)
        {
            depth += Nesting(parts[i]);
            if (i == open)
            {
                yield return i + 1;
            }
            else if (depth == 1 && parts[i].ToString() == ",")
            {
                yield return i + 2;
            }
        }
    }

    private static int Nesting(SymbolDisplayPart part) => part.ToString() switch
    {
        "(" or "[" or "<" => 1,
        ")" or "]" or ">" => -1,
        _ => 0,
    };

    private static bool IsWhere(SymbolDisplayPart part) => part.Kind == SymbolDisplayPartKind.Keyword && part.ToString() == "where";

    private static SymbolDisplayPart Part(SymbolDisplayPartKind kind, string text) => new(kind, null, text);
}
