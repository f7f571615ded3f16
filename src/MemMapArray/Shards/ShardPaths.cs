using System.IO;
using MemMap.Mapping;

namespace MemMap.Shards;

/// <summary>Where a manifest may lead: to files of its own folder and the folders in it, and nowhere else unless that is allowed.</summary>
internal static class ShardPaths
{
    /// <exception cref="InvalidDataException">The path leads out of the folder, and that is not allowed.</exception>
    public static void Require(Shard shard, bool allowOutside)
    {
        if (!allowOutside && FolderPaths.WhyOutside(shard.Path) is { } reason)
        {
            throw new InvalidDataException(
                $"The shard '{shard.Path}' would be outside the manifest's folder, or could be: {reason}. Only " +
                "ShardOptions.AllowPathsOutside opens such files.");
        }
    }
}
