using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>Where a list in a file may lead: to files of its own folder and the folders in it.</summary>
internal static class FolderPaths
{
    // What Windows takes as a drive, a stream or a separator, everywhere: a list means the same on each system.
    private const string Refused = "\\:*?\"<>|";

    /// <summary>Why a path leads, or could lead, out of the folder; <see langword="null"/> when it cannot.</summary>
    public static string? WhyOutside(string path)
    {
        if (path.Length == 0)
        {
            return "it is empty";
        }

        if (path[0] == '/')
        {
            return "it is absolute";
        }

        foreach (string name in path.Split('/'))
        {
            if (name.Length == 0)
            {
                return "it has an empty name between two '/'";
            }

            if (name is "." or "..")
            {
                return $"it has the name '{name}'";
            }

            if (name.Any(letter => letter < ' ' || Refused.Contains(letter)))
            {
                return $"the name '{name}' has a character that some system takes for something else";
            }

            // Windows drops them.
            if (name[name.Length - 1] is '.' or ' ')
            {
                return $"the name '{name}' ends in a dot or a space";
            }
        }

        return null;
    }

    /// <summary>The file that such a path names.</summary>
    public static string Combine(string folder, string path) => Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Whether links lead from a path in a folder to a file out of it. On Windows any link does.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="path">The full path of a file in it. It need not exist.</param>
    public static bool IsLinkOutside(string folder, string path)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return Libc.RealPath(path) is { } file && Libc.RealPath(folder) is { } home
                && !file.StartsWith(home.TrimEnd('/') + "/", StringComparison.Ordinal);
        }

        for (string? at = path; at is not null && at.Length > folder.Length; at = Path.GetDirectoryName(at))
        {
            if ((File.Exists(at) || Directory.Exists(at)) && (File.GetAttributes(at) & FileAttributes.ReparsePoint) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
