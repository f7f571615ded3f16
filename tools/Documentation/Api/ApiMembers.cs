using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Documentation.Api;

/// <summary>The members of a type that have a place on its page, and what they are called there.</summary>
internal static class ApiMembers
{
    /// <summary>In the order of the page.</summary>
    public static readonly string[] Groups = ["Constructors", "Values", "Fields", "Properties", "Indexers", "Methods", "Events", "Operators"];

    // What other assemblies can use or override.
    public static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    /// <summary>Whether a member has a place. What the compiler made has no documentation, and the declaration of a delegate says it all.</summary>
    public static bool IsListed(ISymbol member) => member is not INamedTypeSymbol && member.ContainingType.TypeKind != TypeKind.Delegate
        && IsVisible(member) && !string.IsNullOrEmpty(member.GetDocumentationCommentXml());

    /// <summary>Members by name, overloads side by side.</summary>
    public static IEnumerable<IGrouping<string, ISymbol>> Of(INamedTypeSymbol type) => type.GetMembers().Where(IsListed).GroupBy(NameOf);

    public static string GroupOf(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => "Constructors",
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } => "Operators",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "Values",
        IFieldSymbol => "Fields",
        IPropertySymbol { IsIndexer: true } => "Indexers",
        IPropertySymbol => "Properties",
        IEventSymbol => "Events",
        _ => "Methods",
    };

    /// <summary>As C# writes it: <c>this[]</c>, <c>operator ==</c>.</summary>
    public static string NameOf(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => member.ContainingType.Name,
        IMethodSymbol { MethodKind: MethodKind.Conversion } conversion => conversion.Name == "op_Implicit" ? "implicit operator" : "explicit operator",
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } => member.ToDisplayString(s_operatorName),
        IPropertySymbol { IsIndexer: true } => "this[]",
        _ => member.Name,
    };

    public static IReadOnlyList<IParameterSymbol> ParametersOf(ISymbol member) =>
        member is IMethodSymbol method ? method.Parameters : member is IPropertySymbol property ? property.Parameters : [];

    /// <summary>Where it is on the page of its type. The first of overloads has the name alone.</summary>
    public static string AnchorOf(ISymbol member)
    {
        int index = member.ContainingType.GetMembers(member.Name).Where(IsListed).ToList()
            .FindIndex(other => SymbolEqualityComparer.Default.Equals(other, member));
        string name = member.Name == ".ctor" ? "constructor" : member.Name.Replace("this[]", "Item", StringComparison.Ordinal);
        return index <= 0 ? name : $"{name}-{index + 1}";
    }

    /// <summary>What a member overrides or implements, from which it has its documentation when it says so.</summary>
    public static ISymbol? BaseOf(ISymbol member) => member switch
    {
        IMethodSymbol { OverriddenMethod: { } method } => method,
        IPropertySymbol { OverriddenProperty: { } property } => property,
        _ => member.ContainingType?.AllInterfaces.SelectMany(type => type.GetMembers())
            .FirstOrDefault(other => SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(other), member)),
    };

    private static readonly SymbolDisplayFormat s_operatorName = new();
}
