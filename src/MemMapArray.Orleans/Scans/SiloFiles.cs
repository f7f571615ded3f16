using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Orleans;
using Orleans.Runtime;

namespace MemMap.Cluster;

/// <summary>The files that a silo may read, which stay open for a while. When the silo stops, they are closed.</summary>
internal sealed class SiloFiles(ClusterSiloOptions options, RootFolders roots) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly OpenShards _open = new(options.MaxIdleShards, options.ShardIdleTime);

    /// <summary>The whole array of a request, of which the rows of its shard can be read.</summary>
    /// <exception cref="UnauthorizedAccessException">The file would be outside the root folders.</exception>
    /// <exception cref="FileNotFoundException">No root folder has it.</exception>
    public ShardLease<T> Rent<T>(ShardRequest request)
        where T : unmanaged => Rent<T>(request.Descr, request.Shape, request.Folder, [request.Shard.ToShard()]);

    /// <summary>An array of which some shards are files of this silo.</summary>
    /// <param name="descr">The element type.</param>
    /// <param name="shape">The shape of the whole array.</param>
    /// <param name="folder">What the paths are relative to, relative to a root folder.</param>
    /// <param name="shards">Those that are to be read, in the order of their rows.</param>
    /// <exception cref="UnauthorizedAccessException">A file would be outside the root folders.</exception>
    /// <exception cref="FileNotFoundException">No root folder has it.</exception>
    public ShardLease<T> Rent<T>(string descr, long[] shape, string folder, IReadOnlyList<Shard> shards)
        where T : unmanaged
    {
        // The paths are held against the root folders each time; after that their names may be anything.
        Shard[] found = [.. shards.Select(shard =>
            new Shard(roots.Find(folder, shard.Path), shard.Rows, shard.ByteOffset, shard.FileLength, shard.HeaderHash))];

        // The paths are whole; by the folder it is only told whether the files are on a network.
        string place = found.Length > 0 ? Path.GetDirectoryName(found[0].Path)! : ".";
        return _open.Rent(TextOf(descr, shape, found), () => MemMapShards.Open<T>(
            ManifestOf(descr, shape, found),
            place,
            new ShardOptions { AllowPathsOutside = true, ReopenReplaced = true }));
    }

    public void Participate(ISiloLifecycle observer) => observer.Subscribe<SiloFiles>(
        ServiceLifecycleStage.RuntimeInitialize,
        static _ => Task.CompletedTask,
        _ =>
        {
            Dispose();
            return Task.CompletedTask;
        });

    public void Dispose() => _open.Dispose();

    /// <summary>Rows that are in files that this process does not open.</summary>
    public static Shard Elsewhere(long start, long end) => new("elsewhere", new RowRange(start, end - start), 0, long.MaxValue);

    /// <summary>A manifest of the whole array in which some shards are known. Of the others it is only known that they have the other
    /// rows.</summary>
    private static ShardManifest ManifestOf(string descr, long[] shape, Shard[] known)
    {
        var shards = new List<Shard>();
        long next = 0;
        foreach (Shard shard in known)
        {
            if (shard.Rows.Start > next)
            {
                shards.Add(Elsewhere(next, shard.Rows.Start));
            }

            shards.Add(shard);
            next = shard.Rows.End;
        }

        if (next < shape[0])
        {
            shards.Add(Elsewhere(next, shape[0]));
        }

        return new(descr, Shape.Create(shape), shards);
    }

    private static string TextOf(string descr, long[] shape, Shard[] shards)
    {
        var text = new StringBuilder(descr).Append(' ').AppendJoin(',', shape);
        foreach (Shard shard in shards)
        {
            // A path may have any letter: its length says where it ends.
            text.Append(
                CultureInfo.InvariantCulture,
                $" {shard.Rows} {shard.ByteOffset} {shard.FileLength} {shard.HeaderHash} {shard.Path.Length} {shard.Path}");
        }

        return text.ToString();
    }
}
