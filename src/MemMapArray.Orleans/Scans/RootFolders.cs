using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemMap.Cluster;

/// <summary>Where a silo may read and write. A path is taken apart name by name and every link on it followed, before it is held against
/// the folders: what is opened is the path without links.</summary>
internal sealed class RootFolders
{
    private const int MaxLinks = 40;

    private readonly string[] _roots;

    /// <exception cref="ArgumentException">There is none, or one is not there.</exception>
    public RootFolders(IEnumerable<string> roots)
    {
        _roots = [.. roots.Select(root => Directory.Exists(root)
            ? Real(Path.GetFullPath(root))
            : throw new ArgumentException($"The root folder '{root}' is not there.", nameof(roots)))];
        if (_roots.Length == 0)
        {
            throw new ArgumentException("A silo has at least one root folder: what lies in none is never opened.", nameof(roots));
        }
    }

    /// <summary>The file of a shard, without links on the way.</summary>
    /// <exception cref="UnauthorizedAccessException">It would be outside the root folders.</exception>
    /// <exception cref="FileNotFoundException">No root folder has it.</exception>
    public string Find(string folder, string path)
    {
        string relative = folder.Length == 0 ? path : $"{folder}/{path}";
        RequireNames(relative);
        foreach (string root in _roots)
        {
            string full = PathIn(root, relative);
            if (!File.Exists(full))
            {
                continue;
            }

            string real = Real(full);
            return Array.Exists(_roots, allowed => IsIn(real, allowed))
                ? real
                : throw new UnauthorizedAccessException($"The path '{relative}' leads through a link out of the root folders.");
        }

        throw new FileNotFoundException($"No root folder has the file '{relative}'.");
    }

    /// <summary>The one of the root folders that a path leads to.</summary>
    /// <exception cref="ArgumentException">It leads to none of them.</exception>
    public string Require(string folder)
    {
        string real = Path.TrimEndingDirectorySeparator(Real(Path.GetFullPath(folder)));
        return Array.Exists(_roots, root => Path.TrimEndingDirectorySeparator(root) == real)
            ? real
            : throw new ArgumentException(
                $"The output folder '{folder}' is none of the root folders: what is written there could not be read.", nameof(folder));
    }

    /// <summary>The path of a folder that may not be there yet, in one of the root folders, without links on the way.</summary>
    /// <param name="root">The root folder.</param>
    /// <param name="folder">The folder, relative to it.</param>
    /// <exception cref="UnauthorizedAccessException">It would be outside.</exception>
    /// <exception cref="InvalidOperationException">The folder that it is to be in is not there.</exception>
    public static string Place(string root, string folder)
    {
        RequireNames(folder);
        string full = PathIn(root, folder), parent = Path.GetDirectoryName(full)!;
        if (!Directory.Exists(parent))
        {
            throw new InvalidOperationException($"The folder '{folder}' is to be in one that is not there. Make that first.");
        }

        string real = Path.Combine(Real(parent), Path.GetFileName(full));
        return IsIn(real, root)
            ? real
            : throw new UnauthorizedAccessException($"The path '{folder}' leads through a link out of the output folder.");
    }

    /// <summary>Whether one of the root folders has something of that path.</summary>
    public bool Has(string folder) =>
        Array.Exists(_roots, root => Path.Exists(PathIn(root, folder)));

    private static string PathIn(string root, string relative) => Path.Combine(root, relative.Replace('/', Path.DirectorySeparatorChar));

    private static void RequireNames(string relative)
    {
        foreach (string name in relative.Split('/'))
        {
            if (name.Length == 0 || name is "." or ".." || name.AsSpan().IndexOfAny("\\:\0") >= 0)
            {
                throw new UnauthorizedAccessException(
                    $"The path '{relative}' would be outside the root folders, or could be: paths are relative, with '/' between names, " +
                    "without '.', '..', ':' and '\\'.");
            }
        }
    }

    private static bool IsIn(string path, string root) =>
        path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // The path with every link replaced by what it leads to. ResolveLinkTarget alone does so for the last name only.
    private static string Real(string path)
    {
        for (int links = 0; links <= MaxLinks; links++)
        {
            if (WithoutFirstLink(path) is not { } next)
            {
                return path;
            }

            path = next;
        }

        throw new UnauthorizedAccessException($"The path '{path}' leads through more than {MaxLinks} links.");
    }

    private static string? WithoutFirstLink(string path)
    {
        string real = Path.GetPathRoot(path)!;
        string[] names = path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < names.Length; i++)
        {
            string here = Path.Combine(real, names[i]);
            if (new FileInfo(here).LinkTarget is { } target)
            {
                // A relative target is relative to where the link lies.
                return Path.GetFullPath(Path.Combine([Path.Combine(real, target), .. names.Skip(i + 1)]));
            }

            real = here;
        }

        return null;
    }
}
