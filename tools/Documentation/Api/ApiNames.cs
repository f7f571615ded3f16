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
        foreach (INamedTypeSymbol type in packages.SelectMany(package => package.Types).OrderBy(type => type.Arity))
        {
            string name = type.ContainingType is null ? type.MetadataName : $"{type.ContainingType.MetadataName}.{type.MetadataName}";
            Add([name, type.Name], ApiLinks.PageOf(type));
            foreach (ISymbol member in ApiMembers.Of(type).Select(group => group.First()).Where(member => member.CanBeReferencedByName))
            {
                // Extension methods are named by themselves, as they are called.
                string[] names = [$"{name}.{member.Name}", $"{type.Name}.{member.Name}", member.Name];
                Add(member is IMethodSymbol { IsExtensionMethod: true } ? names : names[..2], links.AddressOf(member)!);
            }
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

        // The variable before a method has no name of the API.
        string type = match.Groups["type"].Value;
        string member = match.Groups["member"].Value;
        string arity = match.Groups["arguments"].Success ? $"`{match.Groups["arguments"].Value.Count(c => c == ',') + 1}" : string.Empty;
        string name = member.Length == 0 ? type + (match.Groups["call"].Success ? string.Empty : arity)
            : char.IsUpper(type[0]) ? $"{type}{arity}.{member}"
            : member;
        return _addresses.GetValueOrDefault(name);
    }

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
