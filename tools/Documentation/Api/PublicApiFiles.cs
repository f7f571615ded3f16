using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Documentation.Api;

/// <summary>The public API as its text files list it: what must have a page, said by others than the assemblies that the pages are made of.</summary>
internal static partial class PublicApiFiles
{
    /// <summary>The address of each type and member, from the root of the version.</summary>
    public static IEnumerable<string> Addresses(string repository) =>
        Directory.EnumerateFiles(Path.Combine(repository, "src"), "PublicAPI.*.txt", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines).Select(AddressOf).OfType<string>().Distinct();

    /// <summary>Of a line such as <c>static MemMap.MemMapArray.Open&lt;T&gt;(string! path) -> MemMap.MemMapArray&lt;T&gt;!</c>; null of a comment.</summary>
    public static string? AddressOf(string line)
    {
        Match match = Line().Match(line);
        if (!match.Success)
        {
            return null;
        }

        string[] names = [.. match.Groups["name"].Captures.Select(capture => capture.Value)];
        bool isType = !line.Contains(" -> ", System.StringComparison.Ordinal);
        string type = string.Join('.', (isType ? names : names[..^1]).Select(WithArity));
        string member = Regex.Replace(names[^1], "<.*", string.Empty);
        string last = names.Length < 2 ? string.Empty : Regex.Replace(names[^2], "<.*", string.Empty);
        // A constructor that nobody wrote has no documentation.
        bool isConstructor = member == last, isImplicit = isConstructor && line.EndsWith("() -> void", System.StringComparison.Ordinal);
        return isType || isImplicit || member == "Invoke" ? $"api/{type}.html"
            : $"api/{type}.html#{(isConstructor ? "constructor" : member == "this" ? "Item" : member)}";
    }

    private static string WithArity(string name)
    {
        int start = name.IndexOf('<');
        return start < 0 ? name : $"{name[..start]}-{name.Count(c => c == ',') + 1}";
    }

    // Accessors and operators have other names on the page: they are left out by what may follow a name.
    [GeneratedRegex(@"^(?:~|[a-z]+ )*MemMap(?:\.(?<name>(?!(?:get|set|init|operator)\b)[A-Za-z]\w*(?:<[^<>()]*>)?))+(?=$|\(|\[| =|\.get|\.set|\.init| ->)")]
    private static partial Regex Line();
}
