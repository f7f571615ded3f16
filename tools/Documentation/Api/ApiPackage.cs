using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Documentation.Api;

/// <summary>The public types of a package, as the compiler reads them from its assembly, with its XML documentation.</summary>
internal sealed record ApiPackage(string Name, string Description, IReadOnlyList<INamedTypeSymbol> Types)
{
    /// <summary>The packages beside this program, and what can look up their names.</summary>
    public static (IReadOnlyList<ApiPackage> Packages, Compilation Compilation) LoadAll()
    {
        // The assemblies of this program are all that the packages refer to. Those of the packages have documentation beside them.
        string[] assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        MetadataReference[] references = [.. assemblies.Select(Reference)];
        var compilation = CSharpCompilation.Create("Packages", references: references);
        IEnumerable<ApiPackage> packages = references.Where(IsPackage)
            .Select(reference => Read((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!))
            .OrderBy(package => package.Name, StringComparer.Ordinal);
        return ([.. packages], compilation);
    }

    private static PortableExecutableReference Reference(string path)
    {
        string xml = Path.ChangeExtension(path, ".xml");
        return MetadataReference.CreateFromFile(path, documentation: File.Exists(xml) ? XmlDocumentationProvider.CreateFromFile(xml) : null);
    }

    private static bool IsPackage(MetadataReference reference) =>
        Path.GetFileName(reference.Display!).StartsWith("MemMapArray", StringComparison.Ordinal);

    private static ApiPackage Read(IAssemblySymbol assembly)
    {
        AttributeData? description = assembly.GetAttributes()
            .FirstOrDefault(attribute => attribute.AttributeClass?.Name == "AssemblyDescriptionAttribute");
        IEnumerable<INamedTypeSymbol> types = TypesOf(assembly.GlobalNamespace)
            .OrderBy(ApiLinks.NameOf, StringComparer.OrdinalIgnoreCase);
        return new(assembly.Name, description?.ConstructorArguments[0].Value as string ?? string.Empty, [.. types]);
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol parent) => parent.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol space => TypesOf(space),
        INamedTypeSymbol type when ApiMembers.IsVisible(type) => TypesOf(type).Prepend(type),
        _ => [],
    });
}
