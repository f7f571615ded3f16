using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Documentation.Pages;

/// <summary>The versions that lie side by side in a folder, the newest first: a script that each page loads, and a page that leads to the newest.</summary>
internal static partial class Versions
{
    public static bool IsVersion(string name) => Name().IsMatch(name);

    /// <summary>Lists what is there.</summary>
    public static void Write(string folder)
    {
        string[] versions = [.. Order(Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path))
            .Where(name => IsVersion(name) && File.Exists(Path.Combine(folder, name, SearchIndex.Path))))];
        string newest = versions.FirstOrDefault(IsRelease) ?? versions[0];
        string links = string.Concat(versions.Select(name => $"<li><a href=\"{name}/index.html\">{name}</a></li>\n"));
        string script = $"const versions = {JsonSerializer.Serialize(versions)}, newest = {JsonSerializer.Serialize(newest)};\n";
        File.WriteAllText(Path.Combine(folder, "versions.js"), script);
        File.WriteAllText(Path.Combine(folder, "index.html"), $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta http-equiv="refresh" content="0; url={newest}/index.html" />
            <title>MemMapArray</title>
            </head>
            <body>
            <h1>MemMapArray</h1>
            <ul>
            {links}</ul>
            </body>
            </html>

            """);
    }

    /// <summary>By number, downwards; a preview behind its release; names such as <c>main</c> last.</summary>
    public static IEnumerable<string> Order(IEnumerable<string> versions) => versions
        .OrderByDescending(name => char.IsDigit(name[0]))
        .ThenByDescending(name => Version.TryParse(name.Split('-')[0], out Version? number) ? number : new Version())
        .ThenByDescending(IsRelease)
        .ThenByDescending(name => name, StringComparer.Ordinal);

    private static bool IsRelease(string name) => char.IsDigit(name[0]) && !name.Contains('-', StringComparison.Ordinal);

    [GeneratedRegex("^[0-9A-Za-z][0-9A-Za-z.-]*$")]
    private static partial Regex Name();
}
