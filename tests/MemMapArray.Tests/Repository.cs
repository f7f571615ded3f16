using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemMap.Tests;

/// <summary>The files of the repository that these tests were built in.</summary>
internal static class Repository
{
    // tests/PROJECT/bin/CONFIGURATION/FRAMEWORK is where this assembly is.
    private static readonly string s_root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", ".."));

    /// <param name="path">A path in the repository, with slashes.</param>
    public static string Find(string path) => Path.Combine(s_root, path);

    /// <summary>All documents, by their paths in the repository, with slashes.</summary>
    public static IEnumerable<string> Documents =>
        Directory.EnumerateFiles(s_root, "*.md")
            .Concat(Directory.EnumerateFiles(Find("docs"), "*.md", SearchOption.AllDirectories))
            .Append(Find("benchmarks/README.md"))
            .Concat(Directory.EnumerateDirectories(Find("samples")).Select(sample => Path.Combine(sample, "README.md")).Where(File.Exists))
            .Select(path => Path.GetRelativePath(s_root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>The C# of a file or of all files in a folder, without indents.</summary>
    public static string Code(string path) => Directory.Exists(Find(path))
        ? string.Join('\n', CodeFiles(path).Select(Read))
        : Read(Find(path));

    /// <summary>All files of C# in a folder and below it, by their paths from there, with slashes.</summary>
    public static IEnumerable<string> SourceFiles(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(IsWritten)
        .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    /// <summary>The C# files in a folder, without those that builds write, by their full paths.</summary>
    public static IEnumerable<string> CodeFiles(string folder) =>
        Directory.EnumerateFiles(Find(folder), "*.cs", SearchOption.AllDirectories).Where(IsWritten).Order(StringComparer.Ordinal);

    public static string WithoutIndent(string code) => string.Join('\n', code.Trim().Split('\n').Select(line => line.Trim()));

    private static string Read(string path) => WithoutIndent(File.ReadAllText(path));

    private static bool IsWritten(string path) => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");
}
