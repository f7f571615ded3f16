using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Documentation.Api;

/// <summary>Finds the types and members that guides name in code: <c>MemMapArray.Open</c>, <c>MemMapView&lt;T&gt;</c>, <c>Mean(0)</c>.</summary>
internal sealed partial class ApiNames
{
    private readonly Dictionary<string, string> _addresses = [];

    public ApiNames(IEnumerable<ApiPackage> packages, ApiLinks links)
    {
        INamedTypeSymbol[] types = [.. packages.SelectMany(package => package.Types).OrderBy(type => type.Arity)];
        ISymbol[] members = [.. types.SelectMany(ApiMembers.Of).Select(overloads => overloads.First()).Where(member => member.CanBeReferencedByName)];
        ILookup<string, ISymbol> byName = members.ToLookup(member => member.Name);
        foreach (INamedTypeSymbol type in types)
        {
            Add(NamesOf(type), ApiLinks.PageOf(type));
        }

        foreach (ISymbol member in members)
        {
            IEnumerable<string> names = NamesOf(member.ContainingType).Select(type => $"{type}.{member.Name}");
            if (member is IMethodSymbol { IsExtensionMethod: true })
            {
                // Called on a variable, it says no type. A name alone is enough where nothing else has it.
                names = names.Append($".{member.Name}").Concat(byName[member.Name].Count() == 1 ? [member.Name] : []);
            }

            Add(names, links.AddressOf(member)!);
        }
    }

    /// <param name="code">What stands in the code of a guide.</param>
    /// <returns>The path from the root of the version, or null.</returns>
    public string? AddressOf(string code)
    {
        Match match = Name().Match(code);
        if (!match.Success)
        {
            return null;
        }

        string type = match.Groups["type"].Value;
        string member = match.Groups["member"].Value;
        string arity = match.Groups["arguments"].Success ? $"`{match.Groups["arguments"].Value.Count(c => c == ',') + 1}" : string.Empty;
        string name = (member.Length, char.IsUpper(type[0])) switch
        {
            (0, _) => match.Groups["call"].Success ? $".{type}" : type + arity,
            (_, true) => $"{type}{arity}.{member}",
            _ => $".{member}",
        };
        return _addresses.GetValueOrDefault(name);
    }

    // With and without the number of type parameters, and the type around it.
    private static IEnumerable<string> NamesOf(INamedTypeSymbol type) =>
        type.ContainingType is null ? [type.MetadataName, type.Name] : [$"{type.ContainingType.MetadataName}.{type.MetadataName}", type.Name];

    // The first wins: types without type parameters come first, and the shortest name is that of them.
    private void Add(IEnumerable<string> names, string address)
    {
        foreach (string name in names)
        {
            _addresses.TryAdd(name, address);
        }
    }

    [GeneratedRegex(@"^(?<type>[A-Za-z]\w*)(?:<(?<arguments>[^<>()]*)>)?(?:\.(?<member>[A-Z]\w*)(?:<[^<>()]*>)?)?(?<call>\(.*\))?$")]
    private static partial Regex Name();
}
