using System.IO;
using System.Linq;

namespace MemMap.Shards;

/// <summary>Where a manifest may lead: to files of its own folder and the folders in it, and nowhere else unless that is allowed.</summary>
internal static class ShardPaths
{
    // What Windows takes as a drive, a stream or a separator, everywhere: a manifest means the same on each system.
    private const string Refused = "\\:*?\"<>|";

    /// <summary>Why a path leads, or could lead, out of the folder; <see langword="null"/> when it cannot.</summary>
    public static string? WhyOutside(string path)
    {
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

    /// <exception cref="InvalidDataException">The path leads out of the folder, and that is not allowed.</exception>
    public static void Require(Shard shard, bool allowOutside)
    {
        if (!allowOutside && WhyOutside(shard.Path) is { } reason)
        {
            throw new InvalidDataException(
                $"The shard '{shard.Path}' would be outside the manifest's folder, or could be: {reason}. Only " +
                "ShardOptions.AllowPathsOutside opens such files.");
        }
    }

    /// <summary>The file that a shard's path names.</summary>
    public static string FullPath(string folder, string path) => Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
}
