using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMap.Tests;

/// <summary>The sources of src/MemMapArray, as the compiler understands them: which types a file declares, and which types of other files it uses.</summary>
internal sealed class HouseSources
{
    private HouseSources()
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None);
        List<SyntaxTree> trees = [.. Repository.SourceFiles(Root).Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(Root, file)), options, path: file))];

        CSharpCompilation net = Compile(trees.Where(tree => !IsNetStandard(tree.FilePath)));
        CSharpCompilation netStandard = Compile(trees.Where(tree => !IsNet(tree.FilePath)));
        Types = [.. TypesOf(net).Concat(TypesOf(netStandard))];
        Uses = [.. net.SyntaxTrees.SelectMany(tree => UsesOf(tree, net)), .. netStandard.SyntaxTrees.Where(tree => IsNetStandard(tree.FilePath)).SelectMany(tree => UsesOf(tree, netStandard))];
    }

    public static string Root { get; } = Repository.Find("src/MemMapArray");

    /// <summary>Read once: it takes some seconds.</summary>
    public static Lazy<HouseSources> Instance { get; } = new(() => new HouseSources());

    /// <summary>All types that are not nested, with the files that they are declared in.</summary>
    public IReadOnlyList<(INamedTypeSymbol Type, string[] Files)> Types { get; }

    /// <summary>Each file with the types of other files that its code names, or whose members it names. Comments and <see langword="nameof"/> do not count.</summary>
    public IReadOnlyList<(string File, INamedTypeSymbol Type)> Uses { get; }

    public static string[] FilesOf(INamedTypeSymbol type) => [.. type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath).Distinct()];

    private static bool IsNet(string file) => file.EndsWith(".Net.cs", StringComparison.Ordinal);

    private static bool IsNetStandard(string file) => file.EndsWith(".NetStandard.cs", StringComparison.Ordinal);

    private static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees)
    {
        IEnumerable<MetadataReference> framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("MemMapArray", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create("House", trees, framework, options);
    }

    private static IEnumerable<(INamedTypeSymbol Type, string[] Files)> TypesOf(CSharpCompilation compilation) =>
        TypesOf(compilation.Assembly.GlobalNamespace).Select(type => (type, FilesOf(type)));

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceSymbol space) => space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(TypesOf));

    private static IEnumerable<(string File, INamedTypeSymbol Type)> UsesOf(SyntaxTree tree, CSharpCompilation compilation)
    {
        SemanticModel model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes(node => !IsNameOf(node))
            .Where(node => node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax)
            .Select(node => model.GetSymbolInfo(node))
            .SelectMany(info => info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols.AsEnumerable())
            .Select(Outermost)
            .OfType<INamedTypeSymbol>()
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .Where(type => FilesOf(type) is { Length: > 0 } files && !files.Contains(tree.FilePath))
            .Select(type => (tree.FilePath, type));
    }

    private static bool IsNameOf(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } };

    // The type that a symbol is, or is a member of.
    private static INamedTypeSymbol? Outermost(ISymbol symbol)
    {
        INamedTypeSymbol? type = symbol is INamedTypeSymbol named ? named : symbol.ContainingType;
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type?.OriginalDefinition;
    }
}
