using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Documentation.Guides;

/// <summary>The Markdown files that become pages, and where each lies in the site. All paths are from the root of the repository, with slashes.</summary>
internal sealed class Documents
{
    /// <summary>The document that lists the others in reading order.</summary>
    public const string Index = "docs/README.md";

    private readonly HashSet<string> _files;

    private Documents(string root, IEnumerable<string> files)
    {
        Root = root;
        _files = [.. files];
    }

    public string Root { get; }

    public IEnumerable<string> Files => _files.Order(StringComparer.Ordinal);

    public static Documents Find(string root)
    {
        IEnumerable<string> files = Directory.EnumerateFiles(root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateDirectories(Path.Combine(root, "src")).Append(Path.Combine(root, "benchmarks"))
                .Select(folder => Path.Combine(folder, "README.md")).Where(File.Exists));
        return new(root, files.Select(file => Path.GetRelativePath(root, file).Replace('\\', '/')));
    }

    /// <summary>The text, without badges: lines of images from elsewhere, which a site that loads nothing from elsewhere cannot show.</summary>
    public string Read(string file) => string.Join('\n', File.ReadAllLines(Path.Combine(Root, file)).Where(line => !line.StartsWith("[![", StringComparison.Ordinal)));

    /// <summary>The page of a document, or of a folder by its README; null when it has none.</summary>
    public string? PageOf(string path) => new[] { path, $"{path.TrimEnd('/')}/README.md" }.Where(_files.Contains).Select(PagePath).FirstOrDefault();

    /// <summary>What a link in a document means, as a path from the root of the repository.</summary>
    public static string Resolve(string document, string link)
    {
        string folder = Path.GetDirectoryName(document)!;
        string path = Path.GetFullPath(Path.Combine("/", folder, Uri.UnescapeDataString(link)));
        return path.Replace('\\', '/').TrimStart('/');
    }

    private static string PagePath(string file) =>
        file.EndsWith("README.md", StringComparison.Ordinal) ? file[..^"README.md".Length] + "index.html" : Path.ChangeExtension(file, ".html");
}
