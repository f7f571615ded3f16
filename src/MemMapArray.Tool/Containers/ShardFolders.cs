using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemMap.Tool.Containers;

/// <summary>What may be removed when shards take the place of others.</summary>
internal static class ShardFolders
{
    /// <summary>Refuses a folder that is no folder of shards, or has files of others in it.</summary>
    /// <exception cref="IOException">It is one.</exception>
    public static void RequireNothingElse(string folder)
    {
        if (!File.Exists(Path.Combine(folder, ShardManifest.FileName)))
        {
            throw new IOException($"'{folder}' is there and is no folder of shards: only such a folder is replaced.");
        }

        ShardManifest manifest = ShardManifest.Read(folder);
        HashSet<string> own = [ShardManifest.FileName, ShardManifest.FileName + ".lock", "info"];
        own.UnionWith(manifest.Shards.Select(shard => shard.Path));
        IEnumerable<string> names = Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)!);
        string? other = names.FirstOrDefault(name => !own.Contains(name));
        if (other is not null)
        {
            throw new IOException(
                $"'{folder}' has '{other}' in it, which is no part of its shards: only folders of nothing but shards are replaced.");
        }
    }
}
